import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { CalendarRecurrence, Series } from './calendar.ts';
import { checkedRule, datesBefore, firstDates, occurrences } from './recurrence.ts';
import { RecurrenceError } from './rule.ts';
import { changeDate, dropDate, retimeSeries, splitSeries } from './series-edits.ts';
import { timeText } from './times.ts';

const series = (rule: string | null, more: Partial<Series> = {}, dates: Partial<CalendarRecurrence> = {}): Series => ({
  start: '2026-10-13T18:00:00+02:00',
  end: '2026-10-13T20:00:00+02:00',
  allDay: false,
  timeZone: 'Europe/Rome',
  ...more,
  recurrence: { rule, exceptions: [], additions: [], overrides: [], ...dates },
});
const always = [new Date('2000-01-01'), new Date('2060-01-01')] as const;
const starts = (one: Series, [from, until] = always) => occurrences(one, from, until).map(({ start }) => start);
const change = (of: string, start: string, end: string) => ({
  ...{ of, start, end, title: 'Spostato', description: '', location: '', cancelled: false, sequence: 1 },
});
const code = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof RecurrenceError ? error.code : error;
  }
};

describe('a rule that somebody makes', () => {
  const check = (rule: string, more: Partial<Series> = {}) => checkedRule(rule, series(null, more));

  test('needs an end, has 400 dates at most, at least one, and words that are understood', () => {
    expect(check('FREQ=WEEKLY;COUNT=10')).toBe('FREQ=WEEKLY;COUNT=10');
    expect(check('FREQ=DAILY;COUNT=400')).toBe('FREQ=DAILY;COUNT=400');
    expect(code(() => check('FREQ=DAILY;COUNT=401'))).toBe('recurrence_too_many');
    expect(code(() => check('FREQ=DAILY;COUNT=1000000'))).toBe('recurrence_too_many');
    expect(code(() => check('FREQ=DAILY;UNTIL=20281013'))).toBe('recurrence_too_many');
    expect(code(() => check('FREQ=SECONDLY;UNTIL=20261014'))).toBe('recurrence_too_many');
    expect(code(() => check('FREQ=WEEKLY'))).toBe('recurrence_without_end');
    expect(code(() => check('FREQ=DAILY;UNTIL=20261001'))).toBe('no_dates_left');
    for (const text of [
      '',
      'every Tuesday',
      'FREQ=SOMETIMES;COUNT=2',
      'FREQ=DAILY;COUNT=0',
      'FREQ=DAILY;COUNT=2;X-A=1',
    ]) {
      expect(code(() => check(text))).toBe('recurrence_not_understood');
    }
  });

  test('that can never meet a date ends too', () => {
    expect(code(() => check('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3'))).toMatch(/no_dates_left|not_understood/);
  });

  test('gets its end as the standard wants it: the last day counts whole, in the zone of the event', () => {
    expect(check('FREQ=WEEKLY;UNTIL=20261110')).toBe('FREQ=WEEKLY;UNTIL=20261110T225959Z');
    expect(check('FREQ=WEEKLY;UNTIL=20261110T180000')).toBe('FREQ=WEEKLY;UNTIL=20261110T170000Z');
    const days = { start: '2026-10-13', end: '2026-10-14', allDay: true, timeZone: null };
    expect(check('FREQ=WEEKLY;UNTIL=20261109T230000Z', days)).toBe('FREQ=WEEKLY;UNTIL=20261110');
  });
});

