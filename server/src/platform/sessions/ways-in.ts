import type { Pool } from 'pg';
import { isPlaceholder } from './placeholder-address.ts';

/** What changed in how a member gets in. */
export type SecurityChange =
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_ADDED'
  | 'PASSKEY_ADDED'
  | 'PASSKEY_REMOVED'
  | 'SECOND_FACTOR_ADDED'
  | 'SECOND_FACTOR_REMOVED'
  | 'PHONE_CHANGED'
  | 'EMAIL_CHANGED'
  | 'PROVIDER_ADDED';

/** How a member gets in at a moment, to be compared with another; no secret, only what tells whether one changed. */
export interface WaysIn {
  email: string;
  emailVerified: boolean;
  phone: string | null;
  locale: string;
  /** A mark of the password, null without one. */
  password: string | null;
  passkeys: string[];
  secondFactor: boolean;
}

/** The ways in of a member now; null without an account. */
export async function waysIn(pool: Pool, memberId: string): Promise<WaysIn | null> {
  const { rows } = await pool.query<WaysIn>(
    `select u.email, u.email_verified as "emailVerified", u.phone_number as phone, u.locale,
       (select md5(c.password) from auth_credential c where c.user_id = u.id and c.provider_id = 'credential') as password,
       array(select p.id::text from auth_passkey p where p.user_id = u.id order by p.id) as passkeys,
       exists (select 1 from auth_second_factor f where f.user_id = u.id and f.verified) as "secondFactor"
     from auth_user u where u.id = $1`,
    [memberId],
  );
  return rows[0] ?? null;
}

/** What a person should hear of, in the order in which it is told. */
export function changesBetween(before: WaysIn, after: WaysIn): SecurityChange[] {
  const has = (change: SecurityChange, happened: boolean) => (happened ? [change] : []);
  return [
    ...has('PASSWORD_ADDED', before.password === null && after.password !== null),
    ...has('PASSWORD_CHANGED', before.password !== null && before.password !== after.password),
    ...has(
      'PASSKEY_ADDED',
      after.passkeys.some((id) => !before.passkeys.includes(id)),
    ),
    ...has(
      'PASSKEY_REMOVED',
      before.passkeys.some((id) => !after.passkeys.includes(id)),
    ),
    ...has('SECOND_FACTOR_ADDED', !before.secondFactor && after.secondFactor),
    ...has('SECOND_FACTOR_REMOVED', before.secondFactor && !after.secondFactor),
    ...has('PHONE_CHANGED', before.phone !== after.phone),
    ...has('EMAIL_CHANGED', before.email !== after.email),
  ];
}

/** Where the person was reached before and is no more: whoever took an account over cannot keep the news from its owner. */
export const formerContacts = (before: WaysIn, after: WaysIn): { mail: string | null; phone: string | null } => ({
  mail: before.email !== after.email && before.emailVerified && !isPlaceholder(before.email) ? before.email : null,
  phone: before.phone !== after.phone ? before.phone : null,
});
