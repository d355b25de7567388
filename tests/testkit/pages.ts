import type { Page } from 'playwright-core';
import type { MessageValues } from '../../web/src/lib/i18n/translate.ts';
import { type Locale, words } from './words.ts';

/** Presses the first button that says this in the reader's language. */
export const press = (page: Page, locale: Locale, id: string, values?: MessageValues): Promise<void> =>
  page
    .getByRole('button', { name: words(locale, id, values), exact: true })
    .first()
    .click();

/** Follows the first link that says this in the reader's language. */
export const follow = (page: Page, locale: Locale, id: string): Promise<void> =>
  page
    .getByRole('link', { name: words(locale, id), exact: true })
    .first()
    .click();
