import { BallotPaperDocument, CastBallotDocument, ShowReceiptDocument } from '#schema';
import { keptBallot, readBallot, withoutGaps } from '#lib/features/consultations/ballot-form.server.ts';
import { isRanked } from '#lib/features/consultations/ballot-words.ts';
import { helpToken, partMark, partToken } from '#lib/features/consultations/part.server.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { endHelp } from '#lib/features/consultations/statement-acts.server.ts';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

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

/** What one person ticked is not shown to the next who sits there. */
const ownBallot = (event: RequestEvent, data: FormData): Record<string, string> =>
  text(data, 'part') === partMark(event) ? keptBallot(data) : {};

export const actions: Actions = {
  endHelp,
  review: async (event) => {
    const data = await event.request.formData();
    const values = keptBallot(data);
    if (Object.keys(values).length === 0)
      return refuse(400, 'vote', values, { form: { code: 'CHOICE_NONE', params: {} } });
    const { consultation } = await readConsultation(event);
    const { method } = consultation.rule;
    if (method === 'SCOTTISH_STV' && new Set(Object.values(values)).size < Object.keys(values).length)
      return refuse(400, 'vote', values, { form: { code: 'CHOICE_SAME_RANK', params: {} } });
    const own = await write(event, async () => ({ token: partToken(event, data) }), { form: 'vote' });
    return isRefused(own) ? own : { review: isRanked(method) ? withoutGaps(values) : values };
  },
  change: async (event) => ({ again: ownBallot(event, await event.request.formData()) }),
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
      { form: 'vote', values: ownBallot(event, data) },
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
