import { can } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, mayDo } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { countsById } from '../counts-by-id.ts';
import { shownCount } from '../shown-count.ts';
import { type Part, partOf } from '../participation/part.ts';
import { Participant } from '../participation/participant.entity.ts';
import { Proposal, ProposalEstimate, ProposalVersion } from './proposal.entity.ts';
import { mostOf } from './proposals.words.ts';

export interface ProposalPlace {
  consultation: Consultation;
  phase: ConsultationPhase;
}

/** A step with proposals, of a consultation that the reader may see. */
export async function proposalPhase(ctx: RequestContext, phaseId: string): Promise<ProposalPlace> {
  const phase = await ctx.em.findOne(ConsultationPhase, { id: phaseId, method: 'PROPOSALS' });
  if (!phase) throw notFound();
  return { phase, consultation: await getConsultation(ctx, phase.consultation.id) };
}

/** The same, while people take part in it. NOT_OPEN. */
export async function openProposalPhase(ctx: RequestContext, phaseId: string): Promise<ProposalPlace> {
  const place = await proposalPhase(ctx, phaseId);
  if (!place.phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  return place;
}

/** Whether everybody may read it; a merged one is read to find the one it went into. */
export const isShown = ({ state, hiddenAt }: Pick<Proposal, 'state' | 'hiddenAt'>): boolean =>
  !hiddenAt && (state === 'PUBLISHED' || state === 'MERGED');

/** A proposal with its place, for everybody once it is published; before and after that for its author and those who moderate. */
export async function getProposal(
  ctx: RequestContext,
  id: string,
  token: string | null,
): Promise<ProposalPlace & { proposal: Proposal }> {
  const proposal = await ctx.em.findOne(Proposal, id);
  if (!proposal) throw notFound();
  const place = await proposalPhase(ctx, proposal.phase.id);
  if (!isShown(proposal) && !mayDo(ctx, 'moderate', place.consultation)) {
    const part = await partOf(ctx, place.consultation, token);
    if (part?.helped || !part || proposal.author?.id !== part.participant.id) throw notFound();
  }
  return { ...place, proposal };
}

/** A proposal that everybody may read; whole lists in one statement. */
export const shownProposal = async (ctx: RequestContext, id: string): Promise<Proposal | null> =>
  (await batched(ctx, shownOfAll, id)) ?? null;

/** Whether somebody's own hand wrote it: never told while a helper sits beside. */
export const wrote = (part: Part | null, author: { id: string } | null | undefined): boolean =>
  Boolean(part && !part.helped && author?.id === part.participant.id);

/** Whether nobody is left who could decide on its text: the organisers wrote it, or its author has left. */
export async function hasNoAuthor({ author }: Proposal): Promise<boolean> {
  if (!author) return true;
  const { member, code } = await author.loadOrFail();
  return !member && !code;
}

/** The member who wrote a proposal and lets everybody know; whole lists in one statement. */
export async function authorShown(ctx: RequestContext, { author, showsName }: Proposal): Promise<string | null> {
  return author && showsName ? ((await batched(ctx, membersOfAll, author.id)) ?? null) : null;
}

/** How many support a proposal, as everybody reads it; null under five. Whole lists in one statement. */
export const supportsShown = async (ctx: RequestContext, { id }: { id: string }): Promise<number | null> =>
  (await batched(ctx, supportsOfAll, id)) || null;

/** How many comments a proposal has that everybody reads; whole lists in one statement. */
export const commentsShown = async (ctx: RequestContext, { id }: { id: string }): Promise<number> =>
  (await batched(ctx, commentsOfAll, id)) ?? 0;

/** What staff think it costs, the newest first; whole lists in one statement. */
export const estimatesOf = async (ctx: RequestContext, { id }: { id: string }): Promise<ProposalEstimate[]> =>
  (await batched(ctx, estimatesOfAll, id)) ?? [];

/** Those that went into a proposal; whole lists in one statement. */
export const mergedInto = async (ctx: RequestContext, { id }: { id: string }): Promise<Proposal[]> =>
  (await batched(ctx, mergedOfAll, id)) ?? [];

/** Its texts, the newest first. */
export const versionsOf = (ctx: RequestContext, { id }: { id: string }): Promise<ProposalVersion[]> =>
  ctx.em.find(ProposalVersion, { proposal: id }, { orderBy: { version: 'desc' }, limit: mostOf.versions });

/** Whether the reader could merge proposals and say what they cost. */
export const mayArrange = (ctx: RequestContext, { state, hiddenAt, organisation }: Consultation): boolean =>
  can(ctx.actor, consultationPolicy.arrangeProposals, { state, hiddenAt, organisationId: organisation.id });

/** Whether a vote that has opened has it among its options; whole lists in one statement. */
export const isOnBallot = async (ctx: RequestContext, { id }: { id: string }): Promise<boolean> =>
  (await batched(ctx, onBallotOfAll, id)) ?? false;

/**
 * Throws PROPOSAL_ON_BALLOT where a vote on one of these has opened, or is over: what people voted on stays what it was. Texts,
 * withdrawing and rejecting end with the step before it.
 */
export async function assertNotOnBallot(ctx: RequestContext, ids: readonly string[]): Promise<void> {
  if ((await onBallotOfAll(ctx, ids)).size > 0) throw new AppError('PROPOSAL_ON_BALLOT');
}

async function onBallotOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, true>> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select o.proposal_id as id from ballot_option o join consultation_phase p on p.id = o.phase_id
      where o.proposal_id = any(string_to_array(?, ',')::uuid[]) and p.opens_at <= ?`,
    [ids.join(','), ctx.clock.now()],
  );
  return new Map(rows.map(({ id }) => [id, true]));
}

async function shownOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Proposal>> {
  const found = await ctx.em.find(Proposal, { id: { $in: [...ids] } });
  return new Map(found.filter(isShown).map((proposal) => [proposal.id, proposal]));
}

async function membersOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await ctx.em.find(Participant, { id: { $in: [...ids] }, member: { $ne: null } });
  return new Map(found.map(({ id, member }) => [id, member?.id ?? '']));
}

async function supportsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.em.execute<{ id: string; count: number }[]>(
    `select p.id, ${shownCount('p.supports_released', 'count(s.participant_id)', 'f.closes_at <= ?')}::int as count
       from proposal p join consultation_phase f on f.id = p.phase_id left join proposal_support s on s.proposal_id = p.id
      where p.id = any(string_to_array(?, ',')::uuid[]) group by p.id, f.closes_at`,
    [ctx.clock.now(), ids.join(',')],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

async function commentsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  return countsById(
    ctx,
    `select proposal_id as id, count(*)::int as count from proposal_comment
      where proposal_id = any(string_to_array(?, ',')::uuid[]) and hidden_at is null group by 1`,
    ids,
  );
}

async function estimatesOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ProposalEstimate[]>> {
  const found = await ctx.em.find(ProposalEstimate, { proposal: { $in: [...ids] } }, { orderBy: { id: 'desc' } });
  return Map.groupBy(found, ({ proposal }) => proposal.id);
}

async function mergedOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Proposal[]>> {
  const found = await ctx.em.find(
    Proposal,
    { mergedInto: { $in: [...ids] }, hiddenAt: null },
    { orderBy: { id: 'asc' } },
  );
  return Map.groupBy(found, (proposal) => proposal.mergedInto?.id ?? '');
}
