import type { Loaded } from '@mikro-orm/core';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { getConsultation } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { countedBy } from './counting.ts';
import { type BoardBallot, exportKinds, exportVote } from './exports.ts';
import { optionsOf } from './options.service.ts';
import { VoteResult } from './vote-result.entity.ts';

/** A vote with the rule that it was counted by. */
export type CountedVote = Loaded<VoteResult, 'phase.consultation'>;

/** What came out of the votes of a consultation, as it was counted; before that, nothing for anybody. */
export async function listVoteResults(ctx: RequestContext, consultationId: string): Promise<CountedVote[]> {
  authorize(ctx, consultationPolicy.seeResults);
  await getConsultation(ctx, consultationId);
  return ctx.em.find(
    VoteResult,
    { phase: { consultation: consultationId } },
    { populate: ['phase.consultation'], orderBy: { phase: { position: 'asc' } } },
  );
}

/**
 * Whether as many voted as the rule asks for; null where it asks for nobody, and where the answer would tell how many voted
 * though fewer than five did.
 */
export function quorumMetBy({ phase, ballots, result }: CountedVote): boolean | null {
  const { quorum } = phase.$.consultation.$;
  if (!quorum) return null;
  if (result) return ballots >= quorum;
  return quorum >= minimumCell ? false : null;
}

/** All ballots by their receipts; none where too few voted. */
export async function boardOf(ctx: RequestContext, { phase, result }: VoteResult): Promise<BoardBallot[]> {
  if (!result) return [];
  return ctx.em.execute<BoardBallot[]>(
    `select receipt, choices from counted_ballot where phase_id = ? order by receipt collate "C"`,
    [phase.id],
  );
}

/** The ballots in the public format of the method, for a recount; null where too few voted. */
export async function exportOf(ctx: RequestContext, vote: CountedVote): Promise<VoteExport | null> {
  if (!vote.result) return null;
  const consultation = vote.phase.$.consultation.$;
  const options = await optionsOf(ctx, vote.phase.id);
  const by = countedBy(consultation, options);
  const content = exportVote(
    consultation.question,
    by,
    options.map(({ text }) => text),
    await boardOf(ctx, vote),
  );
  const { ending, recount } = exportKinds[by.method];
  const seed = by.method === 'SCOTTISH_STV' ? ` --seed ${vote.seed}` : '';
  return { content, name: `ballots.${ending}`, command: `pnpm recount ${recount} ballots.${ending}${seed}` };
}

export interface VoteExport {
  content: string;
  name: string;
  command: string;
}
