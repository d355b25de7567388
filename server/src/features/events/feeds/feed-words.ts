import type { Locale } from '../../../platform/locales.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import easy from './messages/it-x-facile.json' with { type: 'json' };
import it from './messages/it.json' with { type: 'json' };
import ru from './messages/ru.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };

/** The few words of calendars and feeds themselves, in each language. */
export const feedWords: Record<Locale, typeof it> = { it, 'it-x-facile': easy, en, fr, uk, ru, ar };

/** The name of a calendar, as programs show it in their list. */
export const calendarName = (...parts: string[]): string => ['Vicinia', ...parts].join(' · ');
