import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** How often something may happen to one target (an address, a number, a member), whoever asks from wherever. */
export interface TargetLimit {
  name: string;
  max: number;
  seconds: number;
}

export const messageLimit: TargetLimit = { name: 'message', max: 5, seconds: 3600 };
export const passwordLimit: TargetLimit = { name: 'password', max: 20, seconds: 3600 };
export const phoneCodeLimit: TargetLimit = { name: 'phone-code', max: 15, seconds: 3600 };
export const secondFactorLimit: TargetLimit = { name: 'second-factor', max: 10, seconds: 900 };

/** What one member writes in an hour; far above what a person does, far below what a program could. */
export const writeLimit: TargetLimit = { name: 'write', max: 600, seconds: 3600 };

/** Files one member uploads in an hour. */
export const uploadLimit: TargetLimit = { name: 'upload', max: 60, seconds: 3600 };

const keyOf = (limit: TargetLimit, target: string) =>
  // Hashed, because the table would otherwise list who tried to sign in.
  createHash('sha256').update(`${limit.name}:${target}`).digest('base64url');

/**
 * Counts one turn and says whether it is still allowed; one statement, so that parallel turns cannot pass together. It does not
 * wait for the disk: a count that a crash of the machine loses costs nothing, while every write of a member begins here.
 */
export async function takeTurn(pool: Pool, limit: TargetLimit, target: string): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `with soon as (select set_config('synchronous_commit', 'off', true))
     insert into auth_target_limit as l (key, count, window_ends_at)
     select $1, 1, now() + make_interval(secs => $2) from soon
     on conflict (key) do update set
       count = case when l.window_ends_at <= now() then 1 else l.count + 1 end,
       window_ends_at = case when l.window_ends_at <= now() then excluded.window_ends_at else l.window_ends_at end
     returning count`,
    [keyOf(limit, target), limit.seconds],
  );
  return (rows[0]?.count ?? Infinity) <= limit.max;
}

/** Starts counting anew, after the right answer. */
export async function forgiveTurns(pool: Pool, limit: TargetLimit, target: string): Promise<void> {
  await pool.query(`delete from auth_target_limit where key = $1`, [keyOf(limit, target)]);
}
