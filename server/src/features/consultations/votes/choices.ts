import { AppError } from '../../../platform/errors.ts';
import type { VoteMethod } from '../consultations.words.ts';
import { highestScore } from '../formats/point-ballots.ts';

/** What stands on a ballot: for each option, in their order, its rank, its points, 1 where it is approved of, or null. */
export type Choices = (number | null)[];

export interface GivenChoice {
  optionId: string;
  value: number;
}

/**
 * Choices as they are kept: ranks without gaps, so that 2 and 5 count as 1 and 2. CHOICE_NONE for an empty ballot,
 * CHOICE_SAME_RANK where ranks must differ, OUT_OF_RANGE for a number that the rule does not know, INVALID_INPUT for an option
 * of another vote or named twice.
 */
export function readChoices(method: VoteMethod, options: readonly string[], given: readonly GivenChoice[]): Choices {
  const choices: Choices = options.map(() => null);
  const max = highest(method, options.length);
  const min = method === 'SCORE' ? 0 : 1;
  for (const { optionId, value } of given) {
    const at = options.indexOf(optionId);
    if (at < 0 || choices[at] !== null) throw new AppError('INVALID_INPUT', {}, 'choices');
    if (value < min || value > max) throw new AppError('OUT_OF_RANGE', { min, max }, 'choices');
    choices[at] = value;
  }
  if (choices.every((value) => value === null)) throw new AppError('CHOICE_NONE', {}, 'choices');
  return isRanked(method) ? closeRanks(method, choices) : choices;
}

/** Whether people put options in order. */
export const isRanked = (method: VoteMethod): boolean => method === 'SCHULZE' || method === 'SCOTTISH_STV';

function highest(method: VoteMethod, options: number): number {
  if (isRanked(method)) return options;
  return method === 'SCORE' ? highestScore : 1;
}

function closeRanks(method: VoteMethod, choices: Choices): Choices {
  const used = [...new Set(choices)].filter((value) => value !== null).sort((a, b) => a - b);
  if (method === 'SCOTTISH_STV' && used.length < choices.filter((value) => value !== null).length)
    throw new AppError('CHOICE_SAME_RANK', {}, 'choices');
  return choices.map((value) => (value === null ? null : used.indexOf(value) + 1));
}
