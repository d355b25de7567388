import type { VoteMethod } from '../consultations.words.ts';
import { writeBlt } from '../formats/blt.ts';
import { writePabulib } from '../formats/pabulib.ts';
import { writePointBallots } from '../formats/point-ballots.ts';
import { writeRankedBallots } from '../formats/ranked-ballots.ts';
import type { Choices } from './choices.ts';
import { approved, centsInUnit, type CountedBy, ranking } from './counting.ts';

/** A ballot as it stands on the board. */
export interface BoardBallot {
  receipt: string;
  choices: Choices;
}

/** How an export is named, and how `pnpm recount` counts it. */
export const exportKinds: Record<VoteMethod, { ending: string; recount: string }> = {
  APPROVAL: { ending: 'csv', recount: 'approval' },
  SCORE: { ending: 'csv', recount: 'score' },
  SCHULZE: { ending: 'csv', recount: 'schulze' },
  SCOTTISH_STV: { ending: 'blt', recount: 'stv' },
  EQUAL_SHARES: { ending: 'pb', recount: 'equal-shares' },
};

/** All ballots of a vote in the public format of its method; projects of a budget are called by their place, from 1. */
export function exportVote(
  title: string,
  by: CountedBy,
  options: readonly string[],
  ballots: readonly BoardBallot[],
): string {
  switch (by.method) {
    case 'APPROVAL':
    case 'SCORE':
      return writePointBallots(
        options,
        ballots.map(({ receipt, choices }) => ({ receipt, points: choices })),
      );
    case 'SCHULZE':
      return writeRankedBallots({
        options: [...options],
        ballots: ballots.map(({ choices }) => ({ weight: 1, ranks: choices })),
      });
    case 'SCOTTISH_STV':
      return writeBlt({
        title,
        seats: by.seats ?? 1,
        candidates: [...options],
        withdrawn: [],
        ballots: ballots.map(({ choices }) => ({ weight: 1, ranking: ranking(choices) })),
      });
    case 'EQUAL_SHARES':
      return writePabulib({
        meta: { description: title, rule: 'equalshares/add1' },
        budget: by.budgetCents ?? 0,
        unit: centsInUnit,
        projects: options.map((name, place) => ({ id: String(place + 1), name, cost: by.costs[place] ?? 0 })),
        voters: ballots.map(({ receipt, choices }) => ({ id: receipt, vote: approved(choices) })),
      });
  }
}
