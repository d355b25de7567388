import type { ConsultationQuery } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { moneyWords } from './money.ts';

/** How what people say becomes a result, in one or two plain sentences. */
export const ruleWords = (
  { method, seats, budgetCents }: ConsultationQuery['consultation']['rule'],
  { locale, t }: { locale: Locale; t: Translate },
): string => t(`consultations.rule.${method}`, { count: seats ?? 0, amount: moneyWords(budgetCents ?? 0, locale) });
