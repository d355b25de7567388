import { type EntityClass, LockMode } from '@mikro-orm/core';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Reportable } from '../../../platform/reportable.ts';
import { ownerOf } from '../consultations.reportable.ts';
import { followProposals } from '../votes/taking.service.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalAmendment } from './proposal-amendment.entity.ts';
import { ProposalComment } from './proposal-comment.entity.ts';
import { pathOf } from './proposal-notices.ts';
import { getProposal } from './proposal.reading.ts';

/** A proposal, for those who may see it. Hidden, it leaves the ballot of a vote to come; one that has opened stays as it is. */
export const proposalReportable: Reportable = {
  kind: 'PROPOSAL',
  async find(ctx, id) {
    const { proposal } = await getProposal(ctx, id, null);
    return reported(ctx, proposal, proposal.author?.id, `${proposal.title}\n${proposal.text}`);
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

async function setHidden(ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> {
  const proposal = await ctx.em.findOneOrFail(Proposal, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  proposal.hiddenAt = hiddenAt;
  await ctx.em.flush();
  const { consultation } = await proposal.phase.loadOrFail();
  await followProposals(ctx, await consultation.loadOrFail(), [id]);
}

/** A reason for or against a proposal. */
export const commentReportable: Reportable = {
  kind: 'PROPOSAL_COMMENT',
  async find(ctx, id) {
    const comment = await ctx.em.findOne(ProposalComment, { id, hiddenAt: null });
    if (!comment) return null;
    const { proposal } = await getProposal(ctx, comment.proposal.id, null);
    return reported(ctx, proposal, comment.author?.id, comment.text);
  },
  ...hiding(ProposalComment),
};

/** Another text for a proposal. */
export const amendmentReportable: Reportable = {
  kind: 'PROPOSAL_AMENDMENT',
  async find(ctx, id) {
    const amendment = await ctx.em.findOne(ProposalAmendment, { id, hiddenAt: null });
    if (!amendment) return null;
    const { proposal } = await getProposal(ctx, amendment.proposal.id, null);
    return reported(ctx, proposal, amendment.author?.id, `${amendment.why}\n${amendment.text}`);
  },
  ...hiding(ProposalAmendment),
};

async function reported(ctx: RequestContext, proposal: Proposal, authorId: string | undefined, excerpt: string) {
  const { consultation } = await getProposal(ctx, proposal.id, null);
  const owner = await ownerOf(ctx, consultation, authorId);
  return owner && { ...owner, excerpt: excerpt.slice(0, 1000), path: pathOf(consultation.id, proposal) };
}

function hiding(entity: EntityClass<{ id: string; hiddenAt?: Date | null | undefined }>) {
  const write = async (ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> => {
    await ctx.em.nativeUpdate(entity, { id }, { hiddenAt });
  };
  return {
    hide: (ctx: RequestContext, id: string) => write(ctx, id, ctx.clock.now()),
    restore: (ctx: RequestContext, id: string) => write(ctx, id, null),
  };
}
