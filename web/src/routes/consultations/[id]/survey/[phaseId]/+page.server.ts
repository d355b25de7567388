import { error, redirect } from '@sveltejs/kit';
import { SaveSurveyAnswerDocument, SendSurveyDocument, SurveyPaperDocument } from '#schema';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { endHelp } from '#lib/features/consultations/statement-acts.server.ts';
import {
  filledAnswer,
  isAnswered,
  keptQuestion,
  readSurveyAnswer,
} from '#lib/features/consultations/survey-form.server.ts';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'x-robots-tag': 'noindex' });
  const { params, url } = event;
  const [{ consultation, participation }, paper] = await Promise.all([readConsultation(event), readPaper(event)]);
  assertItsStep(consultation, params.phaseId);
  const question = paper.questions.find(({ id }) => id === url.searchParams.get('question'));
  const answer = paper.answers.find(({ questionId }) => questionId === question?.id);
  return {
    consultation,
    byCode: participation.byCode,
    paper,
    // Its place among those that are asked; a question that is not asked any more leads back to the beginning.
    question: question && paper.asked.includes(question.id) ? question : null,
    filled: question && answer ? filledAnswer(question, answer.values, answer.text) : {},
    view: ['check', 'print'].find((view) => url.searchParams.has(view)) ?? null,
    next: paper.asked.find((id) => !paper.answers.some(({ questionId }) => questionId === id)) ?? null,
    kept: takeKeptForm(event.cookies, url),
    key: crypto.randomUUID(),
  };
};

async function readPaper(event: RequestEvent) {
  const { locals, params } = event;
  const read = { phaseId: params.phaseId, token: partToken(event) };
  return (await locals.graphql.query(SurveyPaperDocument, read)).surveyPaper;
}

export const actions: Actions = {
  endHelp,
  answer: async (event) => {
    const data = await event.request.formData();
    const here = event.url.pathname;
    const { questions } = await readPaper(event);
    const question = questions.find(({ id }) => id === text(data, 'question'));
    if (!question) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
    const given = readSurveyAnswer(data, question);
    const goesBack = text(data, 'to') === 'back';
    const values = keptQuestion(data);
    if (question.required && !goesBack && !isAnswered(given))
      return refuse(400, 'answer', values, { answer: { code: 'REQUIRED', params: {} } });
    const saved = await write(
      event,
      () =>
        event.locals.graphql.mutate(SaveSurveyAnswerDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          questionId: question.id,
          answer: given,
          token: partToken(event, data),
        }),
      { form: 'answer', values, keptForSigningIn: true },
    );
    if (isRefused(saved)) {
      const { [question.id]: own, ...others } = saved.data.errors;
      return refuse(saved.status, 'answer', values, own ? { ...others, answer: own } : others);
    }
    const { asked } = saved.saveSurveyAnswer;
    const to = asked[asked.indexOf(question.id) + (goesBack ? -1 : 1)];
    redirect(303, to ? `${here}?question=${to}` : `${here}?check`);
  },
  send: async (event) => {
    const data = await event.request.formData();
    const sent = await write(
      event,
      () =>
        event.locals.graphql.mutate(SendSurveyDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          token: partToken(event, data),
        }),
      { form: 'send' },
    );
    if (isRefused(sent)) return sent;
    redirect(303, event.url.pathname);
  },
};
