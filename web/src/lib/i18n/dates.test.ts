import { expect, test } from 'vitest';
import { clockTime, formatDate } from './dates.ts';
import { locales } from './locales.ts';

test('half past nine is written one way, in whatever language and place', () => {
  const moment = '2026-11-25T08:30:00Z';
  for (const locale of locales) {
    expect(clockTime(locale, moment), locale).toBe('09:30');
    expect(formatDate(locale, moment, { dateStyle: 'medium', timeStyle: 'short' }), locale).toContain('09:30');
  }
});
