import type { Temporal } from 'temporal-polyfill';
import { limits } from './limits.ts';
import { readTime } from './times.ts';

export type RecurrenceProblem =
  | 'recurrence_without_end'
  | 'recurrence_two_ends'
  | 'end_too_far'
  | 'recurrence_too_many'
  | 'recurrence_not_understood'
  | 'no_dates_left'
  | 'not_a_date';

/** A recurrence that cannot be kept, with the code of the reason. */
export class RecurrenceError extends Error {
  readonly code: RecurrenceProblem;

  constructor(code: RecurrenceProblem) {
    super(code);
    this.code = code;
  }
}

/** The parts of an RRULE in their order, such as FREQ, BYDAY, UNTIL. */
export type Rule = Map<string, string>;

const list = (item: string) => new RegExp(`^${item}(,${item})*$`);
const signed = (most: string) => list(`[+-]?${most}`);

const grammar: Record<string, RegExp> = {
  FREQ: /^(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)$/,
  INTERVAL: /^0*[1-9]\d{0,4}$/,
  COUNT: /^0*[1-9]\d{0,8}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: signed('\\d{0,2}(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTH: list('(0?[1-9]|1[0-2])'),
  BYMONTHDAY: signed('(0?[1-9]|[12]\\d|3[01])'),
  BYYEARDAY: signed('0*[1-9]\\d{0,2}'),
  BYWEEKNO: signed('(0?[1-9]|[1-4]\\d|5[0-3])'),
  BYSETPOS: signed('0*[1-9]\\d{0,2}'),
  BYHOUR: list('(0?\\d|1\\d|2[0-3])'),
  BYMINUTE: list('[0-5]?\\d'),
  BYSECOND: list('[0-5]?\\d'),
};

/**
 * Reads the text of an RRULE. Words that are no part of a rule, and parts that programs made for themselves (X-...), are
 * left out, and `cleaned` says so. Throws recurrence_not_understood where a part is unknown or has no sense: a date on
 * which nobody meets is worse than none.
 */
export function readRule(text: string): { rule: Rule; cleaned: boolean } {
  const rule: Rule = new Map();
  let cleaned = false;
  for (const part of text.trim().slice(0, 2_000).split(';')) {
    if (part === '') continue;
    const [, name = '', value = ''] = /^\s*(?:RRULE:)?([A-Za-z0-9-]+)\s*=\s*(\S*)\s*$/i.exec(part) ?? [];
    const known = grammar[name.toUpperCase()];
    if (known?.test(value.toUpperCase()) && !rule.has(name.toUpperCase())) {
      rule.set(name.toUpperCase(), value.toUpperCase());
    } else if (!part.includes('=') || name.toUpperCase().startsWith('X-')) {
      cleaned = true;
    } else {
      throw new RecurrenceError('recurrence_not_understood');
    }
  }
  // Some programs write the year 9999 for "without end".
  if (Number(rule.get('UNTIL')?.slice(0, 4) ?? 0) > limits.years[1]) cleaned = rule.delete('UNTIL');
  const until = rule.get('UNTIL');
  if (!rule.has('FREQ') || (until && !readTime(until))) throw new RecurrenceError('recurrence_not_understood');
  return { rule, cleaned };
}

export const ruleText = (rule: Rule): string => [...rule].map(([name, value]) => `${name}=${value}`).join(';');

/**
 * The rule with an end that fits the start, as RFC 5545 3.3.10 wants it: a day for all-day events, and an instant in UTC
 * otherwise. A time without a zone is one on the clocks of the event, and a day counts to its end. For all-day events an
 * instant is the day in `zone`.
 */
export function withFittingEnd(rule: Rule, allDay: boolean, zone: string): Rule {
  const value = rule.get('UNTIL');
  const written = value ? readTime(value) : null;
  if (!written) return rule;
  const { wall, isDay, isUtc } = written;
  if (allDay) {
    const day = isUtc ? wall.toZonedDateTime('UTC').withTimeZone(zone).toPlainDate() : wall.toPlainDate();
    return new Map(rule).set('UNTIL', day.toString().replaceAll('-', ''));
  }
  if (isUtc) return rule;
  const local = isDay ? wall.with({ hour: 23, minute: 59, second: 59 }) : wall;
  return new Map(rule).set('UNTIL', utcText(local.toZonedDateTime(zone)));
}

/** "20261130T170000Z" */
export const utcText = (time: Temporal.ZonedDateTime): string =>
  time.toInstant().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

/**
 * Throws recurrence_too_many where the rule may give more dates than can be worked with, in all or in a year. It
 * reckons and never counts, so no rule takes long.
 */
export function checkAmount(rule: Rule, start: Temporal.PlainDate): void {
  const perYear = mostPerYear(rule);
  const count = Number(rule.get('COUNT') ?? Infinity);
  const until = readTime(rule.get('UNTIL') ?? '')?.wall.toPlainDate();
  const years = until ? Math.max(0, start.until(until).days / 365 + 1) : Infinity;
  const all = Math.min(count, years * perYear);
  if (Math.min(all, perYear) > limits.datesPerYear || (all !== Infinity && all > limits.dates)) {
    throw new RecurrenceError('recurrence_too_many');
  }
}

function mostPerYear(rule: Rule): number {
  const values = (name: string) => rule.get(name)?.split(',') ?? [];
  const many = (name: string) => Math.max(1, values(name).length);
  const interval = Number(rule.get('INTERVAL') ?? 1);
  const positions = values('BYSETPOS').length;
  const { periods, within } = {
    SECONDLY: () => ({ periods: 366 * 86_400, within: 1 }),
    MINUTELY: () => ({ periods: 366 * 1_440, within: many('BYSECOND') }),
    HOURLY: () => ({ periods: 366 * 24, within: many('BYMINUTE') * many('BYSECOND') }),
    DAILY: () => ({ periods: 366, within: times() }),
    WEEKLY: () => ({ periods: 53, within: many('BYDAY') * times() }),
    MONTHLY: () => ({ periods: 12, within: Math.min(31, days()) * times() }),
    YEARLY: () => ({ periods: 1, within: Math.min(366, days() * many('BYMONTH') * weeksAndDays()) * times() }),
  }[rule.get('FREQ') as 'DAILY']();
  return (periods / interval) * (positions > 0 ? Math.min(positions, within) : within);

  function times(): number {
    return many('BYHOUR') * many('BYMINUTE') * many('BYSECOND');
  }
  function days(): number {
    const plain = values('BYDAY').some((day) => !/\d/.test(day));
    return many('BYMONTHDAY') * many('BYDAY') * (plain ? 53 : 1);
  }
  function weeksAndDays(): number {
    return many('BYWEEKNO') * many('BYYEARDAY');
  }
}
