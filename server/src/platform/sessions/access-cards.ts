import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import { newId } from '../ids.ts';

const maxWrongPins = 5;
const lockMinutes = 15;
// Without I, L, O and U, which are taken for other signs when a card is read aloud.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface IssuedCard {
  id: string;
  code: string;
  pin: string;
}

export interface AccessCardRow {
  id: string;
  memberId: string;
  issuedBy: string | null;
  issuedAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const columns = `id, member_id as "memberId", issued_by as "issuedBy", issued_at as "issuedAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

/** Makes a card; code and PIN are told this once and kept only as hashes. */
export async function issueAccessCard(pool: Pool, memberId: string, issuedBy: string): Promise<IssuedCard> {
  const card = { id: newId(), code: newCode(), pin: String(randomInt(1_000_000)).padStart(6, '0') };
  await pool.query(
    `insert into access_card (id, member_id, code_hash, pin_hash, issued_by) values ($1, $2, $3, $4, $5)`,
    [card.id, memberId, hashCode(card.code), await hashPassword(card.pin), issuedBy],
  );
  return card;
}

/** Ends a card and every session made with it; null if there is no such card. */
export async function revokeAccessCard(pool: Pool, id: string): Promise<AccessCardRow | null> {
  const { rows } = await pool.query<AccessCardRow>(
    `with ended as (delete from auth_session where access_card_id = $1)
     update access_card set revoked_at = coalesce(revoked_at, now()) where id = $1 returning ${columns}`,
    [id],
  );
  return rows[0] ?? null;
}

/** The cards of a member, the newest first, revoked ones too. */
export async function listAccessCards(pool: Pool, memberId: string): Promise<AccessCardRow[]> {
  const { rows } = await pool.query<AccessCardRow>(
    `select ${columns} from access_card where member_id = $1 order by id desc`,
    [memberId],
  );
  return rows;
}

/** One card, whoever it belongs to; null if there is none. */
export async function findAccessCard(pool: Pool, id: string): Promise<AccessCardRow | null> {
  const { rows } = await pool.query<AccessCardRow>(`select ${columns} from access_card where id = $1`, [id]);
  return rows[0] ?? null;
}

/**
 * Checks code and PIN and says whose card it is; null for anything wrong. The attempt is counted under the row lock of
 * one statement before the PIN is looked at, so that parallel guesses share the five tries.
 */
export async function checkAccessCard(
  pool: Pool,
  code: string,
  pin: string,
): Promise<{ id: string; memberId: string } | null> {
  const { rows } = await pool.query<{ id: string; member_id: string; pin_hash: string }>(
    `update access_card set
       failed_attempts = case when locked_until is null then failed_attempts + 1 else 1 end,
       locked_until = case when locked_until is null and failed_attempts + 1 >= $2 then now() + make_interval(mins => $3) end
     where code_hash = $1 and revoked_at is null and (locked_until is null or locked_until <= now())
     returning id, member_id, pin_hash`,
    [hashCode(code), maxWrongPins, lockMinutes],
  );
  const card = rows[0];
  const right = await verifyPassword({ hash: card?.pin_hash ?? (await noCardHash), password: pin });
  if (!card || !right) return null;
  const { rowCount } = await pool.query(
    `update access_card set failed_attempts = 0, locked_until = null, last_used_at = now() where id = $1 and revoked_at is null`,
    [card.id],
  );
  return rowCount === 1 ? { id: card.id, memberId: card.member_id } : null;
}

/** Checked where there is no card, so that the answer takes the same time. */
const noCardHash = hashPassword('no card');

/** 26 signs of five bits: 130 bits of chance. */
function newCode(): string {
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte % 32)).join('');
}

/** The code as typed or scanned, without spaces and in capitals. A hash without salt is enough for 130 bits. */
function hashCode(code: string): string {
  return createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest('base64url');
}
