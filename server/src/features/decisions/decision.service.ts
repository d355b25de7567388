import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import { townDay } from '../../platform/time.ts';
import { type Consultation, getConsultation } from '../consultations/index.ts';
import { Organisation } from '../organisations/index.ts';
import { forgetTranslations } from '../translations/index.ts';
import { Commitment } from './commitment.entity.ts';
import { Decision, DecisionGround } from './decision.entity.ts';
import type { CommitmentInput, DecisionGroundInput, DecisionWordsInput } from './decision.input.ts';
import { assertDecidedOn } from './decided-on.ts';
import { decisionNeedsOf } from './decision-needs.ts';
import type { ReadDecision } from './decision.reading.ts';
import { decisionPolicy } from './decisions.policy.ts';
import { longest, most } from './decisions.words.ts';
import { oneSaidIn, placeOf, type Said, saidIn } from './grounds.ts';

/**
 * Writes what was decided after a consultation, or changes the draft. CHANGED_MEANWHILE where somebody else did;
 * DATE_IN_FUTURE, DATE_BEFORE_HEARD.
 */
export async function saveDecision(ctx: RequestContext, consultationId: string, input: DecisionWordsInput) {
  const consultation = await writable(ctx, consultationId);
  // One at a time: two who begin at once would both find nothing.
  await ctx.em.lock(consultation, LockMode.PESSIMISTIC_WRITE);
  consultation.assertState('PUBLISHED');
  if (input.decidedOn) await assertDecidedOn(ctx, input.decidedOn, consultation);
  const fields = readDecision(input);
  let decision = await draftOf(ctx, consultationId);
  if (decision) {
    decision.changeFrom(input.version ?? 0);
    ctx.em.assign(decision, fields);
  } else {
    if (input.version) throw notFound();
    decision = ctx.em.create(Decision, {
      ...fields,
      consultation,
      state: 'DRAFT',
      version: 1,
      language: ctx.locale,
      createdBy: signedIn(ctx).id,
      createdAt: ctx.clock.now(),
    }) as ReadDecision;
  }
  audit(ctx, 'decisions.save', consultationId);
  await ctx.em.flush();
  return decision;
}

/** Shows it to everybody; from then on it stays as it is, and who took part is told. NOT_READY with what is missing. */
export async function publishDecision(ctx: RequestContext, consultationId: string): Promise<ReadDecision> {
  const consultation = await getConsultation(ctx, consultationId);
  authorizeFound(ctx, decisionPolicy.publish, { organisationId: consultation.organisation.id });
  const decision = await theDraft(ctx, consultationId);
  const [missing] = await decisionNeedsOf(ctx, decision);
  if (missing) throw new AppError('NOT_READY', { missing });
  decision.publish(ctx.clock.now());
  audit(ctx, 'decisions.publish', consultationId);
  await ctx.em.flush();
  return decision;
}

/** Takes a stand on something people said. Once per thing: a second time changes the stand. */
export async function addGround(
  ctx: RequestContext,
  consultationId: string,
  { kind, subjectId, stance, why }: DecisionGroundInput,
): Promise<ReadDecision> {
  await writable(ctx, consultationId);
  const decision = await theDraft(ctx, consultationId);
  const words = why.trim();
  if (stance === 'DEPARTS' && !words) throw new AppError('REQUIRED', {}, 'input.why');
  const subject = await oneSaidIn(ctx, consultationId, kind, subjectId);
  if (!subject) throw new AppError('INVALID_INPUT', {}, 'input.subjectId');
  const at = placeOf(subject);
  const known = await ctx.em.findOne(DecisionGround, { decision: decision.id, ...at });
  if (known) ctx.em.assign(known, { stance, why: words });
  else {
    if ((await ctx.em.count(DecisionGround, { decision: decision.id })) >= most.grounds)
      throw new AppError('TOO_MUCH', { max: most.grounds }, 'input.subjectId');
    ctx.em.create(DecisionGround, { decision, ...at, stance, why: words });
  }
  await ctx.em.flush();
  return decision;
}

export async function removeGround(ctx: RequestContext, id: string): Promise<ReadDecision> {
  const ground = await ctx.em.findOne(DecisionGround, id, { populate: ['decision'] });
  if (!ground) throw notFound();
  const consultationId = ground.decision.$.consultation.id;
  await writable(ctx, consultationId);
  const decision = await theDraft(ctx, consultationId);
  ctx.em.remove(ground);
  await forgetTranslations(ctx, id);
  await ctx.em.flush();
  return decision;
}

/** Promises one thing by a day. */
export async function addCommitment(
  ctx: RequestContext,
  consultationId: string,
  input: CommitmentInput,
): Promise<ReadDecision> {
  await writable(ctx, consultationId);
  const decision = await theDraft(ctx, consultationId);
  if ((await ctx.em.count(Commitment, { decision: decision.id })) >= most.commitments)
    throw new AppError('TOO_MUCH', { max: most.commitments }, 'input.words');
  const words = input.words.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'input.words');
  if (input.dueOn < townDay(ctx.clock.now()).toString()) throw new AppError('DATE_IN_PAST', {}, 'input.dueOn');
  const organisation = input.organisationId ? await ctx.em.findOne(Organisation, input.organisationId) : null;
  if (input.organisationId && !organisation) throw new AppError('INVALID_INPUT', {}, 'input.organisationId');
  const owner = input.owner.trim() || (organisation?.name ?? '').slice(0, longest.owner);
  if (!owner) throw new AppError('REQUIRED', {}, 'input.owner');
  ctx.em.create(Commitment, {
    id: newId(),
    decision,
    words,
    owner,
    organisation,
    dueOn: input.dueOn,
    state: 'PLANNED',
  });
  await ctx.em.flush();
  return decision;
}

export async function removeCommitment(ctx: RequestContext, id: string): Promise<ReadDecision> {
  const commitment = await ctx.em.findOne(Commitment, id, { populate: ['decision'] });
  if (!commitment) throw notFound();
  const consultationId = commitment.decision.$.consultation.id;
  await writable(ctx, consultationId);
  const decision = await theDraft(ctx, consultationId);
  ctx.em.remove(commitment);
  await forgetTranslations(ctx, id);
  await ctx.em.flush();
  return decision;
}

/** What people said in a consultation that its decision can take a stand on, for those who write it. */
export async function groundSubjects(ctx: RequestContext, consultationId: string): Promise<Said[]> {
  await writable(ctx, consultationId);
  return saidIn(ctx, consultationId);
}

/** The consultation, for somebody who may write its decision. */
async function writable(ctx: RequestContext, consultationId: string): Promise<Consultation> {
  signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorizeFound(ctx, decisionPolicy.write, { organisationId: consultation.organisation.id });
  return consultation;
}

/** Held until the transaction ends, so that nothing is added to what is being published. */
const draftOf = (ctx: RequestContext, consultationId: string): Promise<ReadDecision | null> =>
  ctx.em.findOne(
    Decision,
    { consultation: consultationId },
    { populate: ['consultation'], strategy: 'select-in', lockMode: LockMode.PESSIMISTIC_WRITE },
  );

async function theDraft(ctx: RequestContext, consultationId: string): Promise<ReadDecision> {
  const decision = await draftOf(ctx, consultationId);
  if (!decision) throw notFound();
  decision.assertDraft();
  return decision;
}

function readDecision({ outcome, words, reasons, body, decidedOn }: DecisionWordsInput) {
  return {
    outcome,
    words: words.trim(),
    reasons: reasons.trim(),
    body: body.trim(),
    decidedOn: decidedOn ?? null,
  };
}
