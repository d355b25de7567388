import { IssueAccessCardDocument, PersonCardsDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { qrPath } from '#lib/features/members/qr.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const { member } = await event.locals.graphql.query(PersonCardsDocument, { id: event.params.id });
  const tongue = member.languages.map(({ tag }) => (tag.startsWith('ar') ? 'ar' : tag)).find(isLocale);
  const locale: Locale = tongue ?? 'it';
  return { person: member, locale, key: crypto.randomUUID() };
};

export const actions: Actions = {
  // The secrets live in this answer only: no address, no cookie and no later page has them.
  default: formAction(async ({ locals, params }, data) => {
    const wanted = text(data, 'locale');
    const locale: Locale = isLocale(wanted) ? wanted : 'it';
    const { issueAccessCard } = await locals.graphql.mutate(IssueAccessCardDocument, {
      key: text(data, 'key'),
      memberId: params.id ?? '',
    });
    const { url, pin } = issueAccessCard;
    const code = url.split('/').at(-1) ?? '';
    return { shown: { locale, pin, code: grouped(code), site: new URL(url).host, qr: qrPath(url) } };
  }),
};

function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code;
}
