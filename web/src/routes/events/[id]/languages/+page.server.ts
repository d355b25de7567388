import { error, redirect } from '@sveltejs/kit';
import { EventLanguagesDocument, SaveTranslationDocument, TranslationDocument } from '#schema';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { eventDate } = await locals.graphql.query(EventLanguagesDocument, { id: params.id });
  const { event } = eventDate;
  const wanted = url.searchParams.get('into');
  const into = isLocale(wanted) && wanted !== event.language ? wanted : null;
  const translation = await locals.graphql.query(TranslationDocument, {
    kind: 'EVENT',
    id: event.id,
    locale: into ?? (event.language === 'en' ? 'it' : 'en'),
  });
  return { date: eventDate, into, fields: into ? translation.translation : [], key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const locale = text(data, 'into');
    if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    const { eventDate } = await event.locals.graphql.query(EventLanguagesDocument, { id: event.params.id ?? '' });
    const names = [...data.keys()].filter((name) => name.startsWith('field-'));
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(SaveTranslationDocument, {
          key: text(data, 'key'),
          kind: 'EVENT',
          id: eventDate.event.id,
          locale,
          fields: names.map((name) => ({ name: name.slice('field-'.length), words: text(data, name) })),
        }),
      { values: Object.fromEntries(names.map((name) => [name, text(data, name)])) },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/events/${event.params.id}/languages?saved=${locale}`);
  },
};
