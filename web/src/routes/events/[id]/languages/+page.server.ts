import { redirect } from '@sveltejs/kit';
import { EventLanguagesDocument, TranslationDocument } from '#schema';
import { saveTranslations } from '#lib/features/translations/save.server.ts';
import { isRefused } from '#lib/graphql/form.server.ts';
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
  return { date: eventDate, into, fields: into ? translation.translation : [] };
};

export const actions: Actions = {
  default: async (event) => {
    const answer = await saveTranslations(event);
    if (isRefused(answer)) return answer;
    redirect(303, `/events/${event.params.id}/languages?saved=${answer}`);
  },
};
