import type { Mail } from './outbox.ts';

/**
 * Sends plain-text mail through the SMTP server of a URL such as smtps://name:secret@mail.example.org. The library is
 * loaded only where there is such a server.
 */
export function sendBySmtp(url: string, from: string) {
  const connecting = import('nodemailer').then(({ createTransport }) =>
    createTransport({ url, connectionTimeout: 10_000, socketTimeout: 20_000 }, { from }),
  );
  return {
    async send({ id, ...mail }: Mail): Promise<void> {
      const messageId = id ? { messageId: `<${id}@vicinia.invalid>` } : {};
      await (await connecting).sendMail({ ...mail, ...messageId });
    },
    close: () => void connecting.then((transport) => transport.close()),
  };
}
