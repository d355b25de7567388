import { dayInRome, isDay } from '#lib/i18n/dates.ts';

/** Days of a view, as 2026-11-23, from Monday on, with where to go from there. */
export interface ShownDays {
  /** What the view is about: its Monday, or its month as 2026-11. */
  of: string;
  weeks: string[][];
  previous: string;
  next: string;
}

/** How far from today a view goes, in years: no calendar has an end, so somebody has to say where it stops. */
const mostYears = 3;

/** The week of a day that an address names; what makes no sense is this week. */
export function weekOf(given: string | null, now: Date): ShownDays {
  const today = dayInRome(now);
  const monday = mondayOf(isDay(given) && isNear(given, today) ? given : today);
  return { of: monday, weeks: [week(monday)], previous: plus(monday, -7), next: plus(monday, 7) };
}

/** The month that an address names, in whole weeks; what makes no sense is this month. */
export function monthOf(given: string | null, now: Date): ShownDays {
  const today = dayInRome(now);
  const first = `${given ?? ''}-01`;
  const of = isDay(first) && isNear(first, today) ? first.slice(0, 7) : today.slice(0, 7);
  const last = plus(`${nextMonth(of, 1)}-01`, -1);
  const weeks: string[][] = [];
  for (let monday = mondayOf(`${of}-01`); monday <= last; monday = plus(monday, 7)) weeks.push(week(monday));
  return { of, weeks, previous: nextMonth(of, -1), next: nextMonth(of, 1) };
}

/** What takes place on each of the days, in the order given; what lasts several days is on each of them. */
export function byDay<Kind extends { startsAt: string; endsAt: string }>(
  dates: readonly Kind[],
  days: readonly string[],
): Map<string, Kind[]> {
  const spans = dates.map((date) => ({
    date,
    from: dayInRome(date.startsAt),
    until: dayInRome(new Date(Date.parse(date.endsAt) - 1)),
  }));
  return new Map(
    days.map((day) => [day, spans.filter(({ from, until }) => from <= day && day <= until).map(({ date }) => date)]),
  );
}

const day = 86_400_000;
const noon = (text: string) => Date.parse(`${text}T12:00:00Z`);
const textOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const plus = (text: string, days: number) => textOf(noon(text) + days * day);
const mondayOf = (text: string) => plus(text, -((new Date(noon(text)).getUTCDay() + 6) % 7));
const week = (monday: string) => Array.from({ length: 7 }, (_, index) => plus(monday, index));

function nextMonth(month: string, months: number): string {
  const date = new Date(noon(`${month}-15`));
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

const isNear = (text: string, today: string) => Math.abs(noon(text) - noon(today)) < mostYears * 366 * day;
