import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import type { Pool } from 'pg';

/** One's own sessions by id (better-auth would hand out the tokens), and the first password of an account without one. */
export function ownSessionsPlugin(pool: Pool) {
  const use = [sensitiveSessionMiddleware];
  return {
    id: 'own-sessions',
    endpoints: {
      ownSessions: createAuthEndpoint('/sessions', { method: 'GET', use }, async (ctx) => {
        const { user, session } = ctx.context.session;
        const { rows } = await pool.query(
          `select id, id = $2 as current, created_at as "createdAt", expires_at as "expiresAt", user_agent as "userAgent",
             ip_address as "ipAddress", second_factor_at is not null as "secondFactor", access_card_id is not null as "accessCard"
           from auth_session where user_id = $1 and expires_at > now() order by id desc`,
          [user.id, session.id],
        );
        return ctx.json(rows);
      }),
      revokeOwnSession: createAuthEndpoint('/sessions/revoke', { method: 'POST', use }, async (ctx) => {
        const { id } = ctx.body as { id: string };
        const { rowCount } = await pool.query(`delete from auth_session where id::text = $1 and user_id = $2`, [
          id,
          ctx.context.session.user.id,
        ]);
        if (rowCount === 0) throw new APIError('NOT_FOUND', { code: 'NOT_FOUND' });
        return ctx.json({ status: true });
      }),
      revokeOwnOtherSessions: createAuthEndpoint('/sessions/revoke-others', { method: 'POST', use }, async (ctx) => {
        const { user, session } = ctx.context.session;
        await pool.query(`delete from auth_session where user_id = $1 and id <> $2`, [user.id, session.id]);
        return ctx.json({ status: true });
      }),
      setFirstPassword: createAuthEndpoint('/set-password', { method: 'POST', use }, async (ctx) => {
        const { newPassword } = ctx.body as { newPassword: string };
        const { user } = ctx.context.session;
        if (await ctx.context.internalAdapter.findCredentialAccount(user.id))
          throw new APIError('FORBIDDEN', { code: 'NOT_ALLOWED' });
        await ctx.context.internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await ctx.context.password.hash(newPassword),
        });
        return ctx.json({ status: true });
      }),
    },
  } satisfies BetterAuthPlugin;
}
