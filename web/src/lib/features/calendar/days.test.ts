import { describe, expect, it } from 'vitest';
import { byDay, monthOf, weekOf } from './days.ts';

const now = new Date('2026-11-25T23:30:00Z'); // the 26th in the town

describe('the days of a week', () => {
  it('begin on the Monday of the day that is named', () => {
    expect(weekOf('2026-11-29', now)).toMatchObject({ of: '2026-11-23', previous: '2026-11-16', next: '2026-11-30' });
    expect(weekOf('2026-11-29', now).weeks[0]).toHaveLength(7);
  });

  it.each([null, '', 'soon', '2026-02-31', '9999-12-31', '0000-00-00'])('are those of today for %s', (given) => {
    expect(weekOf(given, now).of).toBe('2026-11-23');
    expect(monthOf(given?.slice(0, 7) ?? null, now).of).toMatch(/^2026-(11|02)$/);
  });
});

describe('the days of a month', () => {
  it('are whole weeks that hold all of it', () => {
    const { weeks, previous, next } = monthOf('2026-11', now);
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([6, '2026-10-26', '2026-12-06']);
    expect([previous, next]).toEqual(['2026-10', '2026-12']);
    expect(monthOf('2027-02', now).weeks).toHaveLength(4);
    expect(monthOf('2026-12', now).next).toBe('2027-01');
  });
});

describe('what takes place', () => {
  it('stands on each of its days, and midnight belongs to the day before', () => {
    const festival = { startsAt: '2026-11-27T17:00:00Z', endsAt: '2026-11-29T23:00:00Z' };
    const found = byDay([festival], weekOf('2026-11-27', now).weeks.flat());
    expect([...found].filter(([, dates]) => dates.length > 0).map(([day]) => day)).toEqual([
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
  });
});
