import { highestScore, readPointBallots } from '../../features/consultations/formats/point-ballots.ts';
import { countScores } from '../../features/consultations/methods/scores/counts.ts';
import { printable, readAs, type Recounted, textTable } from './recounted.ts';

/** Approval over our own CSV. */
export const recountApproval = (path: string): Promise<Recounted> => recountPoints(path, 1);

/** Points over our own CSV. */
export const recountScore = (path: string): Promise<Recounted> => recountPoints(path, highestScore);

async function recountPoints(path: string, highest: number): Promise<Recounted> {
  const { options, ballots } = await readAs(path, (text) => readPointBallots(text, highest));
  const { points, ranking } = countScores(options.length, highest, ballots);
  const named = ranking.map((tied) => tied.map((option) => options[option]!));
  return {
    result: {
      ranking: named,
      ballots: ballots.length,
      options: options.map((name, at) => ({ name, points: points[at]! })),
    },
    table: () =>
      textTable(
        ranking.map((tied, place) => [
          `${place + 1}.`,
          printable(tied.map((option) => options[option]!).join(' = ')),
          points[tied[0]!]!,
        ]),
      ),
  };
}
