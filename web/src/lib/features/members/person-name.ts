import type { Translate } from '#lib/i18n/translate.ts';

/** The name to show for a person: their own, or words for somebody who has deleted the account. */
export function personName(person: { displayName: string; gone?: boolean } | null | undefined, t: Translate): string {
  return !person || person.gone ? t('ui.gone') : person.displayName;
}
