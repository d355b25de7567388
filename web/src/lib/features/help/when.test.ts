import { describe, expect, it } from 'vitest';
import type { MessageValues } from '#lib/i18n/translate.ts';
import { datedWhenWords, isSoon, whenWords } from './when.ts';

const now = new Date('2026-11-23T22:30:00Z'); // 23:30 in Rome, a Monday
const language = {
  locale: 'it',
  t: (id: string, values?: MessageValues) => [id, values?.day].filter(Boolean).join(' '),
} as const;
const time = (startsAt: string, more = {}) =>
  ({ startsAt, endsAt: startsAt, partOfDay: 'ANY', when: 'ON_DATE', ...more }) as const;

describe('when help is needed', () => {
  it.each([
    ['help.when.today', time('2026-11-23T07:00:00Z')],
    ['help.when.tomorrow', time('2026-11-23T23:30:00Z')],
    ['venerdì', time('2026-11-27T09:00:00Z')],
    ['lun 30 novembre', time('2026-11-30T09:00:00Z')],
    ['help.when.part venerdì', time('2026-11-27T09:00:00Z', { partOfDay: 'MORNING' })],
    ['help.when.by domenica', time('2026-11-23T09:00:00Z', { when: 'THIS_WEEK', endsAt: '2026-11-29T23:00:00Z' })],
  ])('is said as %s', (words, request) => {
    expect(whenWords(request, language, now)).toBe(words);
  });

  it('has its date where it is also read on another day', () => {
    expect(datedWhenWords(time('2026-11-23T23:30:00Z'), language)).toBe('mar 24 novembre');
    const week = time('2026-11-23T09:00:00Z', { when: 'THIS_WEEK', endsAt: '2026-11-29T23:00:00Z' });
    expect(datedWhenWords(week, language)).toBe('help.when.by dom 29 novembre');
  });

  it('is urgent today and tomorrow', () => {
    expect(isSoon(time('2026-11-24T09:00:00Z'), now)).toBe(true);
    expect(isSoon(time('2026-11-25T09:00:00Z'), now)).toBe(false);
  });
});
