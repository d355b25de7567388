import { createHmac, randomBytes } from 'node:crypto';
import { newId } from '../../server/src/platform/ids.ts';

interface Queryable {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** Opens a session for a member past all ways in, and returns its cookie, signed as the app signs. */
export async function openSession(
  pool: Queryable,
  memberId: string,
  secret: string,
  secondFactor = false,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await pool.query(
    `insert into auth_session (id, user_id, token, expires_at, second_factor_at) values ($1, $2, $3, now() + interval '1 day', $4)`,
    [newId(), memberId, token, secondFactor ? new Date() : null],
  );
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `vicinia.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
