import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most, type VoteMethod } from '../consultations.words.ts';
import { participantsOfCodes } from '../participation/codes.service.ts';
import { type Choices, readChoices } from '../votes/choices.ts';
import { optionsOf, votePhase } from '../votes/options.service.ts';
import { receiptFrom } from '../votes/receipt.ts';
import { VoteResult } from '../votes/vote-result.entity.ts';
import { PaperBatch } from './paper-batch.entity.ts';
import { readPaperLine } from './paper-lines.ts';

/** How long after its end a vote waits for batches that nobody has signed, in milliseconds. */
export const signingTime = 48 * 3_600_000;

/** Batches of papers of a vote, the newest first. */
export async function listPaperBatches(ctx: RequestContext, phaseId: string): Promise<PaperBatch[]> {
  await organised(ctx, phaseId);
  return ctx.em.find(
    PaperBatch,
    { phase: phaseId },
    { orderBy: { id: 'desc' }, limit: most.paperBatches, populate: ['enteredBy', 'signedBy'] },
  );
}

/**
 * Enters ballots on paper together with the codes that were handed in with them, one each; nothing says which belongs to which.
 * The codes have voted from now on. PAPER_COUNT where there are not as many, PAPER_CODES with the lines of codes that are none
 * or have voted, PAPER_LINE with the line that cannot be read.
 */
export async function enterPaperBatch(
  ctx: RequestContext,
  phaseId: string,
  codes: readonly string[],
  lines: readonly string[],
): Promise<PaperBatch> {
  const { consultation, phase } = await organised(ctx, phaseId);
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_READ);
  if (!phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  if ((await ctx.em.count(PaperBatch, { phase: phaseId })) >= most.paperBatches)
    throw new AppError('TOO_MUCH', { max: most.paperBatches }, 'lines');
  const ballots = await readLines(ctx, consultation, phaseId, lines);
  if (codes.length !== lines.length)
    throw new AppError('PAPER_COUNT', { codes: codes.length, papers: lines.length }, 'codes');
  await takeVotes(ctx, consultation, phaseId, codes);
  const batch = ctx.em.create(PaperBatch, {
    phase,
    papers: lines.length,
    ballots,
    enteredBy: ctx.em.getReference(Member, signedIn(ctx).id),
    enteredAt: ctx.clock.now(),
  });
  audit(ctx, 'consultations.enterPaperBatch', phaseId);
  await ctx.em.flush();
  return batch;
}

/** Enters the same papers anew, after a look at them; whoever does so cannot sign. As many as before, or PAPER_COUNT. */
export async function correctPaperBatch(
  ctx: RequestContext,
  id: string,
  lines: readonly string[],
): Promise<PaperBatch> {
  const { batch, consultation } = await heldBatch(ctx, id);
  const ballots = await readLines(ctx, consultation, batch.phase.id, lines);
  if (lines.length !== batch.papers)
    throw new AppError('PAPER_COUNT', { codes: batch.papers, papers: lines.length }, 'lines');
  batch.correct(ctx.em.getReference(Member, signedIn(ctx).id), ballots, ctx.clock.now());
  audit(ctx, 'consultations.correctPaperBatch', batch.phase.id);
  await ctx.em.flush();
  return batch;
}

/** A second person has compared them with the papers: the ballots go into the box, each with a receipt like all others. */
export async function signPaperBatch(ctx: RequestContext, id: string): Promise<PaperBatch> {
  const { batch } = await heldBatch(ctx, id);
  const ballots = batch.ballots ?? [];
  batch.sign(ctx.em.getReference(Member, signedIn(ctx).id), ctx.clock.now());
  const filled = ballots.filter((choices) => choices.some((value) => value !== null));
  const rows = filled.map((choices) => ({ receipt: newReceipt(), choices }));
  await ctx.em.execute(
    `insert into ballot (phase_id, receipt, choices)
       select ?, b ->> 'receipt', b -> 'choices' from jsonb_array_elements(?::jsonb) as b`,
    [batch.phase.id, JSON.stringify(rows)],
  );
  audit(ctx, 'consultations.signPaperBatch', batch.phase.id);
  await ctx.em.flush();
  return batch;
}

async function organised(
  ctx: RequestContext,
  phaseId: string,
): Promise<{ consultation: Consultation; phase: ConsultationPhase }> {
  signedIn(ctx);
  const found = await votePhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.enterPaper, subjectOf(found.consultation));
  return found;
}

/** A batch, held until the transaction ends, of a vote that may still take its ballots. */
async function heldBatch(ctx: RequestContext, id: string): Promise<{ batch: PaperBatch; consultation: Consultation }> {
  signedIn(ctx);
  const batch = await ctx.em.findOne(PaperBatch, id);
  if (!batch) throw notFound();
  const { consultation, phase } = await organised(ctx, batch.phase.id);
  // In this order everywhere: the vote, then the batch. A count that has begun is waited for.
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_READ);
  await ctx.em.refresh(batch, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const isOver = ctx.clock.now().getTime() >= phase.closesAt.getTime() + signingTime;
  if (isOver || (await ctx.em.count(VoteResult, { phase: phase.id })) > 0) throw new AppError('NOT_OPEN');
  return { batch, consultation };
}

/** What stands on the papers, in their order; on an empty one, nothing. */
async function readLines(
  ctx: RequestContext,
  { ruleMethod }: Consultation,
  phaseId: string,
  lines: readonly string[],
): Promise<Choices[]> {
  if (lines.length === 0) throw new AppError('REQUIRED', {}, 'lines');
  if (lines.length > most.papers) throw new AppError('TOO_MUCH', { max: most.papers }, 'lines');
  const options = (await optionsOf(ctx, phaseId)).map(({ id }) => id);
  const method = ruleMethod as VoteMethod;
  return lines.map((line, index) => {
    const unread = new AppError('PAPER_LINE', { line: index + 1, text: line.slice(0, 40) }, 'lines');
    const read = readPaperLine(method, line);
    if (!read) throw unread;
    if (read.length === 0) return options.map(() => null);
    try {
      return readChoices(
        method,
        options,
        read.map(({ at, value }) => ({ optionId: options[at] ?? '', value })),
      );
    } catch (error) {
      throw error instanceof AppError ? unread : error;
    }
  });
}

/** The holders of the codes have voted. PAPER_CODES with the lines of those that are none or had voted. */
async function takeVotes(
  ctx: RequestContext,
  consultation: Consultation,
  phaseId: string,
  codes: readonly string[],
): Promise<void> {
  const participants = await participantsOfCodes(ctx, consultation, codes);
  const taken = await ctx.em.execute<{ id: string }[]>(
    `insert into elector (phase_id, participant_id)
       select ?, unnest(string_to_array(?, ',')::uuid[]) on conflict do nothing returning participant_id as id`,
    [phaseId, [...new Set(participants.filter((id) => id !== null))].join(',')],
  );
  const voted = new Set(taken.map(({ id }) => id));
  const wrong = participants.flatMap((id, index) =>
    id && voted.has(id) && participants.indexOf(id) === index ? [] : [index + 1],
  );
  if (wrong.length > 0) throw new AppError('PAPER_CODES', { lines: wrong.slice(0, 20).join(', ') }, 'codes');
}

const newReceipt = (): string => receiptFrom(randomBytes(16));
