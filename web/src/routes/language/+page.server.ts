import { error, redirect } from '@sveltejs/kit';
import { ChooseLocaleDocument } from '#schema';
import { text } from '#lib/graphql/form.server.ts';
import { isLocale, localeCookie } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

const year = 60 * 60 * 24 * 365;

export const load: PageServerLoad = ({ url }) => ({
  back: pathHere(url.searchParams.get('back'), url),
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
    redirect(303, pathHere(text(data, 'back'), url));
  },
};

/** Only addresses of this site, and never the name of a form action. */
function pathHere(wanted: string | null, url: URL): string {
  const target = new URL(wanted || '/', url.origin);
  if (target.origin !== url.origin) return '/';
  for (const name of [...target.searchParams.keys()]) {
    if (name.startsWith('/')) target.searchParams.delete(name);
  }
  return target.pathname + target.search;
}
