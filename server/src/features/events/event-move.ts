import { Temporal } from 'temporal-polyfill';
import { firstDates } from './calendar/recurrence.ts';
import { readRule, type Rule, ruleText, withFittingEnd } from './calendar/rule.ts';
import { readTime, timeText } from './calendar/times.ts';
import type { Span } from './event-times.ts';
import { most } from './events.words.ts';

/** Dates by a rule: the first one of them, and the clocks they go by. */
export interface Ruled {
  rule: string;
  first: Date;
  timeZone: string;
}

/** One date is put on another day, and all go with it. */
export interface Move {
  from: Date;
  to: Span;
  /** The rule from then on, and its clocks. */
  rule: string;
  timeZone: string;
}

/** Where dates go: `before` is when the rule had it until now, null for one that there was not. */
export interface Moved {
  rule: string;
  dates: { before: Date | null; span: Span }[];
}

/** Whether both recur as often, on whatever days and until whenever. */
export function sameRhythm(one: string, other: string): boolean {
  const rhythm = (text: string) => {
    const { rule } = readRule(text);
    return `${rule.get('FREQ')} ${Number(rule.get('INTERVAL') ?? 1)}`;
  };
  return rhythm(one) === rhythm(other);
}

/** Whether both name the same weekdays. */
export const sameDays = (one: string, other: string): boolean =>
  readRule(one).rule.get('BYDAY') === readRule(other).rule.get('BYDAY');

/** The rule, where it ends on a day not before the day of its last date. */
export function reaching(text: string, last: Date, timeZone: string): string {
  const { rule } = readRule(text);
  return last.getTime() <= untilOf(rule) ? text : withEndAt(rule, zoned(last, timeZone));
}

/**
 * The rule that somebody sent about a whole series, for a part of it: where neither how often nor how many times is another one, it
 * has the end of the part's own rule.
 */
export function ruleOfPart(sent: string, { whole, own }: { whole: string; own: string | null }): string | null {
  if (sent === whole) return own;
  const [{ rule }, count] = [readRule(sent), readRule(whole).rule.get('COUNT')];
  if (!count || rule.get('COUNT') !== count || !sameRhythm(sent, whole)) return sent;
  return own === null ? null : ruleText(new Map(rule).set('COUNT', readRule(own).rule.get('COUNT') ?? count));
}

/**
 * The same rule for dates that all move so many days: weekdays that it names go along. Null where days alone do not say where
 * dates of the rule go, as with "the second Tuesday".
 */
export function shiftedRule(text: string, days: number): string | null {
  const { rule } = readRule(text);
  const byDay = rule.get('BYDAY');
  const names = [...rule.keys()].filter((name) => name.startsWith('BY'));
  if (!['DAILY', 'WEEKLY'].includes(rule.get('FREQ') ?? '') || names.some((name) => name !== 'BYDAY')) return null;
  if (!byDay) return text;
  if (rule.get('FREQ') === 'DAILY') return null;
  const moved = (day: string) => weekdays[(((weekdays.indexOf(day) + days) % 7) + 7) % 7] ?? day;
  const shifted = new Map(rule).set('BYDAY', byDay.split(',').map(moved).join(','));
  // Of every second week it matters with which day a week begins.
  if (Number(rule.get('INTERVAL') ?? 1) > 1) shifted.set('WKST', moved(rule.get('WKST') ?? 'MO'));
  return ruleText(shifted);
}

/**
 * Where the dates of a rule go when one of them is put on another day: it to that day, and each of the others to the date of the
 * rule that is as many months, or years, away from its own. Null where the rule does not have that day.
 */
