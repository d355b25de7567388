import { isMember } from '../../../platform/authorization/rule.ts';
import { isConstraintViolation, runPrepared } from '../../../platform/database/prepared.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { markOf } from '../../../platform/sealed-id.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { Standing, VoteMethod } from '../consultations.words.ts';
import type { HelpedSession } from '../participation/helped-session.entity.ts';
import { noteHelp, type Part, partOf, standingOf, takePart } from '../participation/part.ts';
import type { BallotOption } from './ballot-option.entity.ts';
import { type Choices, type GivenChoice, readChoices } from './choices.ts';
import { fewestOptions, optionsOf, votePhase } from './options.service.ts';
import { receiptFrom } from './receipt.ts';
import { heldVoteForm, knownVoteForm, type VoteForm } from './vote-form.ts';

const castBallotAtOnce = {
  name: 'cast_ballot',
  text: 'select cast_ballot($1, $2, $3, $4, $5, $6::jsonb) as done',
};

/** What somebody needs to vote. What was voted is never read back. */
export interface BallotPaper {
  consultation: Consultation;
  phase: ConsultationPhase;
  options: BallotOption[];
  standing: Standing;
  hasVoted: boolean;
  part: Part | null;
}

/** The options of a vote and how the reader stands to it. */
export async function getBallotPaper(ctx: RequestContext, phaseId: string, token: string | null): Promise<BallotPaper> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const { consultation, phase } = await votePhase(ctx, phaseId);
  const part = await partOf(ctx, consultation, token);
  const options = await optionsOf(ctx, phaseId);
  const standing = phase.isOpenAt(ctx.clock.now()) ? await standingOf(ctx, consultation, part) : 'NOT_OPEN';
  return { consultation, phase, options, standing, part, hasVoted: part ? await hasVoted(ctx, phaseId, part) : false };
}

/**
 * Puts a ballot into the box and gives its receipt. However often and in parallel: one ballot of a person, and for any other
 * BALLOT_CAST. The receipt follows from the key, which only the voter's device has, so an answer that got lost is given again
 * to the same key and choices; nothing is kept that leads from the voter to the ballot. Beside a helper no receipt is given: the
 * person asks for it with `showReceipt`.
 */
export async function castBallot(
  ctx: RequestContext,
  key: string,
  phaseId: string,
  given: readonly GivenChoice[],
  token: string | null,
): Promise<{ receipt: string | null }> {
  authorize(ctx, consultationPolicy.vote);
  const receipt = ownReceipt(ctx, phaseId, key);
  const known = token ? null : knownVoteForm(phaseId);
  if (known && (await castAtOnce(ctx, known, receipt, given))) return { receipt };
  return ctx.em.transactional((em) => castHeld({ ...ctx, em }, phaseId, key, given, token));
}

/**
 * As nearly everybody votes: a member, for the first time, where everybody may. One call does all of it. False: no ballot
 * was put in, and looking closer says why.
 */
async function castAtOnce(
  ctx: RequestContext,
  { consultation, phase, options }: VoteForm,
  receipt: string,
  given: readonly GivenChoice[],
): Promise<boolean> {
  const isForAll = consultation.who === 'EVERYONE' && phase.isOpenAt(ctx.clock.now());
  if (!isForAll || !isMember(ctx.actor)) return false;
  const choices = read(consultation, options, given);
  const [put] = await runPrepared<{ done: boolean }>(ctx.em, castBallotAtOnce, [
    ...[phase.id, consultation.id, ctx.actor.id, newId()],
    ...[receipt, JSON.stringify(choices)],
  ]).catch((error: unknown) => {
    // A receipt that there is, or a box that is sealed: nothing was written.
    if (isConstraintViolation(error)) return [];
    throw error;
  });
  return put?.done === true;
}

