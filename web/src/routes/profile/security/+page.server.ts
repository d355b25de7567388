import { askAccount, readAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface Session {
  id: string;
  current: boolean;
  createdAt: string;
  expiresAt: string;
  userAgent: string | null;
  accessCard: boolean;
}

export const load: PageServerLoad = async (event) => {
  const profile = await ownProfile(event);
  const sessions = await readAccount<Session[]>(event, '/sessions');
  return {
    profile,
    sessions: sessions.toSorted((a, b) => Number(b.current) - Number(a.current)),
    done: event.url.searchParams.has('done'),
  };
};

export const actions: Actions = {
  revoke: formAction(async (event, data) => {
    await askAccount(event, '/sessions/revoke', { id: text(data, 'id') });
    return '/profile/security?done';
  }),
  revokeOthers: formAction(async (event) => {
    await askAccount(event, '/sessions/revoke-others');
    return '/profile/security?done';
  }),
};
