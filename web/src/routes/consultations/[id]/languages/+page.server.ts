import { error, redirect } from '@sveltejs/kit';
import { ConsultationLanguagesDocument, ConsultationTranslationsDocument, SaveTranslationDocument } from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

/** How many things to translate stand on a page. */
const first = 20;

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const { id } = await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate);
  const { consultation } = await locals.graphql.query(ConsultationLanguagesDocument, { id });
  const into = url.searchParams.get('into');
  const key = crypto.randomUUID();
  if (!isLocale(into)) return { consultation, into: null, subjects: null, key };
  const asked = { id, locale: into, first, after: url.searchParams.get('after') };
  const { consultationTranslations } = await locals.graphql.query(ConsultationTranslationsDocument, asked);
  return { consultation, into, subjects: consultationTranslations, key };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const locale = text(data, 'into');
    if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    const names = [...data.keys()].filter((name) => name.startsWith('field-'));
    const fields = names.map((name) => {
      const [kind = '', id = '', field = ''] = name.slice('field-'.length).split('.');
      return { kind, id, name: field, words: text(data, name) };
    });
    const answer = await write(
      event,
      async () => {
        for (const [id, own] of Map.groupBy(fields, (field) => field.id)) {
          const variables = { kind: own[0]?.kind ?? '', id, locale };
          // Saying the same again changes nothing, so these need no key that outlives this request.
          await event.locals.graphql.mutate(SaveTranslationDocument, {
            ...variables,
            key: crypto.randomUUID(),
            fields: own.map(({ name, words }) => ({ name, words })),
          });
        }
      },
      { values: Object.fromEntries(names.map((name) => [name, text(data, name)])) },
    );
    if (isRefused(answer)) return answer;
    const { searchParams, pathname } = event.url;
    searchParams.set('saved', searchParams.get('after') ?? 'start');
    redirect(303, `${pathname}?${searchParams}`);
  },
};
