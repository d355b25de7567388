import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { Pool } from 'pg';
import { checkAccessCard } from './access-cards.ts';

/** Signing in with a printed card: QR code and PIN. Anything wrong gets the same answer. */
export function accessCardPlugin(pool: Pool) {
  return {
    id: 'access-card',
    endpoints: {
      signInAccessCard: createAuthEndpoint(
        '/sign-in/access-card',
        { method: 'POST', requireHeaders: true },
        async (ctx) => {
          const { code, pin, rememberMe } = ctx.body as { code: string; pin: string; rememberMe: boolean };
          const card = await checkAccessCard(pool, code, pin);
          const user = card && (await ctx.context.internalAdapter.findUserById(card.memberId));
          if (!card || !user) throw new APIError('UNAUTHORIZED', { code: 'WRONG_CREDENTIALS' });
          const session = await ctx.context.internalAdapter.createSession(user.id, !rememberMe, {
            accessCardId: card.id,
          });
          await setSessionCookie(ctx, { session, user }, !rememberMe);
          return ctx.json({ status: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