export function movedByRule(old: Ruled, { from, to, rule: text, timeZone }: Move): Moved | null {
  const [before, after] = [readRule(old.rule).rule, readRule(text).rule];
  if ([before, after].some((rule) => ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((part) => rule.has(part)))) return null;
  const [first, was, is] = [zoned(old.first, old.timeZone), zoned(from, old.timeZone), zoned(to.startsAt, timeZone)];
  const begin = periodOf(first, before);
  const periods = periodOf(was, before).until(periodOf(is, after), { largestUnit: unitOf(before) });
  const oldDates = list(before, first.toPlainDate(), begin.toPlainDateTime(was.toPlainTime()), old.timeZone);
  const skipped = oldDates.filter((date) => isEarlier(date, first)).length;
  const olds = within(oldDates.slice(skipped), before);
  const news = list(after, is.toPlainDate(), begin.add(periods).toPlainDateTime(is.toPlainTime()), timeZone).slice(
    skipped,
  );
  const place = olds.findIndex((date) => date.toPlainDate().equals(was.toPlainDate()));
  if (place < 0 || !news[place]?.toPlainDate().equals(is.toPlainDate())) return null;
  const keepsEnd = before.get('COUNT') === after.get('COUNT') && before.get('UNTIL') === after.get('UNTIL');
  const kept = keepsEnd ? news.slice(0, olds.length) : within(news, after);
  const length = is.toPlainDateTime().until(zoned(to.endsAt, timeZone).toPlainDateTime());
  return {
    rule: keepsEnd ? withEndAt(after, kept.at(-1) ?? is) : text,
    dates: kept.map((date, index) => ({
      before: olds[index] ? dateOf(olds[index]) : null,
      span: { startsAt: dateOf(date), endsAt: dateOf(date.toPlainDateTime().add(length).toZonedDateTime(timeZone)) },
    })),
  };
}

/** When a rule has its dates, exceptions and all. */
export const datesByRule = ({ rule, first, timeZone }: Ruled): Date[] =>
  firstDates(rule, { start: timeText(zoned(first, timeZone)), allDay: false, timeZone }, most.dates).map(
    (date) => new Date(date),
  );

/** Dates of a rule that its series never had, though later ones are there: the exceptions of a calendar that it came from. */
export function leftOut(ruled: readonly Date[], planned: readonly Date[]): Date[] {
  const there = new Set(planned.map((date) => date.getTime()));
  const last = Math.max(...there);
  return ruled.filter((date) => date.getTime() < last && !there.has(date.getTime()));
}

type Zoned = Temporal.ZonedDateTime;
type Unit = 'days' | 'months' | 'years';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const zoned = (instant: Date, timeZone: string): Zoned =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);

const dateOf = ({ epochMilliseconds }: Zoned): Date => new Date(epochMilliseconds);

const isEarlier = (one: Zoned, other: Zoned): boolean => Temporal.PlainDate.compare(one, other) < 0;

const unitOf = (rule: Rule): Unit =>
  (({ MONTHLY: 'months', YEARLY: 'years' }) as const)[rule.get('FREQ') as 'MONTHLY'] ?? 'days';

/** The first day of the month, or year, in which a date is. */
function periodOf(date: Zoned, rule: Rule): Temporal.PlainDate {
  const day = date.toPlainDate();
  return { days: day, months: day.with({ day: 1 }), years: day.with({ month: 1, day: 1 }) }[unitOf(rule)];
}

/** Dates of a rule from a day on, as if it had no end; a rule that names no days means that of `day`. */
function list(rule: Rule, day: Temporal.PlainDate, start: Temporal.PlainDateTime, timeZone: string): Zoned[] {
  const endless = new Map([...rule].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL'));
  const namesDays = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => rule.has(part));
  if (!namesDays && unitOf(rule) !== 'days') endless.set('BYMONTHDAY', String(day.day));
  if (!namesDays && unitOf(rule) === 'years' && !rule.has('BYMONTH')) endless.set('BYMONTH', String(day.month));
  const series = { start: timeText(start.toZonedDateTime(timeZone)), allDay: false, timeZone };
  const atMost = most.dates + 366;
  return firstDates(ruleText(endless), series, atMost).map((date) => zoned(new Date(date), timeZone));
}

/** Those before the end of the rule. */
function within(dates: readonly Zoned[], rule: Rule): Zoned[] {
  const last = untilOf(rule);
  return dates.slice(0, Number(rule.get('COUNT') ?? most.dates)).filter(({ epochMilliseconds: at }) => at <= last);
}

/** The rule, where it ends on a day with the day of this date. */
const withEndAt = (rule: Rule, last: Zoned): string =>
  ruleText(
    rule.has('UNTIL')
      ? withFittingEnd(
          new Map(rule).set('UNTIL', last.toPlainDate().toString().replaceAll('-', '')),
          false,
          last.timeZoneId,
        )
      : rule,
  );

const untilOf = (rule: Rule): number =>
  readTime(rule.get('UNTIL') ?? '')?.wall.toZonedDateTime('UTC').epochMilliseconds ?? Infinity;
