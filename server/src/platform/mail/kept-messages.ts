import type { Pool } from 'pg';
import { newId } from '../ids.ts';
import type { Mail, Sms } from './outbox.ts';

const insert = `insert into outbox_message (id, channel, recipient, subject, text) values ($1, $2, $3, $4, $5) on conflict do nothing`;

/** Keeps a mail in the local outbox, for development and demo. */
export async function keepMail(pool: Pool, mail: Mail): Promise<void> {
  await pool.query(insert, [mail.id ?? newId(), 'mail', mail.to, mail.subject, mail.text]);
}

/** Keeps an SMS in the local outbox, for development and demo. */
export async function keepSms(pool: Pool, sms: Sms): Promise<void> {
  await pool.query(insert, [sms.id ?? newId(), 'sms', sms.to, null, sms.text]);
}
