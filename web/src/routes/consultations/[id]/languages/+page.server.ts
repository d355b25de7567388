import { redirect } from '@sveltejs/kit';
import { ConsultationLanguagesDocument, ConsultationTranslationsDocument } from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { saveTranslations } from '#lib/features/translations/save.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { isRefused } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

/** How many things to translate stand on a page. */
const first = 20;

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const { id } = await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate);
  const { consultation } = await locals.graphql.query(ConsultationLanguagesDocument, { id });
  const into = url.searchParams.get('into');
  const onlyLacking = url.searchParams.get('only') === 'lacking';
  if (!isLocale(into)) return { consultation, into: null, onlyLacking, subjects: null };
  const asked = { id, locale: into, onlyLacking, first, after: cursorIn(url) };
  const { consultationTranslations } = await locals.graphql.query(ConsultationTranslationsDocument, asked);
  return { consultation, into, onlyLacking, subjects: consultationTranslations };
};

export const actions: Actions = {
  default: async (event) => {
    const answer = await saveTranslations(event);
    if (isRefused(answer)) return answer;
    const { searchParams, pathname } = event.url;
    searchParams.set('saved', searchParams.get('after') ?? 'start');
    redirect(303, `${pathname}?${searchParams}`);
  },
};
