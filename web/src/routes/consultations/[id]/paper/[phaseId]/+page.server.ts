import {
  CorrectPaperBatchDocument,
  EnterPaperBatchDocument,
  PaperBatchesDocument,
  SignPaperBatchDocument,
} from '#schema';
import { typedLines } from '#lib/features/consultations/paper-form.server.ts';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'private, no-store' });
  const consultation = await consultationFor(event, ({ viewerCanEnterPaper }) => viewerCanEnterPaper);
  const { phaseId } = event.params;
  assertItsStep(consultation, phaseId);
  const { ballotPaper, paperBatches } = await event.locals.graphql.query(PaperBatchesDocument, { phaseId });
  return { consultation, paper: ballotPaper, batches: paperBatches, key: crypto.randomUUID() };
};

export const actions: Actions = {
  enter: act(
    'enter',
    ({ locals, params }, data, key) =>
      locals.graphql.mutate(EnterPaperBatchDocument, {
        key,
        phaseId: params.phaseId ?? '',
        codes: typedLines(text(data, 'codes')),
        lines: typedLines(text(data, 'lines')),
      }),
    { kept: ['codes', 'lines'] },
  ),
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
    locals.graphql.mutate(SignPaperBatchDocument, { key, id: text(data, 'id') }),
  ),
};