describe('the dates of a series', () => {
  test('18:00 stays 18:00 when the clocks change, in Rome and elsewhere, and so does the end', () => {
    const rome = occurrences(series('FREQ=WEEKLY;COUNT=3'), ...always);
    expect(rome.map(({ start, end }) => `${start} ${end}`)).toEqual([
      '2026-10-13T18:00:00+02:00 2026-10-13T20:00:00+02:00',
      '2026-10-20T18:00:00+02:00 2026-10-20T20:00:00+02:00',
      '2026-10-27T18:00:00+01:00 2026-10-27T20:00:00+01:00',
    ]);
    const newYork = {
      start: '2026-10-27T18:00:00-04:00',
      end: '2026-10-27T19:00:00-04:00',
      timeZone: 'America/New_York',
    };
    expect(starts(series('FREQ=WEEKLY;COUNT=2', newYork))).toEqual([
      '2026-10-27T18:00:00-04:00',
      '2026-11-03T18:00:00-05:00',
    ]);
    const night = { start: '2026-10-23T22:00:00+02:00', end: '2026-10-24T06:00:00+02:00' };
    expect(occurrences(series('FREQ=DAILY;COUNT=2', night), ...always)[1]).toMatchObject({
      start: '2026-10-24T22:00:00+02:00',
      end: '2026-10-25T06:00:00+01:00',
    });
  });

  test.each([
    ['Europe/Rome', '2027-03-26T02:30:00+01:00', '2027-03-28T03:30:00+02:00', '02:30:00+02:00'],
    ['America/New_York', '2027-03-12T02:30:00-05:00', '2027-03-14T03:30:00-04:00', '02:30:00-04:00'],
    ['Australia/Lord_Howe', '2026-10-02T02:15:00+10:30', '2026-10-04T02:45:00+11:00', '02:15:00+11:00'],
  ])('in %s the night the clocks go forward has its date, and it counts', (timeZone, start, night, later) => {
    const from = Temporal.Instant.from(start).toZonedDateTimeISO(timeZone);
    const last = from.add({ days: 4 });
    const hour = { start, end: timeText(from.add({ hours: 1 })), timeZone };
    const until = last.toInstant().toString().replaceAll(/[-:]/g, '');
    for (const end of ['COUNT=5', `UNTIL=${until}`]) {
      const daily = series(`FREQ=DAILY;${end}`, hour);
      const days = [0, 1, 2, 3, 4].map((days) => from.toPlainDate().add({ days }).toString());
      expect(starts(daily)).toEqual([
        start,
        `${days[1]}${start.slice(10)}`,
        night,
        `${days[3]}T${later}`,
        `${days[4]}T${later}`,
      ]);
      expect(firstDates(`FREQ=DAILY;${end}`, daily, 9)).toEqual(starts(daily));
      const [one] = occurrences(daily, new Date(night), new Date(Date.parse(night) + 1));
      expect(Date.parse(one?.end ?? '') - Date.parse(night)).toBe(3_600_000);
      // Its name is the instant, in whatever way a file writes it.
      expect(starts(dropDate(daily, new Date(night).toISOString()))).toEqual(starts(daily).toSpliced(2, 1));
      expect(splitSeries(daily, night).before?.recurrence.rule).toMatch(/COUNT=2|UNTIL=/);
      expect(starts(splitSeries(daily, starts(daily)[3] ?? '').after)).toEqual(starts(daily).slice(3));
    }
  });

  test('an hour that comes twice in autumn is the first, unless the series begins with the second', () => {
    const from = (start: string) => series('FREQ=DAILY;COUNT=2', { start, end: start });
    expect(starts(from('2026-10-24T02:30:00+02:00'))[1]).toBe('2026-10-25T02:30:00+02:00');
    expect(starts(from('2026-10-25T02:30:00+01:00'))).toEqual([
      '2026-10-25T02:30:00+01:00',
      '2026-10-26T02:30:00+01:00',
    ]);
  });

  test('two times of a night that are read as one are one date; hours that pass are counted as they pass', () => {
    const night = { start: '2027-03-28T01:30:00+01:00', end: '2027-03-28T01:40:00+01:00' };
    expect(starts(series('FREQ=DAILY;BYHOUR=1,2,3;COUNT=3', night))).toEqual([
      '2027-03-28T01:30:00+01:00',
      '2027-03-28T03:30:00+02:00',
    ]);
    expect(datesBefore('FREQ=DAILY;BYHOUR=1,2,3;COUNT=4', series(null, night), '2027-03-29T01:30:00+02:00')).toBe(2);
    expect(starts(series('FREQ=HOURLY;COUNT=3', night))).toEqual([
      '2027-03-28T01:30:00+01:00',
      '2027-03-28T03:30:00+02:00',
      '2027-03-28T04:30:00+02:00',
    ]);
  });

  test('all-day dates are days, whatever the clocks do', () => {
    const days = { start: '2026-10-24', end: '2026-10-26', allDay: true, timeZone: null };
    expect(occurrences(series('FREQ=DAILY;COUNT=3', days), ...always).map(({ start, end }) => [start, end])).toEqual([
      ['2026-10-24', '2026-10-26'],
      ['2026-10-25', '2026-10-27'],
      ['2026-10-26', '2026-10-28'],
    ]);
  });

  test('left out, added, moved and called off', () => {
    const one = series(
      'FREQ=WEEKLY;COUNT=5',
      {},
      {
        exceptions: ['2026-10-20T16:00:00Z'],
        additions: ['2026-10-30T18:00:00+01:00'],
        overrides: [
          change('2026-10-27T18:00:00+01:00', '2026-10-12T10:00:00+02:00', '2026-10-12T11:00:00+02:00'),
          {
            ...change('2026-11-03T18:00:00+01:00', '2026-11-03T18:00:00+01:00', '2026-11-03T20:00:00+01:00'),
            cancelled: true,
          },
        ],
      },
    );
    expect(starts(one)).toEqual([
      '2026-10-12T10:00:00+02:00',
      '2026-10-13T18:00:00+02:00',
      '2026-10-30T18:00:00+01:00',
      '2026-11-10T18:00:00+01:00',
    ]);
  });

  test('only those that touch the time asked for, the first ones where they are many', () => {
    const endless = series('FREQ=DAILY');
    const between = (from: string, until: string) => starts(endless, [new Date(from), new Date(until)]);
    expect(between('2026-12-01T18:30:00+01:00', '2026-12-02T18:00:00+01:00')).toEqual(['2026-12-01T18:00:00+01:00']);
    expect(between('2026-12-01T19:00:00Z', '2026-12-02T17:00:01Z')).toEqual(['2026-12-02T18:00:00+01:00']);
    expect(occurrences(endless, ...always, 3).map(({ start }) => start.slice(0, 10))).toEqual([
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
    ]);
    expect(occurrences(endless, new Date('2059-12-30'), always[1])).toHaveLength(2);
  });
});

