import type { Translate } from '#lib/i18n/translate.ts';

/** The name to show for a person: their own, or words for somebody who has gone, or whom a visitor is not told. */
export function personName(person: { displayName: string; gone?: boolean } | null | undefined, t: Translate): string {
  if (!person) return t('ui.somebody');
  return person.gone ? t('ui.gone') : person.displayName;
}
