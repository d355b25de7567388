import { redirect } from '@sveltejs/kit';
import { askAccount, readAccount } from '#lib/features/members/account.server.ts';
import { safeNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface WaysIn {
  oidc: { name: string } | null;
}

export const load: PageServerLoad = async (event) => {
  const next = safeNext(event.url.searchParams.get('next'));
  const { member, secondFactorNeeded } = await event.locals.viewer();
  if (member && !secondFactorNeeded) redirect(303, next);
  const { oidc } = await readAccount<WaysIn>(event, '/ways-in');
  return { next, oidc, problem: event.url.searchParams.get('error') };
};

export const actions: Actions = {
  link: formAction(
    async (event, data) => {
      const next = safeNext(text(data, 'next'));
      await askAccount(event, '/sign-in/magic-link', { email: text(data, 'email'), next });
      return '/sign-in/sent';
    },
    { keep: ['email', 'next'], beside: 'email' },
  ),
  oidc: formAction(async (event, data) => {
    const next = safeNext(text(data, 'next'));
    return (await askAccount<{ url: string }>(event, '/sign-in/oidc', { next })).url;
  }),
};
