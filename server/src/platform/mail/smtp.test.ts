import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendBySmtp } from './smtp.ts';

/** A mail server that takes everything and remembers for whom it was. */
const recipients: string[] = [];
const server = createServer((socket) => {
  let isText = false;
  socket.write('220 here\r\n');
  createInterface(socket).on('line', (line) => {
    if (isText && line !== '.') return;
    isText = line === 'DATA';
    if (line.startsWith('RCPT TO:')) recipients.push(line.slice('RCPT TO:'.length));
    socket.write(isText ? '354 go on\r\n' : '250 fine\r\n');
  });
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => server.close());

const send = async (to: string) => {
  const smtp = sendBySmtp(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 'town@vicinia.example');
  await smtp.send({ to, subject: 'Ciao', text: 'Ciao' });
  smtp.close();
};

test('a mail goes to one address, whatever stands in it', async () => {
  await send('rosa@x.example');
  for (const written of ['x1,amina@x.example', 'x2;amina@x.example', 'Bob<amina@x.example'])
    await send(written).catch(() => undefined);
  expect(recipients).toContain('<rosa@x.example>');
  expect(recipients).not.toContain('<amina@x.example>');
});
