import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { settings } from '../checks/index.ts';
import { helpCategories } from './help.words.ts';
import { type Distance, type Giver, type Need, suggest } from './suggestion-score.ts';
import { closeness, relatedTags } from './tongues.ts';

// A Monday noon in Rome.
const now = new Date('2026-11-23T11:00:00Z');
const need = (more: Partial<Need> = {}): Need => ({
  category: 'PAPERS',
  zoneId: 'casacelle',
  startsAt: new Date('2026-11-24T07:00:00Z'),
  endsAt: new Date('2026-11-24T12:00:00Z'),
  setting: 'IN_PUBLIC',
  speaks: ['ar'],
  needs: [],
  ...more,
});
const giver = (more: Partial<Giver> = {}): Giver => ({
  categories: ['PAPERS'],
  reach: 'TOWN',
  tongues: [{ tag: 'ar', level: 'MOTHER_TONGUE' }],
  free: [{ days: ['TU'], from: 8 * 60, until: 13 * 60 }],
  onlyThen: true,
  checks: [],
  ...more,
});
const here: Distance = { km: 0, sameZone: true, sameNeighbourhood: true };

test('speaks Arabic, lives in the zone, offers this, is free on Tuesday: nothing is missing', () => {
  expect(suggest(need(), giver(), here, now)).toEqual({
    score: 100,
    reasons: [
      { kind: 'CATEGORY' },
      { kind: 'LANGUAGE', tag: 'ar' },
      { kind: 'SAME_ZONE' },
      { kind: 'FREE', weekday: 'TU' },
    ],
  });
});

test('each part counts as the formula says', () => {
  const score = (a: Partial<Need>, b: Partial<Giver>, d: Distance = here) => suggest(need(a), giver(b), d, now)?.score;
  expect(score({}, { tongues: [{ tag: 'ar', level: 'WELL' }] })).toBe(40 + 24 + 20 + 10);
  expect(score({}, { tongues: [{ tag: 'ar', level: 'A_LITTLE' }] })).toBe(40 + 9 + 20 + 10);
  expect(score({}, { tongues: [{ tag: 'ary', level: 'MOTHER_TONGUE' }] })).toBe(40 + 27 + 20 + 10);
  expect(score({}, { tongues: [{ tag: 'it', level: 'MOTHER_TONGUE' }] })).toBe(40 + 20 + 10);
  expect(score({}, {}, { km: 4, sameZone: false, sameNeighbourhood: false })).toBe(40 + 30 + 10 + 10);
  expect(score({}, {}, { km: 12, sameZone: false, sameNeighbourhood: false })).toBe(40 + 30 + 10);
  expect(score({}, {}, { km: null, sameZone: false, sameNeighbourhood: true })).toBe(93);
  expect(score({}, { categories: null, free: [], onlyThen: false })).toBe(30 + 20);
});

test('who does not fit is not suggested', () => {
  const fits = (a: Partial<Need>, b: Partial<Giver>, d: Distance = here) => suggest(need(a), giver(b), d, now) !== null;
  const near = { km: 1, sameZone: false, sameNeighbourhood: true };
  const far = { km: 1, sameZone: false, sameNeighbourhood: false };
  expect(fits({}, { categories: ['MOVING'] })).toBe(false);
  expect(fits({ needs: ['uk'] }, {})).toBe(false);
  expect(fits({ needs: ['uk', 'ary'] }, {})).toBe(true);
  expect(fits({ setting: 'AT_DOOR' }, {})).toBe(false);
  expect(fits({ setting: 'AT_DOOR' }, { checks: [{ kind: 'IDENTITY_SEEN' }] })).toBe(true);
  expect(fits({}, { reach: 'ZONE' }, near)).toBe(false);
  expect(fits({}, { reach: 'NEIGHBOURHOOD' }, near)).toBe(true);
  expect(fits({}, { reach: 'NEIGHBOURHOOD' }, far)).toBe(false);
  expect(fits({}, { free: [{ days: ['WE'], from: 480, until: 780 }] })).toBe(false);
  expect(fits({}, { free: [{ days: ['WE'], from: 480, until: 780 }], onlyThen: false })).toBe(true);
});