describe('changes of a series', () => {
  const weekly = series('FREQ=WEEKLY;COUNT=5');
  const third = '2026-10-27T18:00:00+01:00';

  test('this one: dropped, or moved', () => {
    expect(starts(dropDate(weekly, third))).toEqual(starts(weekly).filter((date) => date !== third));
    const moved = changeDate(weekly, change(third, '2026-10-28T09:00:00+01:00', '2026-10-28T10:00:00+01:00'));
    expect(starts(moved)).toEqual(starts(weekly).with(2, '2026-10-28T09:00:00+01:00'));
    expect(starts(dropDate(moved, third))).toEqual(starts(dropDate(weekly, third)));
  });

  test('a day that is no date of the series cannot be changed', () => {
    const other = '2026-10-28T18:00:00+01:00';
    expect(code(() => dropDate(weekly, other))).toBe('not_a_date');
    expect(code(() => changeDate(weekly, change(other, other, other)))).toBe('not_a_date');
    expect(code(() => splitSeries(weekly, other))).toBe('not_a_date');
    expect(code(() => dropDate(dropDate(weekly, third), third))).toBe('not_a_date');
  });

  test('this and following: two series', () => {
    const { before, after } = splitSeries(weekly, third);
    expect(before?.recurrence.rule).toBe('FREQ=WEEKLY;COUNT=2');
    expect(after).toMatchObject({
      start: third,
      end: '2026-10-27T20:00:00+01:00',
      recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' },
    });
    const endless = splitSeries(series('FREQ=WEEKLY'), third);
    expect(endless.before?.recurrence.rule).toBe('FREQ=WEEKLY;UNTIL=20261027T165959Z');
    expect(splitSeries(weekly, weekly.start)).toEqual({ before: null, after: weekly });
  });

  test('all: another hour, also across the change of clocks and up to the last date', () => {
    const until = series('FREQ=WEEKLY;UNTIL=20261110T170000Z', {}, { exceptions: [third] });
    const later = retimeSeries(until, '19:30', 60);
    expect(occurrences(later, ...always).map(({ start, end }) => [start, end.slice(11)])).toEqual([
      ['2026-10-13T19:30:00+02:00', '20:30:00+02:00'],
      ['2026-10-20T19:30:00+02:00', '20:30:00+02:00'],
      ['2026-11-03T19:30:00+01:00', '20:30:00+01:00'],
      ['2026-11-10T19:30:00+01:00', '20:30:00+01:00'],
    ]);
    expect(code(() => retimeSeries(series('FREQ=DAILY;BYHOUR=9,18'), '19:30', 60))).toBe('recurrence_not_understood');
  });
});

