import type { Loaded } from '@mikro-orm/core';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { getConsultation } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { countedBy } from './counting.ts';
import { type BoardBallot, exportKinds, exportVote } from './exports.ts';
import { optionsOf } from './options.service.ts';
import { typedReceipt } from './receipt.ts';
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
export function quorumMetBy({ phase, ballots, blank, result }: CountedVote): boolean | null {
  const { quorum } = phase.$.consultation.$;
  if (!quorum) return null;
  const voted = ballots + blank;
  if (result || voted >= minimumCell) return voted >= quorum;
  return quorum >= minimumCell ? false : null;
}

/** A page of the ballots by their receipts; none where too few voted. */
export async function boardOf(
  ctx: RequestContext,
  { phase, result }: VoteResult,
  { first, after }: { first: number; after: string | null },
): Promise<Connection<BoardBallot>> {
  const asked = page(first, after);
  const from = asked.afterId ? receiptOf(asked.afterId) : '';
  const rows = result ? await ballotsAfter(ctx, phase.id, from, asked.limit + 1) : [];
  return connection(
    rows.map((ballot) => ({ ...ballot, id: placeOf(ballot.receipt) })),
    asked,
  );
}

/** The ballot with a receipt, however that is typed; null where there is none, or too few voted. */
export async function boardBallotOf(
  ctx: RequestContext,
  { phase, result }: VoteResult,
  typed: string,
): Promise<BoardBallot | null> {
  if (!result) return null;
  const [ballot] = await ctx.em.execute<BoardBallot[]>(
    `select receipt, choices from counted_ballot where phase_id = ? and receipt = ?`,
    [phase.id, typedReceipt(typed)],
  );
  return ballot ?? null;
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
    await ballotsAfter(ctx, vote.phase.id, '', null),
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

/** Ballots after a receipt in the order of theirs; without a limit all of them. */
const ballotsAfter = (ctx: RequestContext, phaseId: string, receipt: string, limit: number | null) =>
  ctx.em.execute<BoardBallot[]>(
    `select receipt, choices from counted_ballot where phase_id = ? and receipt collate "C" > ?
      order by receipt collate "C" limit ?`,
    [phaseId, receipt, limit],
  );

/** A receipt as the id that a cursor is made of, 16 bytes, and back. */
const placeOf = (receipt: string): string => Buffer.from(receipt.padEnd(16), 'latin1').toString('hex');
const receiptOf = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1').replaceAll('\0', '').trimEnd();
