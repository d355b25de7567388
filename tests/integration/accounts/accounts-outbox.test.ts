import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { createOutbox } from '../../../server/src/platform/mail/outbox.ts';

const listen = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
// Neither transport may touch the database.
const noPool = {} as pg.Pool;

/** Takes mail as any SMTP server would (RFC 5321), and keeps it. */
async function smtpSink() {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let data: string | null = null;
    let rest = '';
    socket.write('220 sink\r\n');
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      let end = rest.indexOf('\r\n');
      for (; end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null && line === '.') {
          mails.push(data);
          data = null;
          socket.write('250 kept\r\n');
        } else if (data !== null) data += `${line}\n`;
        else if (line === 'DATA') {
          data = '';
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  return { mails, port: await listen(server), close: () => server.close() };
}

test('mail goes out through SMTP as plain text, in Arabic too', async () => {
  const sink = await smtpSink();
  const outbox = createOutbox(
    {
      mail: { url: `smtp://127.0.0.1:${sink.port}?ignoreTLS=true`, from: 'Vicinia <v@example.org>' },
      sms: { gatewayUrl: null, token: null },
    },
    noPool,
  );
  await outbox.sendMail({ to: 'samira@example.org', subject: 'دخولك', text: 'مرحبًا' });
  outbox.close();
  sink.close();
  expect(sink.mails).toHaveLength(1);
  const mail = sink.mails[0] ?? '';
  expect(mail).toMatch(/^From: Vicinia <v@example.org>$/m);
  expect(mail).toMatch(/^To: samira@example.org$/m);
  expect(mail).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
  const text = mail.slice(mail.indexOf('\n\n') + 2).trim();
  const decoded = /base64/.test(mail)
    ? Buffer.from(text, 'base64').toString()
    : Buffer.from(
        text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString();
  expect(decoded.trim()).toBe('مرحبًا');
});

test('an SMS goes to the gateway with its token; a refusal is told', async () => {
  const received: { authorization: string | undefined; body: unknown }[] = [];
  let status = 200;
  const gateway = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ authorization: request.headers.authorization, body: JSON.parse(body) });
      response.writeHead(status).end();
    });
  });
  const port = await listen(gateway);
  const outbox = createOutbox(
    { mail: { url: null, from: '' }, sms: { gatewayUrl: `http://127.0.0.1:${port}/send`, token: 'secret' } },
    noPool,
  );
  await outbox.sendSms({ to: '+393471234567', text: 'Vicinia: 123456' });
  expect(received).toEqual([
    { authorization: 'Bearer secret', body: { to: '+393471234567', text: 'Vicinia: 123456' } },
  ]);
  status = 503;
  await expect(outbox.sendSms({ to: '+393471234567', text: 'x' })).rejects.toThrow('503');
  gateway.close();
});
