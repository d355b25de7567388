import type { BoardBallotQuery, RuleMethod } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';
import { isolated, type Translate } from '#lib/i18n/translate.ts';
import { moneyWords } from './money.ts';

/** What somebody looked for on the board, and the ballot with that code. */
export interface SoughtBallot {
  typed: string;
  ballot: BoardBallotQuery['voteResults'][number]['boardBallot'];
}

/** Whether people put options in order. */
export const isRanked = (method: RuleMethod): boolean => method === 'SCHULZE' || method === 'SCOTTISH_STV';

/** What is read aloud of an option: its words, and what it costs where it costs something. */
export const saidOf = (
  { text, costCents }: { text: { words: string; language: string }; costCents: number | null },
  locale: Locale,
) => (costCents ? [text, { words: moneyWords(costCents, locale), language: locale }] : [text]);

/** What a ballot says to one option. */
export function chosenWords(method: RuleMethod, value: string | number | null | undefined, t: Translate): string {
  if (value === null || value === undefined) return t('consultations.voteNone');
  if (isRanked(method)) return t('consultations.votePlace', { number: Number(value) });
  return method === 'SCORE' ? t('consultations.votePoints', { count: Number(value) }) : t('consultations.voteChosen');
}

/** Names in a sentence, each in a direction of its own; one alone is set apart by the sentence. */
export const listed = (names: readonly string[], list: Intl.ListFormat): string =>
  list.format(names.length > 1 ? names.map(isolated) : names);
