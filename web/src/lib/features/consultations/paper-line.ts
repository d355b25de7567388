import type { RuleMethod } from '#schema';
import { isRanked } from './ballot-words.ts';

/** A ballot as it is typed at a desk: see `enterPaperBatch` of the API. */
export function paperLine(method: RuleMethod, choices: readonly (number | null)[]): string {
  const given = choices.flatMap((value, at) => (value === null ? [] : [{ option: at + 1, value }]));
  if (given.length === 0) return '-';
  if (method === 'SCORE') return given.map(({ option, value }) => `${option}:${value}`).join(' ');
  if (!isRanked(method)) return given.map(({ option }) => option).join(' ');
  const ranks = Map.groupBy(given, ({ value }) => value);
  return [...ranks.keys()]
    .sort((a, b) => a - b)
    .map((rank) => (ranks.get(rank) ?? []).map(({ option }) => option).join('='))
    .join(' ');
}
