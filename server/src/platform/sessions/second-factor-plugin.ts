import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import type { Pool } from 'pg';
import { secondFactorLimit, takeTurn } from './target-limit.ts';

const codePaths = ['/two-factor/verify-totp', '/two-factor/verify-backup-code'];

/** What would let somebody with only the first factor add or replace the second. */
const guardedPaths = [
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/passkey/delete-passkey',
  '/set-password',
  '/change-email',
];

/** Writes into the session when a second factor was given, and guards what must not be changed without it. */
export function secondFactorPlugin(pool: Pool) {
  const mark = (sessionId: string) =>
    pool.query(`update auth_session set second_factor_at = now() where id = $1`, [sessionId]);
  const isEnrolled = async (userId: string) => {
    const { rows } = await pool.query<{ enrolled: boolean }>(
      `select exists (select 1 from auth_second_factor where user_id = $1 and verified)
         or exists (select 1 from auth_passkey where user_id = $1) as enrolled`,
      [userId],
    );
    return rows[0]?.enrolled === true;
  };
  return {
    id: 'second-factor-of-session',
    hooks: {
      before: [
        {
          matcher: (ctx) => codePaths.includes(ctx.path ?? ''),
          // better-auth counts wrong codes only while signing in; within a session we do.
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx);
            if (session && !(await takeTurn(pool, secondFactorLimit, session.user.id))) {
              throw new APIError('TOO_MANY_REQUESTS', { code: 'RATE_LIMITED' });
            }
          }),
        },
        {
          matcher: (ctx) => guardedPaths.includes(ctx.path ?? '') || addsPhone(ctx),
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx);
            if (!session || session.session.secondFactorAt) return;
            if (await isEnrolled(session.user.id)) throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED' });
          }),
        },
      ],
      after: [
        {
          matcher: (ctx) => codePaths.includes(ctx.path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            if (isAPIError(ctx.context.returned)) return;
            const session = ctx.context.newSession ?? (await getSessionFromCtx(ctx));
            if (session) await mark(session.session.id);
          }),
        },
        {
          matcher: (ctx) => ctx.path === '/passkey/verify-authentication',
          handler: createAuthMiddleware(async (ctx) => {
            const session = ctx.context.newSession;
            if (session && isUserVerified(ctx.body)) await mark(session.session.id);
          }),
        },
        {
          // The operator's identity provider asks staff for two factors itself.
          matcher: (ctx) => ctx.path === '/callback/:id',
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.newSession) await mark(ctx.context.newSession.session.id);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** A new number is a lasting way in. */
const addsPhone = (ctx: { path?: string; body?: unknown }): boolean =>
  ctx.path === '/phone-number/verify' &&
  (ctx.body as { updatePhoneNumber?: unknown } | undefined)?.updatePhoneNumber === true;

/**
 * Whether the device checked its owner (finger, face, PIN): bit 2 of the flags in the authenticator data (WebAuthn 6.1).
 * Asked only after better-auth has verified the signature over these data.
 */
function isUserVerified(body: unknown): boolean {
  const data = (body as { response?: { response?: { authenticatorData?: unknown } } } | undefined)?.response?.response
    ?.authenticatorData;
  return typeof data === 'string' && ((Buffer.from(data, 'base64url')[32] ?? 0) & 0b100) !== 0;
}
