import type { Loaded } from '@mikro-orm/core';
import { can } from '../../platform/authorization/rule.ts';
import { notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import { townDay } from '../../platform/time.ts';
import { getConsultation } from '../consultations/index.ts';
import { Commitment, CommitmentStep } from './commitment.entity.ts';
import { Decision, DecisionGround } from './decision.entity.ts';
import { decisionPolicy } from './decisions.policy.ts';
import { saidBy } from './grounds.ts';
import { type BeginningKind, most } from './decisions.words.ts';

/** A decision with the consultation that it ends. */
export type ReadDecision = Loaded<Decision, 'consultation'>;

/** Something people said, with its words, and a commitment with whose it is. */
export type ReadGround = Loaded<DecisionGround, 'decision' | 'statement' | 'option' | 'proposal' | 'question'>;
export type ReadCommitment = Loaded<Commitment, 'decision.consultation' | 'organisation'>;

/** What the policies look at. */
export const subjectOf = ({ state, consultation }: ReadDecision) => ({
  state,
  organisationId: consultation.$.organisation.id,
});

/** The decision about a consultation that the reader may see; null before it is published, but for those who write it. */
export async function decisionOf(ctx: RequestContext, consultationId: string): Promise<ReadDecision | null> {
  authorize(ctx, decisionPolicy.see);
  await getConsultation(ctx, consultationId);
  return decisionInSight(ctx, consultationId);
}

/** The same where the consultation has been read already; whole lists in one statement. */
export async function decisionInSight(ctx: RequestContext, consultationId: string): Promise<ReadDecision | null> {
  const decision = await batched(ctx, decisionsOfAll, consultationId);
  return decision && can(ctx.actor, decisionPolicy.seeOne, subjectOf(decision)) ? decision : null;
}

/** Published decisions, the latest first; only those with a commitment that is late, where that is asked for. */
export async function listDecisions(
  ctx: RequestContext,
  { late }: { late: boolean },
  first: number,
  after: string | null,
): Promise<Connection<ReadDecision>> {
  authorize(ctx, decisionPolicy.list);
  const asked = page(first, after);
  const last = asked.afterId ? await ctx.em.findOne(Decision, asked.afterId) : null;
  const today = townDay(ctx.clock.now()).toString();
  const rows = await ctx.em.find(
    Decision,
    {
      state: 'PUBLISHED',
      consultation: { state: 'PUBLISHED', hiddenAt: null },
      ...(late ? { id: { $in: await withLateCommitment(ctx, today) } } : {}),
      ...(last
        ? { $or: [{ publishedAt: { $lt: last.publishedAt } }, { publishedAt: last.publishedAt, id: { $lt: last.id } }] }
        : {}),
    },
    {
      populate: ['consultation'],
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      limit: asked.limit + 1,
    },
  );
  return connection(rows, asked);
}

/** A decision by its id, for those who write it. */
export async function decisionById(ctx: RequestContext, id: string): Promise<ReadDecision> {
  const decision = await ctx.em.findOne(Decision, id, { populate: ['consultation'] });
  if (!decision) throw notFound();
  await getConsultation(ctx, decision.consultation.id);
  authorize(ctx, decisionPolicy.seeOne, subjectOf(decision));
  return decision;
}

/** What it rests on, as far as everybody may still read it, in the order of writing; whole lists in one statement. */
export const groundsOf = async (ctx: RequestContext, decision: { id: string }) =>
  (await batched(ctx, groundsOfAll, decision.id)) ?? [];

/** What is promised, the earliest day first; whole lists in one statement. */
export const commitmentsOf = async (ctx: RequestContext, decision: { id: string }) =>
  (await batched(ctx, commitmentsOfAll, decision.id)) ?? [];

/** What was said about a commitment on its way, the latest first; whole lists in one statement. */
export const stepsOf = async (ctx: RequestContext, commitment: { id: string }) =>
  (await batched(ctx, stepsOfAll, commitment.id)) ?? [];

/** What a commitment began and people can see. */
export interface Beginning {
  commitmentId: string;
  kind: BeginningKind;
  /** Of the action, or of the first date of the event. */
  id: string;
  /** The action, or the event: what is translated. */
  subjectId: string;
  title: string;
  language: Locale;
  isPublic: boolean;
}

/** Actions and events that a commitment began; whole lists in one statement. */
export const beginningsOf = async (ctx: RequestContext, commitment: { id: string }): Promise<Beginning[]> =>
  (await batched(ctx, beginningsOfAll, commitment.id)) ?? [];

async function withLateCommitment(ctx: RequestContext, today: string): Promise<string[]> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select distinct decision_id as id from commitment where state in ('PLANNED', 'UNDER_WAY') and due_on < ?`,
    [today],
  );
  return rows.map(({ id }) => id);
}

async function decisionsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ReadDecision>> {
  const found = await ctx.em.find(Decision, { consultation: { $in: [...ids] } }, { populate: ['consultation'] });
  return new Map(found.map((decision) => [decision.consultation.id, decision]));
}

async function groundsOfAll(ctx: RequestContext, ids: readonly string[]) {
  const found = await ctx.em.find(
    DecisionGround,
    { decision: { $in: [...ids] } },
    { populate: ['decision', 'statement', 'option', 'proposal', 'question'], orderBy: { id: 'asc' } },
  );
  return Map.groupBy(found.filter(saidBy), ({ decision }) => decision.id);
}

async function commitmentsOfAll(ctx: RequestContext, ids: readonly string[]) {
  const found = await ctx.em.find(
    Commitment,
    { decision: { $in: [...ids] } },
    { populate: ['decision.consultation', 'organisation'], orderBy: { dueOn: 'asc', id: 'asc' } },
  );
  return Map.groupBy(found, ({ decision }) => decision.id);
}

async function stepsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, CommitmentStep[]>> {
  const found = await ctx.em.find(
    CommitmentStep,
    { commitment: { $in: [...ids] } },
    { orderBy: { id: 'desc' }, limit: ids.length * most.steps },
  );
  return Map.groupBy(found, ({ commitment }) => commitment.id);
}

async function beginningsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Beginning[]>> {
  const rows = await ctx.em.execute<Beginning[]>(
    `select b.id as at, b.commitment_id as "commitmentId", 'ACTION' as kind, a.id, a.id as "subjectId", a.title, a.language,
            a.hidden_at is null and a.state in ('OPEN', 'DONE') as "isPublic"
       from commitment_beginning b join solidarity_action a on a.id = b.action_id
      where b.commitment_id = any(string_to_array(?, ',')::uuid[])
     union all
     select b.id, b.commitment_id, 'EVENT', d.id, e.id, e.title, e.language, e.hidden_at is null and e.state = 'PUBLISHED'
       from commitment_beginning b join event e on e.id = b.event_id
       join lateral (select id from event_date where event_id = e.id order by starts_at limit 1) d on true
      where b.commitment_id = any(string_to_array(?, ',')::uuid[])
      order by at`,
    [ids.join(','), ids.join(',')],
  );
  return Map.groupBy(rows, ({ commitmentId }) => commitmentId);
}
