import { intlTag } from '#lib/i18n/locales.ts';
import type { PageLanguage } from '#lib/i18n/translate.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** How large a file is, in the reader's numbers. */
export function sizeWords(bytes: number, { locale, t }: PageLanguage): string {
  const written = (size: number, maximumFractionDigits: number) =>
    new Intl.NumberFormat(intlTag(locale), { maximumFractionDigits }).format(size);
  return bytes < megabyte
    ? t('attachments.kilobytes', { size: written(Math.ceil(bytes / kilobyte), 0) })
    : t('attachments.megabytes', { size: written(bytes / megabyte, 1) });
}
