import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { keepMail, keepSms } from './kept-messages.ts';
import { sendBySmsGateway } from './sms-gateway.ts';
import { sendBySmtp } from './smtp.ts';

export interface Mail {
  /** The same when sending is tried again, so that the second copy can be known as one; a UUID. */
  id?: string;
  to: string;
  subject: string;
  text: string;
}

export interface Sms {
  /** The same when sending is tried again; a UUID. */
  id?: string;
  to: string;
  text: string;
}

/** Where mail and SMS leave the house: what is not configured stays in the local outbox. */
export interface Outbox {
  sendMail(mail: Mail): Promise<void>;
  sendSms(sms: Sms): Promise<void>;
  close(): void;
}

/** SMTP and the SMS gateway where the configuration names them, otherwise the table that /dev/outbox shows. */
export function createOutbox(config: Pick<Config, 'mail' | 'sms'>, pool: Pool): Outbox {
  const smtp = config.mail.url === null ? null : sendBySmtp(config.mail.url, config.mail.from);
  return {
    sendMail: smtp ? smtp.send : (mail) => keepMail(pool, mail),
    sendSms:
      config.sms.gatewayUrl === null
        ? (sms) => keepSms(pool, sms)
        : sendBySmsGateway(config.sms.gatewayUrl, config.sms.token),
    close: () => smtp?.close(),
  };
}