async function castHeld(
  ctx: RequestContext,
  phaseId: string,
  key: string,
  given: readonly GivenChoice[],
  token: string | null,
): Promise<{ receipt: string | null }> {
  const { consultation, phase, options } = await heldVoteForm(ctx, phaseId);
  if (!phase.isOpenAt(ctx.clock.now())) {
    // In time, and only the answer is late: it got lost on its way.
    const receipt = ownReceipt(ctx, phaseId, key);
    const isSame = !token && (await wasIn(ctx, phaseId, receipt, read(consultation, options, given)));
    if (isSame) return { receipt };
    throw new AppError('NOT_OPEN');
  }
  const choices = read(consultation, options, given);
  const part = await takePart(ctx, consultation, token);
  const receipt = part.helped ? helpedReceipt(ctx, phaseId, part.helped, key) : ownReceipt(ctx, phaseId, key);
  const answer = { receipt: part.helped ? null : receipt };
  const [put] = await ctx.em.execute<{ first: boolean; in: boolean }[]>(
    `with voter as (insert into elector (phase_id, participant_id) values (?, ?) on conflict do nothing returning phase_id),
      box as (insert into ballot (phase_id, receipt, choices) select phase_id, ?, ?::jsonb from voter
        on conflict do nothing returning receipt)
     select exists (select from voter) as first, exists (select from box) as in`,
    [phaseId, part.participant.id, receipt, JSON.stringify(choices)],
  );
  if (!put?.first) {
    if (await stands(ctx, phaseId, receipt, choices)) return answer;
    throw new AppError('BALLOT_CAST');
  }
  if (!put.in) throw new AppError('KEY_REUSED', {}, 'key');
  await noteHelp(ctx, part);
  return answer;
}

/**
 * The receipt of a ballot that was given beside a helper, by the key it was given with: for the eyes of the person alone, who has
 * been handed the screen, in the same session and once. RECEIPT_SHOWN where somebody has looked before.
 */
export async function showReceipt(
  ctx: RequestContext,
  phaseId: string,
  ballotKey: string,
  token: string,
): Promise<{ receipt: string }> {
  authorize(ctx, consultationPolicy.vote);
  const { consultation } = await votePhase(ctx, phaseId);
  const part = await takePart(ctx, consultation, token);
  if (!part.helped) throw notFound();
  const receipt = helpedReceipt(ctx, phaseId, part.helped, ballotKey);
  if (!(await isIn(ctx, phaseId, receipt))) throw notFound();
  const first = await ctx.em.execute<unknown[]>(
    `update participant set receipt_shown = true where id = ? and not receipt_shown returning id`,
    [part.participant.id],
  );
  if (first.length === 0) throw new AppError('RECEIPT_SHOWN');
  return { receipt };
}

function read(consultation: Consultation, options: readonly BallotOption[], given: readonly GivenChoice[]): Choices {
  if (options.length < fewestOptions(consultation)) throw new AppError('NOTHING_TO_CHOOSE');
  return readChoices(
    consultation.ruleMethod as VoteMethod,
    options.map(({ id }) => id),
    given,
  );
}

const ownReceipt = (ctx: RequestContext, phaseId: string, key: string): string =>
  receiptFrom(markOf(ctx.config.secret, 'ballot-receipt', `${phaseId}:${key}`));

/** The helper's device has the key as well: only in the session in which the ballot was given does it lead to this receipt. */
const helpedReceipt = (ctx: RequestContext, phaseId: string, session: HelpedSession, key: string): string =>
  receiptFrom(markOf(ctx.config.secret, 'helped-receipt', `${phaseId}:${session.id}:${key}`));

async function isIn(ctx: RequestContext, phaseId: string, receipt: string): Promise<boolean> {
  const found = await ctx.em.execute<unknown[]>(`select 1 from ballot where phase_id = ? and receipt = ?`, [
    phaseId,
    receipt,
  ]);
  return found.length > 0;
}

/** Whether this ballot is in the box, or was when it was counted. */
async function wasIn(ctx: RequestContext, phaseId: string, receipt: string, choices: Choices): Promise<boolean> {
  if (await stands(ctx, phaseId, receipt, choices)) return true;
  const found = await ctx.em.execute<unknown[]>(
    `select 1 from counted_ballot where phase_id = ? and receipt = ? and choices = ?::jsonb`,
    [phaseId, receipt, JSON.stringify(choices)],
  );
  return found.length > 0;
}

async function stands(ctx: RequestContext, phaseId: string, receipt: string, choices: Choices): Promise<boolean> {
  const found = await ctx.em.execute<unknown[]>(
    `select 1 from ballot where phase_id = ? and receipt = ? and choices = ?::jsonb`,
    [phaseId, receipt, JSON.stringify(choices)],
  );
  return found.length > 0;
}

async function hasVoted(ctx: RequestContext, phaseId: string, { participant }: Part): Promise<boolean> {
  const found = await ctx.em.execute<unknown[]>(`select 1 from elector where phase_id = ? and participant_id = ?`, [
    phaseId,
    participant.id,
  ]);
  return found.length > 0;
}
