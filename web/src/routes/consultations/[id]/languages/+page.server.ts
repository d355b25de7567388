import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
  ConsultationLanguagesDocument,
  SaveTranslationDocument,
  SurveyPaperDocument,
  TranslationDocument,
} from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate);
  const { consultation, statements } = await event.locals.graphql.query(ConsultationLanguagesDocument, { id });
  const wanted = event.url.searchParams.get('into');
  const into = isLocale(wanted) && wanted !== consultation.language ? wanted : null;
  const questions = into ? await questionsOf(event, consultation.phases) : [];
  const fields = into
    ? await fieldsOf(event, into, { id, language: consultation.language }, statements.nodes, questions)
    : [];
  return { consultation, into, fields, key: crypto.randomUUID() };
};

/** The questions of its surveys. */
async function questionsOf(
  { locals }: RequestEvent,
  phases: { id: string; method?: string | null }[],
): Promise<Source[]> {
  const surveys = phases.filter(({ method }) => method === 'SURVEY');
  const papers = await Promise.all(
    surveys.map(({ id: phaseId }) => locals.graphql.query(SurveyPaperDocument, { phaseId })),
  );
  return papers.flatMap(({ surveyPaper }) => surveyPaper.questions);
}

interface Source {
  id: string;
  language: string;
}

/** The words of the consultation, its statements and its questions beside those in a language; each knows what it belongs to. */
async function fieldsOf(
  { locals }: RequestEvent,
  locale: Locale,
  consultation: Source,
  statements: Source[],
  questions: Source[],
) {
  const read = async (kind: string, { id, language }: Source) => {
    const { translation } = await locals.graphql.query(TranslationDocument, { kind, id, locale });
    return translation.map((field) => ({
      ...field,
      field: field.name,
      number: questions.findIndex((question) => question.id === id) + 1,
      name: nameOf[kind]?.(id, field.name) ?? field.name,
      language,
    }));
  };
  const isOther = ({ language }: Source) => language !== locale;
  return (
    await Promise.all([
      read('CONSULTATION', consultation),
      ...statements.filter(isOther).map((one) => read('STATEMENT', one)),
      ...questions.filter(isOther).map((one) => read('SURVEY_QUESTION', one)),
    ])
  ).flat();
}

/** How the fields of what belongs to a consultation are called. */
const nameOf: Record<string, (id: string, field: string) => string> = {
  STATEMENT: (id) => `statement.${id}`,
  SURVEY_QUESTION: (id, field) => `question.${id}.${field}`,
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const locale = text(data, 'into');
    if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    const names = [...data.keys()].filter((name) => name.startsWith('field-'));
    const isStatement = (name: string) => name.startsWith('field-statement.');
    const questions = Map.groupBy(
      names.filter((name) => name.startsWith('field-question.')),
      (name) => name.split('.')[1] ?? '',
    );
    const save = (key: string, kind: string, id: string, fields: { name: string; words: string }[]) =>
      event.locals.graphql.mutate(SaveTranslationDocument, { key, kind, id, locale, fields });
    const answer = await write(
      event,
      async () => {
        const own = names.filter((name) => !isStatement(name) && !name.startsWith('field-question.'));
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
        for (const [id, fields] of questions)
          await save(
            crypto.randomUUID(),
            'SURVEY_QUESTION',
            id,
            fields.map((name) => ({ name: name.split('.')[2] ?? '', words: text(data, name) })),
          );
      },
      { values: Object.fromEntries(names.map((name) => [name, text(data, name)])) },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${event.params.id}/languages?saved=${locale}`);
  },
};
