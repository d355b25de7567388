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
    async send({ id, to, ...mail }: Mail): Promise<void> {
      const messageId = id ? { messageId: `<${id}@vicinia.invalid>` } : {};
      // As an address it is taken as it is; as text it would be read as a list with names.
      await (await connecting).sendMail({ ...mail, to: { name: '', address: to }, ...messageId });
    },
    close: () => void connecting.then((transport) => transport.close()),
  };
}
