import type { BallotChoiceInput } from '#schema';
import { text } from '#lib/graphql/form.server.ts';

/** What stands in the fields of a ballot, `option-<id>`; empty ones are left out. */
export function readBallot(data: FormData): BallotChoiceInput[] {
  return [...data.keys()].flatMap((name) => {
    const optionId = /^option-([0-9a-f-]{36})$/.exec(name)?.[1];
    const typed = text(data, name);
    return optionId && /^\d{1,3}$/.test(typed) ? [{ optionId, value: Number(typed) }] : [];
  });
}

/** The fields of a ballot as they were filled. */
export const keptBallot = (data: FormData): Record<string, string> =>
  Object.fromEntries(readBallot(data).map(({ optionId, value }) => [`option-${optionId}`, String(value)]));

/** Ranks as they are counted and stand on the board: 1 and 3 are 1 and 2. */
export function withoutGaps(ranks: Record<string, string>): Record<string, string> {
  const given = [...new Set(Object.values(ranks).map(Number))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    Object.entries(ranks).map(([name, rank]) => [name, String(given.indexOf(Number(rank)) + 1)]),
  );
}
