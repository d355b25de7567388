import { isDebianTally, readDebianTally } from '../../features/consultations/formats/debian-tally.ts';
import { readRankedBallots } from '../../features/consultations/formats/ranked-ballots.ts';
import { rankBySchulze } from '../../features/consultations/methods/schulze/schulze.ts';
import { printable, readAs, type Recounted, textTable } from './recounted.ts';

/** Schulze's method over ranked ballots: our own CSV, or a Debian tally sheet. */
export async function recountSchulze(path: string): Promise<Recounted> {
  const { options, ballots } = await readAs(path, (text) =>
    isDebianTally(text) ? readDebianTally(text) : readRankedBallots(text),
  );
  const { ranking, preferred, strength } = rankBySchulze(options.length, ballots);
  const named = ranking.map((tied) => tied.map((option) => options[option]!));
  return {
    result: {
      ranking: named,
      ballots: ballots.reduce((sum, { weight }) => sum + weight, 0),
      options,
      preferred,
      strength,
    },
    table: () =>
      [
        ...named.map((tied, place) => `${place + 1}. ${printable(tied.join(' = '))}`),
        '\nVoters who prefer the option of the line to that of the column:',
        textTable([
          ['', ...options.map((_, at) => String(at + 1))],
          ...preferred.map((row, at) => [`${at + 1} ${options[at]!}`, ...row]),
        ]),
      ].join('\n'),
  };
}