describe('whatever the rule', () => {
  const some = { numRuns: 40 };
  const zones = ['Europe/Rome', 'America/New_York', 'Africa/Casablanca', 'Australia/Lord_Howe', 'UTC', null];
  const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const rules = fc.record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 3 }),
    days: fc.subarray(weekdays),
    count: fc.integer({ min: 2, max: 30 }),
    byCount: fc.boolean(),
  });
  const anySeries = fc
    .record({
      rule: rules,
      timeZone: fc.constantFrom(...zones),
      allDay: fc.boolean(),
      day: fc.integer({ min: 0, max: 800 }),
      hour: fc.integer({ min: 4, max: 22 }),
    })
    .map(({ rule, timeZone, allDay, day, hour }) => {
      const date = Temporal.PlainDate.from('2025-01-01').add({ days: day });
      const zone = timeZone ?? 'Europe/Rome';
      const start = date.toZonedDateTime({ timeZone: zone, plainTime: { hour } });
      const byDay = rule.freq === 'WEEKLY' && rule.days.length > 0 ? `;BYDAY=${rule.days.join(',')}` : '';
      const until = date
        .add({ days: 20 * rule.count })
        .toString()
        .replaceAll('-', '');
      const end = rule.byCount ? `COUNT=${rule.count}` : `UNTIL=${allDay ? until : `${until}T120000Z`}`;
      const text = `FREQ=${rule.freq};INTERVAL=${rule.interval}${byDay};${end}`;
      return allDay
        ? series(text, { start: date.toString(), end: date.add({ days: 1 }).toString(), allDay, timeZone: null })
        : series(text, { start: timeText(start), end: timeText(start.add({ hours: 1 })), timeZone });
    })
    .filter((one) => starts(one).length > 1);
  const withDate = anySeries.chain((one) => fc.record({ one: fc.constant(one), of: fc.constantFrom(...starts(one)) }));

  test('every date reads the same on its clocks', () => {
    fc.assert(
      fc.property(anySeries, (one) => {
        expect(new Set(starts(one).map((start) => start.slice(10, 19))).size).toBe(1);
      }),
      some,
    );
  });

  test('a split series has the dates of the whole', () => {
    fc.assert(
      fc.property(withDate, ({ one, of }) => {
        const { before, after } = splitSeries(one, of);
        expect([...(before ? starts(before) : []), ...starts(after)]).toEqual(starts(one));
        expect(starts(after)[0]).toBe(of);
      }),
      some,
    );
  });

  test('a dropped date is missing, and nothing else', () => {
    fc.assert(
      fc.property(withDate, ({ one, of }) => {
        expect(starts(dropDate(one, of))).toEqual(starts(one).filter((date) => date !== of));
      }),
      some,
    );
  });

  test('a part of the time gives that part of the dates', () => {
    fc.assert(
      fc.property(withDate, ({ one, of }) => {
        const from = new Date(Date.parse(of) - (one.allDay ? 86_400_000 : 0));
        const seen = starts(one, [from, always[1]]);
        expect(starts(one).slice(-seen.length)).toEqual(seen);
        expect(seen).toContain(of);
      }),
      some,
    );
  });

  test('the rule counts as many dates as it says', () => {
    expect(firstDates('FREQ=WEEKLY;COUNT=30', series(null), 1_000)).toHaveLength(30);
  });
});
