import type { SupportKind } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';
import { languageName } from '#lib/i18n/names.ts';
import type { Translate } from '#lib/i18n/translate.ts';

/** What a support slot is about: "Interpreter into Arabic". */
export function slotWords(
  { kind, language }: { kind: SupportKind; language?: string | null },
  { locale, t }: { locale: Locale; t: Translate },
): string {
  return kind === 'INTERPRETER' && language
    ? t('events.interpreterInto', { language: languageName(locale, language) })
    : t(`events.support.${kind}`);
}
