import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { can } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { townDay, townTimeZone } from '../../platform/time.ts';
import { openAction } from '../actions/index.ts';
import { createEvent, type EventInput, type EventRegistrationInput, type EventTimesInput } from '../events/index.ts';
import { Member } from '../members/index.ts';
import { Commitment, CommitmentBeginning, CommitmentStep } from './commitment.entity.ts';
import type { BeginningInput, CommitmentStepInput } from './decision.input.ts';
import { decisionById, type ReadCommitment } from './decision.reading.ts';
import { decisionPolicy, type SomeCommitment } from './decisions.policy.ts';
import { type BeginningKind, most } from './decisions.words.ts';

type EventBegun = [EventInput, EventTimesInput, EventRegistrationInput];

const eventMinutes = 120;

/** Whether the reader may say how a commitment stands. */
export const mayMove = (ctx: RequestContext, commitment: ReadCommitment): boolean =>
  commitment.decision.$.state === 'PUBLISHED' && can(ctx.actor, decisionPolicy.move, subjectOf(commitment));

/**
 * Says how a commitment of a published decision stands now. Each step stays for everybody to read. What is dropped, taken up
 * again after its end, or hoped for on another day is explained by its words.
 */
export async function moveCommitment(
  ctx: RequestContext,
  id: string,
  { state, words, expectedOn }: CommitmentStepInput,
): Promise<Commitment> {
  const commitment = await held(ctx, id);
  const now = ctx.clock.now();
  const said = words.trim();
  if (!said) throw new AppError('REQUIRED', {}, 'input.words');
  if (expectedOn && expectedOn < townDay(now).toString()) throw new AppError('DATE_IN_PAST', {}, 'input.expectedOn');
  if ((await ctx.em.count(CommitmentStep, { commitment: id })) >= most.steps)
    throw new AppError('TOO_MUCH', { max: most.steps }, 'input.words');
  const isOver = state === 'DONE' || state === 'DROPPED';
  const hopedFor = isOver ? null : (expectedOn ?? commitment.expectedOn ?? null);
  commitment.move(state, hopedFor);
  ctx.em.create(CommitmentStep, {
    commitment,
    state,
    words: said,
    language: ctx.locale,
    expectedOn: hopedFor,
    at: now,
    by: ctx.em.getReference(Member, signedIn(ctx).id),
  });
  audit(ctx, 'decisions.moveCommitment', id);
  await ctx.em.flush();
  return commitment;
}

/**
 * Begins a solidarity action, open at once, or the draft of an event, with the words of the commitment; people join it there.
 * The organisation that promised it organises it, or else the one whose consultation it was. BEGUN_ALREADY where there is one
 * with these words.
 */
export async function beginFromCommitment(
  ctx: RequestContext,
  id: string,
  kind: BeginningKind,
  { zoneId, startsAt }: BeginningInput,
): Promise<Commitment> {
  const commitment = await held(ctx, id);
  if ((await ctx.em.count(CommitmentBeginning, { commitment: id })) >= most.beginnings)
    throw new AppError('TOO_MUCH', { max: most.beginnings });
  const { actor } = ctx;
  const subject = subjectOf(commitment);
  const by = [subject.ownerId, subject.organisationId].find(
    (organisationId) => organisationId && can(actor, decisionPolicy.write, { organisationId }),
  );
  if (!by) throw notFound();
  await assertNotBegun(ctx, commitment, kind);
  const about = commitment.decision.$.words;
  if (kind === 'ACTION') {
    const action = await openAction(ctx, by, { title: commitment.words, words: about, goal: commitment.words, zoneId });
    ctx.em.create(CommitmentBeginning, { commitment, action });
  } else {
    if (!startsAt) throw new AppError('REQUIRED', {}, 'input.startsAt');
    if (startsAt < ctx.clock.now()) throw new AppError('DATE_IN_PAST', {}, 'input.startsAt');
    const date = await createEvent(ctx, by, ...eventOf(commitment.words, about, zoneId, startsAt));
    ctx.em.create(CommitmentBeginning, { commitment, event: date.event });
  }
  audit(ctx, 'decisions.begin', id);
  await ctx.em.flush();
  return commitment;
}

/** The commitment is held: whoever begins the same in the same moment comes after. What was called off can begin anew. */
async function assertNotBegun(ctx: RequestContext, { id, words }: Commitment, kind: BeginningKind): Promise<void> {
  const subject = kind === 'ACTION' ? 'solidarity_action s on s.id = b.action_id' : 'event s on s.id = b.event_id';
  const found = await ctx.em.execute<unknown[]>(
    `select 1 from commitment_beginning b join ${subject}
      where b.commitment_id = ? and s.title = ? and s.state not in ('CANCELLED', 'DECLINED') limit 1`,
    [id, words],
  );
  if (found.length > 0) throw new AppError('BEGUN_ALREADY');
}

function eventOf(title: string, description: string, zoneId: string, startsAt: Date): EventBegun {
  return [
    { title, description, zoneId, topics: ['ASSEMBLY'], audiences: [], speaks: [], access: [], cost: 'FREE' },
    {
      startsAt,
      endsAt: new Date(startsAt.getTime() + eventMinutes * 60_000),
      allDay: false,
      timeZone: townTimeZone,
    },
    { mode: 'NONE', closesMinutes: 0, waitingOrder: 'FIRST_COME', offerMinutes: 720 },
  ];
}

/** A commitment of a published decision, held until the transaction ends, for somebody who may say how it stands. */
async function held(ctx: RequestContext, id: string): Promise<ReadCommitment> {
  signedIn(ctx);
  const known = await ctx.em.findOne(Commitment, id);
  if (!known) throw notFound();
  const decision = await decisionById(ctx, known.decision.id);
  await ctx.em.refresh(known, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const commitment = known as ReadCommitment;
  authorizeFound(ctx, decisionPolicy.move, subjectOf(commitment));
  if (decision.state !== 'PUBLISHED') throw new AppError('WRONG_STATE', { state: decision.state });
  return commitment;
}

const subjectOf = ({ decision, organisation }: ReadCommitment): SomeCommitment => ({
  organisationId: decision.$.consultation.$.organisation.id,
  ownerId: organisation?.id ?? null,
});
