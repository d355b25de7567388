import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
  AddSurveyQuestionDocument,
  ChangeSurveyQuestionDocument,
  MoveSurveyQuestionDocument,
  RemoveSurveyQuestionDocument,
  SaveSurveySummaryDocument,
  SurveyQuestionsDocument,
  SurveyTextsDocument,
} from '#schema';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { conditionsIn, keptQuestion, readSurveyQuestion } from '#lib/features/consultations/survey-form.server.ts';
import { surveyKinds } from '#lib/features/consultations/survey-words.ts';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, url, locals } = event;
  const consultation = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  assertItsStep(consultation, params.phaseId);
  const ended = consultation.phases.some(({ id, ended: isOver }) => id === params.phaseId && isOver);
  const [{ surveyPaper }, texts] = await Promise.all([
    locals.graphql.query(SurveyQuestionsDocument, { phaseId: params.phaseId }),
    ended ? locals.graphql.query(SurveyTextsDocument, { phaseId: params.phaseId }) : { surveyTexts: [] },
  ]);
  const kept = takeKeptForm(event.cookies, url);
  return {
    consultation,
    questions: surveyPaper.questions,
    texts: texts.surveyTexts,
    ...viewOf(url),
    kept,
    key: crypto.randomUUID(),
  };
};

/** Which question is made or changed on this page; none: the list. */
const viewOf = ({ searchParams }: URL) => ({
  newKind: oneOfThese(surveyKinds, searchParams.get('new') ?? '') ?? null,
  edited: searchParams.get('edit'),
});

const phaseId = ({ params }: RequestEvent) => params.phaseId ?? '';

export const actions: Actions = {
  save: async (event) => {
    const data = await event.request.formData();
    const values = keptQuestion(data);
    if (conditionsIn(data).length > 1)
      return refuse(400, 'question', values, { form: { code: 'ONE_CONDITION', params: {} } });
    const input = readSurveyQuestion(data, oneOfThese(surveyKinds, text(data, 'kind')) ?? 'SINGLE');
    const key = text(data, 'key');
    const id = text(data, 'id');
    const language = text(data, 'language');
    const answer = await write(
      event,
      async () =>
        id
          ? event.locals.graphql.mutate(ChangeSurveyQuestionDocument, { key, id, input })
          : event.locals.graphql.mutate(AddSurveyQuestionDocument, {
              key,
              phaseId: phaseId(event),
              input,
              language: isLocale(language) ? language : 'it',
            }),
      { form: 'question', values, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, event.url.pathname);
  },
  move: act('move', ({ locals }, data, key) =>
    locals.graphql.mutate(MoveSurveyQuestionDocument, {
      key,
      id: text(data, 'id'),
      position: Number.parseInt(text(data, 'position'), 10) || 0,
    }),
  ),
  remove: act('remove', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveSurveyQuestionDocument, { key, id: text(data, 'id') }),
  ),
  summary: act(
    'summary',
    ({ locals }, data, key) =>
      locals.graphql.mutate(SaveSurveySummaryDocument, {
        key,
        questionId: text(data, 'id'),
        words: text(data, 'words'),
      }),
    { kept: ['words'] },
  ),
};
