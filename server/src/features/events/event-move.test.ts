import { describe, expect, test } from 'vitest';
import { movedByRule, reaching, ruleOfPart, shiftedRule } from './event-move.ts';

const timeZone = 'Europe/Rome';
const at = (day: string) => new Date(`${day}T17:00:00Z`);
const move = (rule: string, first: string, [from, to]: [string, string], newRule = rule) => {
  const endsAt = new Date(at(to).getTime() + 7_200_000);
  const old = { rule, first: at(first), timeZone };
  const moved = movedByRule(old, { from: at(from), to: { startsAt: at(to), endsAt }, rule: newRule, timeZone });
  const day = (date: Date | null) => date?.toISOString().slice(5, 10) ?? null;
  return moved && { rule: moved.rule, dates: moved.dates.map(({ before, span }) => [day(before), day(span.startsAt)]) };
};

describe('one date of a rule is put on another day, and all go along', () => {
  const fridays = 'FREQ=MONTHLY;BYDAY=4FR;COUNT=4';

  test('by a whole month: each is still the fourth Friday, of the next month', () => {
    expect(move(fridays, '2026-11-27', ['2026-12-25', '2027-01-22'])).toEqual({
      rule: fridays,
      dates: [
        ['11-27', '12-25'],
        ['12-25', '01-22'],
        ['01-22', '02-26'],
        ['02-26', '03-26'],
      ],
    });
  });

  test('to another weekday: each goes to that of its own month', () => {
    const last = 'FREQ=MONTHLY;BYDAY=-1TH;COUNT=4';
    expect(move('FREQ=MONTHLY;BYDAY=-1FR;COUNT=4', '2026-10-30', ['2027-01-29', '2027-01-28'], last)?.dates).toEqual([
      ['10-30', '10-29'],
      ['11-27', '11-26'],
      ['12-25', '12-31'],
      ['01-29', '01-28'],
    ]);
  });

  test('with an end on a day the series has as many dates as before, and its end moves along', () => {
    const rule = 'FREQ=MONTHLY;BYDAY=4FR;UNTIL=20270122T225959Z';
    expect(move(rule, '2026-11-27', ['2026-11-27', '2026-12-25'])).toEqual({
      rule: 'FREQ=MONTHLY;BYDAY=4FR;UNTIL=20270226T225959Z',
      dates: [
        ['11-27', '12-25'],
        ['12-25', '01-22'],
        ['01-22', '02-26'],
      ],
    });
  });

  test('several dates a month, from the middle of one; more of them make fresh ones', () => {
    const twice = 'FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=3';
    expect(
      move(
        twice,
        '2026-11-16',
        ['2026-11-16', '2026-12-21'],
        twice.replace('3', '4').replace('4MO', '3MO').replace('COUNT=3', 'COUNT=4'),
      )?.dates,
    ).toEqual([
      ['11-16', '12-21'],
      ['12-07', '01-04'],
      ['12-21', '01-18'],
      [null, '02-01'],
    ]);
  });

  test('a rule that names no day goes with it', () => {
    expect(move('FREQ=MONTHLY;COUNT=3', '2026-11-27', ['2026-12-27', '2026-12-28'])?.dates).toEqual([
      ['11-27', '11-28'],
      ['12-27', '12-28'],
      ['01-27', '01-28'],
    ]);
  });

  test('a day that the rule does not have is refused', () => {
    expect(move(fridays, '2026-11-27', ['2026-12-25', '2026-12-24'])).toBeNull();
    expect(move(fridays, '2026-11-27', ['2026-12-24', '2027-01-22'])).toBeNull();
  });
});

test('weekdays that a rule names go along with its dates', () => {
  expect(shiftedRule('FREQ=WEEKLY;COUNT=4', 3)).toBe('FREQ=WEEKLY;COUNT=4');
  expect(shiftedRule('FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4', 1)).toBe('FREQ=WEEKLY;BYDAY=SU,MO;COUNT=4');
  expect(shiftedRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', -1)).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU');
  expect(shiftedRule('FREQ=MONTHLY;BYDAY=4FR;COUNT=4', 28)).toBeNull();
});

test('an end on a day is never before the last date', () => {
  const rule = 'FREQ=WEEKLY;UNTIL=20261221T170000Z';
  expect(reaching(rule, at('2026-12-21'), timeZone)).toBe(rule);
  expect(reaching(rule, at('2026-12-22'), timeZone)).toBe('FREQ=WEEKLY;UNTIL=20261222T225959Z');
  expect(reaching('FREQ=WEEKLY;COUNT=3', at('2026-12-22'), timeZone)).toBe('FREQ=WEEKLY;COUNT=3');
});

test('the rule of a part has as many dates as the part, unless another number was meant', () => {
  const rules = { whole: 'FREQ=MONTHLY;BYDAY=4FR;COUNT=4', own: 'FREQ=MONTHLY;BYDAY=4FR;COUNT=2' };
  expect(ruleOfPart(rules.whole, rules)).toBe(rules.own);
  expect(ruleOfPart('FREQ=MONTHLY;BYDAY=4TH;COUNT=4', rules)).toBe('FREQ=MONTHLY;BYDAY=4TH;COUNT=2');
  expect(ruleOfPart('FREQ=MONTHLY;BYDAY=4TH;COUNT=6', rules)).toBe('FREQ=MONTHLY;BYDAY=4TH;COUNT=6');
  expect(ruleOfPart('FREQ=WEEKLY;COUNT=4', rules)).toBe('FREQ=WEEKLY;COUNT=4');
});
