import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { Consultation } from '../consultation.entity.ts';
import { getConsultation } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { VoteMethod } from '../consultations.words.ts';
import type { CountedBy } from './counting.ts';
import { type BoardBallot, exportKinds, exportVote } from './exports.ts';
import { optionsOf } from './options.service.ts';
import { VoteResult } from './vote-result.entity.ts';

/** What came out of the votes of a consultation, as it was counted; before that, nothing for anybody. */
export async function listVoteResults(ctx: RequestContext, consultationId: string): Promise<VoteResult[]> {
  authorize(ctx, consultationPolicy.seeResults);
  await getConsultation(ctx, consultationId);
  return ctx.em.find(
    VoteResult,
    { phase: { consultation: consultationId } },
    { populate: ['phase'], orderBy: { phase: { position: 'asc' } } },
  );
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
export async function exportOf(ctx: RequestContext, vote: VoteResult): Promise<VoteExport | null> {
  if (!vote.result) return null;
  const { question, ruleMethod, seats, budgetCents } = await consultationOf(ctx, vote);
  const options = await optionsOf(ctx, vote.phase.id);
  const by: CountedBy = {
    method: ruleMethod as VoteMethod,
    costs: options.map(({ costCents }) => costCents ?? null),
    seats: seats ?? null,
    budgetCents: budgetCents ?? null,
  };
  const content = exportVote(
    question,
    by,
    options.map(({ text }) => text),
    await boardOf(ctx, vote),
  );
  const { ending, recount } = exportKinds[by.method];
  const seed = by.method === 'SCOTTISH_STV' ? ` --seed ${vote.seed}` : '';
  return { content, name: `ballots.${ending}`, command: `pnpm recount ${recount} ballots.${ending}${seed}` };
}

/** Whose vote it was. */
export const consultationOf = async (ctx: RequestContext, { phase }: VoteResult): Promise<Consultation> =>
  ctx.em.findOneOrFail(Consultation, { phases: { id: phase.id } });

export interface VoteExport {
  content: string;
  name: string;
  command: string;
}
