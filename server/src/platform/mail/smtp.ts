import { createTransport } from 'nodemailer';
import type { Mail } from './outbox.ts';

/** Sends plain-text mail through the SMTP server of a URL such as smtps://name:secret@mail.example.org. */
export function sendBySmtp(url: string, from: string) {
  const transport = createTransport({ url, connectionTimeout: 10_000, socketTimeout: 20_000 }, { from });
  return {
    async send(mail: Mail): Promise<void> {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
  };
}
