import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most, type PaperCodeStanding } from '../consultations.words.ts';
import { seededRandom, shuffled } from '../methods/lot/seeded-random.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { lookUpCodes, participantsOfCodes } from '../participation/codes.service.ts';
import { paperBallots } from './paper-ballots.ts';
import { PaperBatch } from './paper-batch.entity.ts';
import type { PaperContent, PaperLines, PaperMethod } from './paper-method.ts';
import { paperReplies } from './paper-replies.ts';
import { signingTime } from './signing-time.ts';

/** The steps that take papers. */
const methods: Record<string, PaperMethod> = {
  VOTE: paperBallots as PaperMethod,
  SURVEY: paperReplies as PaperMethod,
};

/** Lists of codes that one person asks about in an hour: more than a desk types, far too few to find a code. */
const pace = { name: 'paper-codes', max: 120, seconds: 3600 };

/** Batches of papers of a vote or a survey, the newest first. */
export async function listPaperBatches(ctx: RequestContext, phaseId: string): Promise<PaperBatch[]> {
  await organised(ctx, phaseId);
  return ctx.em.find(
    PaperBatch,
    { phase: phaseId },
    { orderBy: { id: 'desc' }, limit: most.paperBatches, populate: ['enteredBy', 'signedBy'] },
  );
}

/**
 * How each of the codes that were handed in stands, in their order, while the envelopes are still closed. Nothing is used up, and
 * somebody may still answer with one before its paper is entered.
 */
