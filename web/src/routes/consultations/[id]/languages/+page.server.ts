import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
  ConsultationLanguagesDocument,
  type ConsultationLanguagesQuery,
  SaveTranslationDocument,
  SurveyPaperDocument,
  TranslationDocument,
} from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

interface Source {
  kind: string;
  id: string;
  language: string;
}

export const load: PageServerLoad = async (event) => {
  const { id } = await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate);
  const answer = await event.locals.graphql.query(ConsultationLanguagesDocument, { id });
  const { consultation } = answer;
  const wanted = event.url.searchParams.get('into');
  const into = isLocale(wanted) && wanted !== consultation.language ? wanted : null;
  if (!into) return { consultation, into, fields: [], key: crypto.randomUUID() };
  const fields = await Promise.all(
    [...sourcesOf(answer), ...(await questionsOf(event, consultation.phases))]
      .filter(({ language }) => language !== into)
      .map(async (source) => {
        const variables = { kind: source.kind, id: source.id, locale: into };
        const { translation } = await event.locals.graphql.query(TranslationDocument, variables);
        return translation.map((field) => ({
          ...field,
          kind: source.kind,
          field: field.name,
          name: `${source.kind}.${source.id}.${field.name}`,
          language: source.language,
        }));
      }),
  );
  return { consultation, into, fields: fields.flat(), key: crypto.randomUUID() };
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
  return papers.flatMap(({ surveyPaper }) =>
    surveyPaper.questions.map(({ id, language }) => ({ kind: 'SURVEY_QUESTION', id, language })),
  );
}

/** All that has words of its own: the consultation, what was decided, what is voted on, and the statements. */
function sourcesOf({ consultation, statements }: ConsultationLanguagesQuery): Source[] {
  const { id, language, decision, phases } = consultation;
  const of = (kind: string, written: string) => (one: { id: string; language?: string }) => ({
    kind,
    id: one.id,
    language: one.language ?? written,
  });
  const ofDecision = decision
    ? [
        of('DECISION', language)(decision),
        ...decision.grounds.map(of('DECISION_GROUND', decision.language)),
        ...decision.commitments.flatMap((commitment) => [
          of('COMMITMENT', decision.language)(commitment),
          ...commitment.steps.map(of('COMMITMENT_STEP', language)),
        ]),
      ]
    : [];
  return [
    { kind: 'CONSULTATION', id, language },
    ...ofDecision,
    ...phases.flatMap(({ options }) => options).map(of('BALLOT_OPTION', language)),
    ...statements.nodes.map(of('STATEMENT', language)),
  ];
}

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
    redirect(303, `/consultations/${event.params.id}/languages?saved=${locale}`);
  },
};
