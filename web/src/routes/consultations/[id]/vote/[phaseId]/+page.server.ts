import { BallotPaperDocument, CastBallotDocument, ShowReceiptDocument } from '#schema';
import { keptBallot, readBallot } from '#lib/features/consultations/ballot-form.server.ts';
import { helpToken, partToken } from '#lib/features/consultations/part.server.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { endHelp } from '#lib/features/consultations/statement-acts.server.ts';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'x-robots-tag': 'noindex' });
  const { params, locals } = event;
  const [{ consultation, participation }, { ballotPaper }] = await Promise.all([
    readConsultation(event),
    locals.graphql.query(BallotPaperDocument, { phaseId: params.phaseId, token: partToken(event) }),
  ]);
  assertItsStep(consultation, params.phaseId);
  return { consultation, byCode: participation.byCode, paper: ballotPaper, key: crypto.randomUUID() };
};

export const actions: Actions = {
  endHelp,
  review: async ({ request }) => {
    const data = await request.formData();
    const values = keptBallot(data);
    if (Object.keys(values).length === 0)
      return refuse(400, 'vote', values, { form: { code: 'CHOICE_NONE', params: {} } });
    return { review: values };
  },
  change: async ({ request }) => ({ again: keptBallot(await request.formData()) }),
  // The receipt is in this answer and nowhere else: no address, no cookie. Beside a helper it is not even here.
  cast: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(CastBallotDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          choices: readBallot(data),
          token: partToken(event, data),
        }),
      { form: 'vote', values: keptBallot(data) },
    );
    if (isRefused(answer)) return answer;
    const { receipt } = answer.castBallot;
    return receipt ? { receipt } : { given: text(data, 'key') };
  },
  // The person has the screen now.
  receipt: async (event) => {
    const data = await event.request.formData();
    const given = text(data, 'given');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(ShowReceiptDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          ballotKey: given,
          token: helpToken(event) ?? '',
        }),
      { form: 'receipt' },
    );
    return isRefused(answer) ? answer : { receipt: answer.showReceipt.receipt };
  },
};
