import type { VoteMethod } from '../consultations.words.ts';
import { type Choices, isRanked } from '../votes/choices.ts';

/** What a line says to an option: its place on the paper, from 0, and its rank, its points or 1. */
export interface PaperChoice {
  at: number;
  value: number;
}

/**
 * A ballot on paper, as it is typed at a desk with the numbers of the options: ranked, the best first, "3 1 2", with ties "3=1 2";
 * points, "1:5 3:0"; otherwise the options that are marked, "1 3". "-" is an empty ballot. Null: it cannot be read. Which
 * options there are, and whether ranks may be equal, is for whoever checks choices.
 */
export function readBallotLine(method: VoteMethod, line: string): PaperChoice[] | null {
  const parts = line.split(/[\s,;]+/).filter(Boolean);
  if (isEmptyPaper(line)) return [];
  if (parts.length === 0) return null;
  const choices = parts.map((part, index) => readPart(method, part, index + 1));
  return choices.some((choice) => choice === null) ? null : choices.flatMap((choice) => choice ?? []);
}

/** A ballot as `readBallotLine` reads it. */
export function ballotLine(method: VoteMethod, choices: Choices): string {
  const given = choices.flatMap((value, at) => (value === null ? [] : [{ option: at + 1, value }]));
  if (given.length === 0) return emptyPaper;
  if (method === 'SCORE') return given.map(({ option, value }) => `${option}:${value}`).join(' ');
  if (!isRanked(method)) return given.map(({ option }) => option).join(' ');
  const ranks = Map.groupBy(given, ({ value }) => value);
  return [...ranks.keys()]
    .sort((a, b) => a - b)
    .map((rank) => (ranks.get(rank) ?? []).map(({ option }) => option).join('='))
    .join(' ');
}

/** A paper on which nothing stands, as it is typed. */
export const emptyPaper = '-';
export const isEmptyPaper = (line: string): boolean => /^\s*[-–—]\s*$/.test(line);

function readPart(method: VoteMethod, part: string, rank: number): PaperChoice[] | null {
  if (method === 'SCORE') {
    const [, option, points] = /^(\d{1,3}):(\d{1,2})$/.exec(part) ?? [];
    return option && points ? [{ at: Number(option) - 1, value: Number(points) }] : null;
  }
  const tied = isRanked(method) ? part.split('=') : [part];
  if (!tied.every((option) => /^\d{1,3}$/.test(option))) return null;
  return tied.map((option) => ({ at: Number(option) - 1, value: isRanked(method) ? rank : 1 }));
}