test('where nothing speaks for it, nothing is suggested', () => {
  const nobody = giver({ categories: null, tongues: [{ tag: 'it', level: 'WELL' }], free: [], onlyThen: false });
  const away = (km: number | null): Distance => ({ km, sameZone: false, sameNeighbourhood: false });
  expect(suggest(need(), nobody, away(12), now)).toBeNull();
  expect(suggest(need(), nobody, away(null), now)).toBeNull();
  expect(suggest(need(), nobody, away(4), now)?.reasons).toEqual([{ kind: 'NEAR', km: 4 }]);
});

test('an hour in common is looked for day by day, on the clocks of the town', () => {
  const days = (a: Partial<Need>, free: Giver['free']) =>
    suggest(need(a), giver({ free }), here, now)?.reasons.find((reason) => reason.kind === 'FREE');
  const week = { startsAt: now, endsAt: new Date('2026-11-29T23:00:00Z') };
  expect(days(week, [{ days: ['MO'], from: 8 * 60, until: 12 * 60 + 30 }]), 'only half an hour of today is left').toBe(
    undefined,
  );
  expect(days(week, [{ days: ['MO'], from: 8 * 60, until: 13 * 60 }])).toEqual({ kind: 'FREE', weekday: 'MO' });
  expect(days(week, [{ days: ['SU', 'TH'], from: 0, until: 1440 }])).toEqual({ kind: 'FREE', weekday: 'TH' });
  expect(days({}, [{ days: Temporal.PlainDate.from('2026-11-24'), from: 540, until: 660 }])).toEqual({
    kind: 'FREE',
    weekday: 'TU',
  });
  expect(days({}, [{ days: Temporal.PlainDate.from('2026-11-25'), from: 540, until: 660 }])).toBe(undefined);
});

test('the night when the clocks go back has its hours', () => {
  const night = { startsAt: new Date('2026-10-25T00:00:00Z'), endsAt: new Date('2026-10-25T02:00:00Z') };
  const early = new Date('2026-10-20T00:00:00Z');
  const found = suggest(need(night), giver({ free: [{ days: ['SU'], from: 60, until: 240 }] }), here, early);
  expect(found?.reasons).toContainEqual({ kind: 'FREE', weekday: 'SU' });
});

test('being nearer, speaking better or holding one more check never lowers a score', () => {
  const level = fc.constantFrom('A_LITTLE', 'WELL', 'MOTHER_TONGUE' as const);
  fc.assert(
    fc.property(
      fc.constantFrom(...helpCategories),
      fc.constantFrom(...settings),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      level,
      level,
      (category, setting, one, other, a, b) => {
        const far = (km: number): Distance => ({ km, sameZone: false, sameNeighbourhood: false });
        const score = (km: number, spoken: typeof a) =>
          suggest(
            need({ category, setting }),
            giver({ categories: null, tongues: [{ tag: 'ar', level: spoken }] }),
            far(km),
            now,
          )?.score ?? -1;
        const order = ['A_LITTLE', 'WELL', 'MOTHER_TONGUE'];
        expect(score(Math.min(one, other), a)).toBeGreaterThanOrEqual(score(Math.max(one, other), a));
        const [less, more] = order.indexOf(a) < order.indexOf(b) ? [a, b] : [b, a];
        expect(score(one, more)).toBeGreaterThanOrEqual(score(one, less));
        expect(score(one, a)).toBeLessThanOrEqual(100);
      },
    ),
  );
});

test('who speaks Moroccan Arabic is understood by who asks for Arabic, and is found with it', () => {
  expect(closeness('ar', { tag: 'ary', level: 'MOTHER_TONGUE' })).toBe(0.9);
  expect(closeness('arz', { tag: 'ary', level: 'WELL' })).toBeCloseTo(0.72);
  expect(closeness('uk', { tag: 'ru', level: 'MOTHER_TONGUE' })).toBe(0);
  expect(relatedTags(['ary'])).toEqual(expect.arrayContaining(['ary', 'ar', 'arz']));
  expect(relatedTags(['en-NG'])).toEqual(['en-NG', 'en']);
});
