import type { RequestEvent } from '@sveltejs/kit';
import {
  BallotPaperDocument,
  type ConsultationQuery,
  CorrectPaperBatchDocument,
  PaperBatchesDocument,
  SignPaperBatchDocument,
  SurveyPaperDocument,
} from '#schema';
import { paperEntry } from '#lib/features/consultations/paper-entry.server.ts';
import { typedLines } from '#lib/features/consultations/paper-form.server.ts';
import type { PaperSheet } from '#lib/features/consultations/paper-sheet.ts';
import { consultationFor, paperStepOf } from '#lib/features/consultations/readable.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const consultation = await consultationFor(event, ({ viewerCanEnterPaper }) => viewerCanEnterPaper);
  const phase = paperStepOf(consultation, event.params.phaseId);
  const [sheet, { paperBatches }] = await Promise.all([
    sheetOf(event, consultation, phase),
    event.locals.graphql.query(PaperBatchesDocument, { phaseId: phase.id }),
  ]);
  return {
    consultation,
    phase,
    sheet,
    batches: paperBatches,
    kept: takeKeptForm(event.cookies, event.url),
    key: crypto.randomUUID(),
  };
};

/** What stands on the papers of a step. */
async function sheetOf(
  { locals }: RequestEvent,
  { rule }: ConsultationQuery['consultation'],
  { id: phaseId, method }: ConsultationQuery['consultation']['phases'][number],
): Promise<PaperSheet> {
  if (method === 'SURVEY') {
    const { surveyPaper } = await locals.graphql.query(SurveyPaperDocument, { phaseId });
    return { kind: 'SURVEY', questions: surveyPaper.questions };
  }
  const { ballotPaper } = await locals.graphql.query(BallotPaperDocument, { phaseId });
  return { kind: 'VOTE', method: rule.method, options: ballotPaper.options };
}

export const actions: Actions = {
  ...paperEntry,
  correct: act(
    'correct',
    ({ locals }, data, key) =>
      locals.graphql.mutate(CorrectPaperBatchDocument, {
        key,
        id: text(data, 'id'),
        lines: typedLines(text(data, 'lines')),
      }),
    { kept: ['lines'] },
  ),
  sign: act('sign', ({ locals }, data, key) =>
    locals.graphql.mutate(SignPaperBatchDocument, {
      key,
      id: text(data, 'id'),
      version: Number(text(data, 'version')) || 0,
    }),
  ),
};
