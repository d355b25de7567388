import type { RequestContext } from '../../../platform/graphql/context.ts';
import { type Notice, notify } from '../../notifications/index.ts';
import type { Consultation } from '../consultation.entity.ts';
import { Participant } from '../participation/participant.entity.ts';
import type { Proposal } from './proposal.entity.ts';
import type { ProposalAmendment } from './proposal-amendment.entity.ts';

/** The page of a proposal on this site. */
export const pathOf = (consultationId: string, { phase, id }: Pick<Proposal, 'phase' | 'id'>): string =>
  `/consultations/${consultationId}/proposals/${phase.id}/${id}`;

/** The author hears whether others read the proposal now, each time that changes. */
export async function tellDecided(
  ctx: RequestContext,
  consultation: Consultation,
  proposal: Proposal,
  { wasShown }: { wasShown: boolean },
): Promise<void> {
  const rejected = wasShown ? 'PROPOSAL_TAKEN_OUT' : 'PROPOSAL_REJECTED';
  await tell(ctx, proposal.author?.id, consultation, proposal, {
    kind: 'PROPOSAL_DECIDED',
    reason: proposal.reason ? rejected : 'PROPOSAL_PUBLISHED',
    of: proposal.decidedAt?.toISOString() ?? '',
  });
}

/** The author hears that the proposal went into another one. */
export async function tellMerged(ctx: RequestContext, consultation: Consultation, merged: Proposal): Promise<void> {
  await tell(ctx, merged.author?.id, consultation, merged, { kind: 'PROPOSAL_MERGED' });
}

/** The author hears that somebody has another text for the proposal. */
export async function tellAmendment(ctx: RequestContext, consultation: Consultation, proposal: Proposal, id: string) {
  await tell(ctx, proposal.author?.id, consultation, proposal, { kind: 'AMENDMENT_MADE', of: id });
}

/** Whoever made it hears what became of it; when it was accepted, so do all who support the proposal. */
export async function tellAmendmentDecided(
  ctx: RequestContext,
  consultation: Consultation,
  proposal: Proposal,
  amendment: ProposalAmendment,
): Promise<void> {
  const reason = `AMENDMENT_${amendment.state}`;
  await tell(ctx, amendment.author?.id, consultation, proposal, {
    kind: 'AMENDMENT_DECIDED',
    reason,
    of: amendment.id,
  });
  if (amendment.state !== 'ACCEPTED') return;
  const supporters = await ctx.em.execute<{ id: string }[]>(
    `select participant_id as id from proposal_support where proposal_id = ? and participant_id is distinct from ?::uuid`,
    [proposal.id, amendment.author?.id ?? null],
  );
  for (const { id } of supporters)
    await tell(ctx, id, consultation, proposal, { kind: 'PROPOSAL_CHANGED', of: String(proposal.version) });
}

/** Only members can be told; who takes part with a code reads it on the page. */
async function tell(
  ctx: RequestContext,
  participantId: string | undefined,
  consultation: Consultation,
  proposal: Proposal,
  { kind, reason, of = '' }: { kind: Notice['kind']; reason?: string; of?: string },
): Promise<void> {
  const participant = participantId ? await ctx.em.findOne(Participant, participantId) : null;
  if (!participant?.member) return;
  const { name } = await consultation.organisation.loadOrFail();
  await notify(ctx, {
    memberId: participant.member.id,
    kind,
    params: { title: consultation.question, name, ...(reason ? { reason } : {}) },
    path: pathOf(consultation.id, proposal),
    onceKey: `${kind}:${proposal.id}:${reason ?? ''}:${of}`,
  });
}
