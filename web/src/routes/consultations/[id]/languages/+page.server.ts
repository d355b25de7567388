import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { ConsultationLanguagesDocument, SaveTranslationDocument, TranslationDocument } from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate);
  const { consultation, statements } = await event.locals.graphql.query(ConsultationLanguagesDocument, { id });
  const wanted = event.url.searchParams.get('into');
  const into = isLocale(wanted) && wanted !== consultation.language ? wanted : null;
  const fields = into ? await fieldsOf(event, into, { id, language: consultation.language }, statements.nodes) : [];
  return { consultation, into, fields, key: crypto.randomUUID() };
};

interface Source {
  id: string;
  language: string;
}

/** The words of the consultation and of its statements beside those in a language; each knows what it belongs to. */
async function fieldsOf({ locals }: RequestEvent, locale: Locale, consultation: Source, statements: Source[]) {
  const read = async (kind: string, { id, language }: Source) => {
    const { translation } = await locals.graphql.query(TranslationDocument, { kind, id, locale });
    return translation.map((field) => ({
      ...field,
      field: field.name,
      name: kind === 'STATEMENT' ? `statement.${id}` : field.name,
      language,
    }));
  };
  const others = statements.filter(({ language }) => language !== locale);
  return (
    await Promise.all([read('CONSULTATION', consultation), ...others.map((one) => read('STATEMENT', one))])
  ).flat();
}

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const locale = text(data, 'into');
    if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    const names = [...data.keys()].filter((name) => name.startsWith('field-'));
    const isStatement = (name: string) => name.startsWith('field-statement.');
    const save = (key: string, kind: string, id: string, fields: { name: string; words: string }[]) =>
      event.locals.graphql.mutate(SaveTranslationDocument, { key, kind, id, locale, fields });
    const answer = await write(
      event,
      async () => {
        const own = names.filter((name) => !isStatement(name));
        await save(
          text(data, 'key'),
          'CONSULTATION',
          event.params.id,
          own.map((name) => ({ name: name.slice('field-'.length), words: text(data, name) })),
        );
        // Saying the same again changes nothing, so these need no key that outlives this request.
        for (const name of names.filter(isStatement))
          await save(crypto.randomUUID(), 'STATEMENT', name.slice('field-statement.'.length), [
            { name: 'text', words: text(data, name) },
          ]);
      },
      { values: Object.fromEntries(names.map((name) => [name, text(data, name)])) },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${event.params.id}/languages?saved=${locale}`);
  },
};
