import { type BltFile, readBlt } from '../../features/consultations/formats/blt.ts';
import { countScottishStv } from '../../features/consultations/methods/stv/scottish-stv.ts';
import { type StvResult, type StvRound, votesScale } from '../../features/consultations/methods/stv/stv-election.ts';
import { printable, readAs, type Recounted, textTable } from './recounted.ts';

/** Scottish STV over a BLT file. Votes are numbers with at most five decimals. */
export async function recountStv(path: string, seed: string): Promise<Recounted> {
  const file = await readAs(path, readBlt);
  const result = countScottishStv({ ...file, candidates: file.candidates.length, seed });
  return { result: named(file, result), table: () => tableOf(file, result) };
}

function named(
  { title, seats, candidates, withdrawn }: BltFile,
  { winners, quota, validBallots, rounds, seed }: StvResult,
) {
  const name = (candidate: number) => candidates[candidate]!;
  return {
    title,
    seats,
    winners: winners.map(name),
    quota,
    validBallots,
    withdrawn: withdrawn.map(name),
    rounds: rounds.map(({ action, elected, votes, nonTransferable, lost, ties }, at) => ({
      round: at + 1,
      action: action.kind,
      ...('candidate' in action ? { candidate: name(action.candidate) } : {}),
      ...('surplus' in action
        ? { surplus: action.surplus / votesScale, transferValue: action.transferValue / votesScale }
        : {}),
      elected: elected.map(name),
      votes: votes
        .map((value, candidate) => ({ candidate: name(candidate), votes: value / votesScale }))
        .filter((_, candidate) => !withdrawn.includes(candidate)),
      nonTransferable: nonTransferable / votesScale,
      lost: lost / votesScale,
      ties: ties.map((tie) => ({
        by: tie.by,
        candidates: tie.candidates.map(name),
        chosen: name(tie.chosen),
        ...(tie.round === null ? {} : { round: tie.round + 1 }),
      })),
    })),
    seed,
  };
}

function tableOf(
  { title, candidates, withdrawn }: BltFile,
  { winners, quota, validBallots, rounds, seed }: StvResult,
): string {
  const name = (candidate: number) => candidates[candidate]!;
  const vote = (value: number) => (value / votesScale).toFixed(5);
  const standing = candidates.map((_, candidate) => candidate).filter((candidate) => !withdrawn.includes(candidate));
  const lots = rounds.flatMap((round, at) => round.ties.map((tie) => ({ ...tie, at: at + 1 })));
  return [
    printable(title),
    `${validBallots} ballots, quota ${quota}`,
    ...rounds.map((round, at) =>
      [
        `\n${at + 1}. ${printable(words(round, name))}`,
        textTable([
          ...standing.map((candidate) => [name(candidate), vote(round.votes[candidate]!)]),
          ['not transferable', vote(round.nonTransferable)],
          ['lost by truncation', vote(round.lost)],
        ]),
      ].join('\n'),
    ),
    '',
    ...lots.map(
      ({ at, by, candidates: tied, chosen }) =>
        `Tie in ${at} between ${printable(tied.map(name).join(', '))}: ${printable(name(chosen))}, by ${by === 'LOT' ? `lot with the seed "${printable(seed)}"` : 'an earlier round'}`,
    ),
    `Elected: ${printable(winners.map(name).join(', '))}`,
  ].join('\n');
}

function words({ action, elected }: StvRound, name: (candidate: number) => string): string {
  const then = elected.length > 0 ? `; elected: ${elected.map(name).join(', ')}` : '';
  switch (action.kind) {
    case 'FIRST_PREFERENCES':
      return `First preferences${then}`;
    case 'SURPLUS':
      return `Surplus of ${name(action.candidate)} at ${(action.transferValue / votesScale).toFixed(5)}${then}`;
    case 'EXCLUSION':
      return `Exclusion of ${name(action.candidate)}${then}`;
    case 'LAST_SEATS':
      return `As many left as seats${then}`;
  }
}
