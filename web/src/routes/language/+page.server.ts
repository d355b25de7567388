import { error, redirect } from '@sveltejs/kit';
import { ChooseLocaleDocument } from '#schema';
import { safeNext } from '#lib/features/members/next.ts';
import { text } from '#lib/graphql/form.server.ts';
import { isLocale, localeCookie } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

const year = 60 * 60 * 24 * 365;

export const load: PageServerLoad = ({ url }) => ({
  back: safeNext(url.searchParams.get('back')),
});

export const actions: Actions = {
  default: async ({ request, cookies, url, locals }) => {
    const data = await request.formData();
    const to = text(data, 'to');
    if (!isLocale(to)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    cookies.set(localeCookie, to, {
      path: '/',
      maxAge: year,
      sameSite: 'lax',
      httpOnly: true,
      secure: url.protocol === 'https:',
    });
    const { member } = await locals.viewer();
    if (member) {
      // The cookie has it already; an account that cannot be told now is told the next time.
      await locals.graphql.mutate(ChooseLocaleDocument, { key: crypto.randomUUID(), locale: to }).catch(() => null);
    }
    redirect(303, safeNext(text(data, 'back')));
  },
};
