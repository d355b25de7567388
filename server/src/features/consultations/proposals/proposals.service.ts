import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext } from '../../../platform/graphql/context.ts';
import type { ConsultationPhase } from '../consultation.entity.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { Standing } from '../consultations.words.ts';
import { plainCell, writeRecords } from '../formats/csv-records.ts';
import { type Part, partOf, standingOf } from '../participation/part.ts';
import { mayDecideOn } from './amendments.service.ts';
import { listedProposals, proposalsWithEstimates } from './listed-proposals.query.ts';
import { Proposal } from './proposal.entity.ts';
import { commentsShown, getProposal, mergedInto, proposalPhase, supportsShown } from './proposal.reading.ts';
import { type ProposalOrder, type ProposalState } from './proposals.words.ts';

/** Proposals of a step: published and merged ones for everybody, others for those who moderate. */
export async function listProposals(
  ctx: RequestContext,
  phaseId: string,
  { state, order }: { state: ProposalState; order: ProposalOrder },
  { first, after }: { first: number; after: string | null },
): Promise<Connection<Proposal>> {
  const { consultation } = await proposalPhase(ctx, phaseId);
  if (state !== 'PUBLISHED' && state !== 'MERGED')
    authorizeFound(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const asked = page(first, after);
  const rows = await listedProposals(ctx, { phaseId, state, order }, { ...asked, limit: asked.limit + 1 });
  return connection(rows, asked);
}

/** How somebody stands to a step with proposals. */
export interface ProposalPart {
  phase: ConsultationPhase;
  standing: Standing;
  part: Part | null;
  /** Ids of proposals that the reader supports; none while helped. */
  supported: string[];
  /** What the reader proposed; none while helped. */
  own: Proposal[];
}

/** The reader's own part in a step with proposals. */
export async function getProposalPart(
  ctx: RequestContext,
  phaseId: string,
  token: string | null,
): Promise<ProposalPart> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const { consultation, phase } = await proposalPhase(ctx, phaseId);
  const part = await partOf(ctx, consultation, token);
  const standing = phase.isOpenAt(ctx.clock.now()) ? await standingOf(ctx, consultation, part) : 'NOT_OPEN';
  if (!part || part.helped) return { phase, standing, part, supported: [], own: [] };
  const author = part.participant.id;
  const supported = await ctx.em.execute<{ id: string }[]>(
    `select s.proposal_id as id from proposal_support s join proposal p on p.id = s.proposal_id
      where s.participant_id = ? and p.phase_id = ?`,
    [author, phaseId],
  );
  const own = await ctx.em.find(Proposal, { phase: phaseId, author }, { orderBy: { id: 'desc' } });
  return { phase, standing, part, supported: supported.map(({ id }) => id), own };
}

/** How the reader stands to one proposal. */
export interface OwnProposalPart {
  /** Null while helped. */
  supports: boolean | null;
  wrote: boolean;
  decidesAmendments: boolean;
}

/** The reader's own part in one proposal. */
export async function ownPartOf(ctx: RequestContext, { id }: Proposal, token: string | null): Promise<OwnProposalPart> {
  const { consultation, phase, proposal } = await getProposal(ctx, id, token);
  const part = await partOf(ctx, consultation, token);
  const isOpen = phase.isOpenAt(ctx.clock.now()) && proposal.state === 'PUBLISHED';
  const decidesAmendments = isOpen && (await mayDecideOn(ctx, consultation, proposal, part));
  if (part?.helped) return { supports: null, wrote: false, decidesAmendments };
  const found = part
    ? await ctx.em.execute<unknown[]>(`select 1 from proposal_support where proposal_id = ? and participant_id = ?`, [
        id,
        part.participant.id,
      ])
    : [];
  return {
    supports: found.length > 0,
    wrote: Boolean(part && proposal.author?.id === part.participant.id),
    decidesAmendments,
  };
}

/** A line for each published proposal, none for a person; fewer than five supports are left empty. */
export async function proposalsAsCsv(ctx: RequestContext, phaseId: string): Promise<string> {
  authorize(ctx, consultationPolicy.seeResults);
  await proposalPhase(ctx, phaseId);
  const rows = await Promise.all(
    (await proposalsWithEstimates(ctx, phaseId)).map(async ({ proposal, estimate }) => [
      proposal.id,
      plainCell(proposal.title),
      proposal.language,
      (await supportsShown(ctx, proposal)) ?? '',
      await commentsShown(ctx, proposal),
      (await mergedInto(ctx, proposal)).length,
      proposal.version,
      estimate?.fromCents ?? '',
      estimate?.toCents ?? '',
    ]),
  );
  return writeRecords([
    ['proposal-id', 'title', 'language', 'supports', 'comments', 'merged', 'version', 'from-cents', 'to-cents'],
    ...rows,
  ]);
}