export async function checkPaperCodes(
  ctx: RequestContext,
  phaseId: string,
  codes: readonly string[],
): Promise<PaperCodeStanding[]> {
  const { consultation, phase, method } = await organised(ctx, phaseId);
  if (!phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  await assertFewCodes(ctx, codes);
  const found = await lookUpCodes(ctx, consultation, codes);
  const known = found.flatMap((code) => code?.participantId ?? []);
  const said = new Set(await method.haveSaid(ctx.em, phaseId, known));
  audit(ctx, 'consultations.checkPaperCodes', phaseId);
  await ctx.em.flush();
  const first = new Map(found.map((code, index) => [code?.id, index] as const).toReversed());
  return found.map((code, index) => {
    if (!code) return 'UNKNOWN';
    if (first.get(code.id) !== index) return 'DOUBLE';
    return said.has(code.participantId ?? '') ? 'USED' : 'STANDS';
  });
}

/**
 * Enters papers together with the codes that were handed in with them, one each; nothing says which belongs to which. The codes
 * have had their say from now on. PAPER_COUNT where there are not as many, PAPER_CODES with the lines of codes that are none or
 * have had it before, PAPER_TOO_FEW where it could be told whose they are, PAPER_LINE with the line that cannot be read.
 */
export async function enterPaperBatch(
  ctx: RequestContext,
  phaseId: string,
  codes: readonly string[],
  lines: readonly string[],
): Promise<PaperBatch> {
  const step = await organised(ctx, phaseId);
  await ctx.em.lock(step.phase, LockMode.PESSIMISTIC_READ);
  if (!step.phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  if ((await ctx.em.count(PaperBatch, { phase: phaseId })) >= most.paperBatches)
    throw new AppError('TOO_MUCH', { max: most.paperBatches }, 'lines');
  await assertFewCodes(ctx, codes);
  // First of all who has had their say: their envelopes stay closed, so the papers are not typed yet.
  await takeCodes(ctx, step, codes);
  if (codes.length < minimumCell) throw new AppError('PAPER_TOO_FEW', { min: minimumCell }, 'codes');
  const contents = await readLines(ctx, step, lines);
  if (codes.length !== lines.length)
    throw new AppError('PAPER_COUNT', { codes: codes.length, papers: lines.length }, 'codes');
  const batch = ctx.em.create(PaperBatch, {
    phase: step.phase,
    papers: lines.length,
    contents,
    version: 1,
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
  const { batch, ...step } = await heldBatch(ctx, id);
  const contents = await readLines(ctx, step, lines);
  if (lines.length !== batch.papers)
    throw new AppError('PAPER_COUNT', { codes: batch.papers, papers: lines.length }, 'lines');
  batch.correct(ctx.em.getReference(Member, signedIn(ctx).id), contents, ctx.clock.now());
  audit(ctx, 'consultations.correctPaperBatch', batch.phase.id);
  await ctx.em.flush();
  return batch;
}

/** A second person has compared them, as they stand at `version`, with the papers: what stands on them counts like what others said. */
export async function signPaperBatch(ctx: RequestContext, id: string, version: number): Promise<PaperBatch> {
  const { batch, phase, method } = await heldBatch(ctx, id);
  const contents = batch.contents ?? [];
  batch.sign(ctx.em.getReference(Member, signedIn(ctx).id), version, ctx.clock.now());
  // Neither their order as they were typed, nor that of the codes, says any more which was whose.
  batch.blank = await method.put(ctx.em, phase.id, shuffled(contents, seededRandom(randomUUID())));
  audit(ctx, 'consultations.signPaperBatch', phase.id);
  await ctx.em.flush();
  return batch;
}

/** The papers of a batch as they are typed, in their order; none once it is signed. */
export async function linesOf(ctx: RequestContext, batch: PaperBatch): Promise<string[]> {
  if (!batch.contents) return [];
  const { write } = await linesOfStep(ctx, await organised(ctx, batch.phase.id));
  return batch.contents.map(write);
}

interface Step {
  consultation: Consultation;
  phase: ConsultationPhase;
  method: PaperMethod;
}

/** A step that takes papers, of a consultation whose papers the reader may enter. */
async function organised(ctx: RequestContext, phaseId: string): Promise<Step> {
  signedIn(ctx);
  const phase = await ctx.em.findOne(ConsultationPhase, phaseId);
  const method = methods[phase?.method ?? ''];
  if (!phase || !method) throw notFound();
  const consultation = await getConsultation(ctx, phase.consultation.id);
  authorizeFound(ctx, consultationPolicy.enterPaper, subjectOf(consultation));
  return { consultation, phase, method };
}

/** A batch, held until the transaction ends, of a step that may still take what stands on it. */
async function heldBatch(ctx: RequestContext, id: string): Promise<Step & { batch: PaperBatch }> {
  signedIn(ctx);
  const batch = await ctx.em.findOne(PaperBatch, id);
  if (!batch) throw notFound();
  const step = await organised(ctx, batch.phase.id);
  const { phase, method } = step;
  // In this order everywhere: the step, then the batch. A count that has begun is waited for.
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_READ);
  await ctx.em.refresh(batch, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const isOver = ctx.clock.now().getTime() >= phase.closesAt.getTime() + signingTime;
  if (isOver || (await method.isCounted(ctx.em, phase.id))) throw new AppError('NOT_OPEN');
  return { ...step, batch };
}

const linesOfStep = (ctx: RequestContext, { method, consultation, phase }: Step): Promise<PaperLines> =>
  method.lines(ctx, consultation, phase.id);

/** What stands on the papers, in their order; on an empty one, nothing. */
async function readLines(ctx: RequestContext, step: Step, lines: readonly string[]): Promise<PaperContent[]> {
  if (lines.length === 0) throw new AppError('REQUIRED', {}, 'lines');
  if (lines.length > most.papers) throw new AppError('TOO_MUCH', { max: most.papers }, 'lines');
  const { read } = await linesOfStep(ctx, step);
  return lines.map((line, index) => {
    const unread = new AppError('PAPER_LINE', { line: index + 1, text: line.slice(0, 40) }, 'lines');
    try {
      const content = read(line);
      if (content) return content;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    throw unread;
  });
}

/** Nobody tries many codes, or all that there are. */
async function assertFewCodes(ctx: RequestContext, codes: readonly string[]): Promise<void> {
  if (codes.length > most.papers) throw new AppError('TOO_MUCH', { max: most.papers }, 'codes');
  if (!(await ctx.accounts.takeTurn(pace, signedIn(ctx).id)))
    throw new AppError('RATE_LIMITED', { seconds: pace.seconds });
}

/** The holders of the codes have had their say. PAPER_CODES with the lines of those that are none or had had it. */
async function takeCodes(
  ctx: RequestContext,
  { consultation, phase, method }: Step,
  codes: readonly string[],
): Promise<void> {
  const participants = await participantsOfCodes(ctx, consultation, codes);
  const known = [...new Set(participants.filter((id) => id !== null))];
  const taken = new Set(await method.take(ctx.em, phase.id, known));
  const wrong = participants.flatMap((id, index) =>
    id && taken.has(id) && participants.indexOf(id) === index ? [] : [index + 1],
  );
  if (wrong.length > 0) throw new AppError('PAPER_CODES', { lines: wrong.slice(0, 20).join(', ') }, 'codes');
}
