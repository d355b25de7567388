import { Temporal } from 'temporal-polyfill';
import type { Component } from './components.ts';
import { limits } from './limits.ts';
import { type Property, readProperty } from './property.ts';
import { readTime } from './times.ts';

/** When the clocks change, and to what: one STANDARD or DAYLIGHT part of a VTIMEZONE. */
interface Observance {
  first: Temporal.PlainDateTime;
  /** Every year on this day until that year; null for a single change. */
  yearly: { month: number; day: DayInMonth; lastYear: number } | null;
  /** The changes of years that were asked for, since the next event asks for them again. */
  known: Map<number, Temporal.PlainDateTime>;
  /** Minutes from UTC before and after. */
  from: number;
  to: number;
}

/** The nth weekday (1 Monday, negative from the end, on or after a day of the month), or a day of the month. */
type DayInMonth = { weekday: number; nth: number; notBefore: number } | { date: number };

/** A VTIMEZONE: a zone as the file itself defines it. */
export class ZoneDefinition {
  /** A damaged file may give several. */
  readonly names: string[];
  private readonly observances: Observance[];

  constructor(component: Component) {
    this.names = properties(component, 'TZID').flatMap(({ values }) => values);
    const parts = Map.groupBy(component.parts.slice(0, limits.observances), ({ name }) => name);
    this.observances = [...parts.values()].flatMap((same) => oneAfterTheOther(same.flatMap(observancesOf)));
  }

  get isEmpty(): boolean {
    return this.observances.length === 0;
  }

  /** Minutes from UTC on these clocks: what the latest change before has set. */
  offsetAt(wall: Temporal.PlainDateTime): number {
    let latest: { at: Temporal.PlainDateTime; to: number } | null = null;
    for (const observance of this.observances) {
      const at = lastChange(observance, wall);
      if (at && (!latest || Temporal.PlainDateTime.compare(at, latest.at) >= 0)) latest = { at, to: observance.to };
    }
    if (latest) return latest.to;
    const earliest = this.observances.toSorted((a, b) => Temporal.PlainDateTime.compare(a.first, b.first))[0];
    return earliest?.from ?? 0;
  }

  /** Moments of a year that tell this zone from others: the middle of each month, and the days around each change. */
  telling(year: number): Temporal.PlainDateTime[] {
    const middles = Array.from({ length: 12 }, (_, month) => new Temporal.PlainDateTime(year, month + 1, 15, 12));
    const changes = this.observances
      .map((observance) => lastChange(observance, new Temporal.PlainDateTime(year, 12, 31)))
      .filter((at) => at?.year === year)
      .flatMap((at) => (at ? [at.subtract({ hours: 12 }), at.add({ hours: 12 })] : []));
    return [...middles, ...changes];
  }
}

function lastChange({ first, yearly, known }: Observance, wall: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  if (Temporal.PlainDateTime.compare(first, wall) > 0) return null;
  if (!yearly) return first;
  for (const year of [Math.min(wall.year, yearly.lastYear), Math.min(wall.year, yearly.lastYear) - 1]) {
    let at = known.get(year);
    if (!at) known.set(year, (at = dayIn(year, yearly.month, yearly.day).toPlainDateTime(first.toPlainTime())));
    if (year >= first.year && Temporal.PlainDateTime.compare(at, wall) <= 0) return at;
  }
  return first;
}

function dayIn(year: number, month: number, day: DayInMonth): Temporal.PlainDate {
  const start = new Temporal.PlainDate(year, month, 1);
  if ('date' in day) return start.with({ day: day.date });
  if (day.nth < 0) {
    const end = start.with({ day: start.daysInMonth });
    return end.subtract({ days: ((end.dayOfWeek - day.weekday + 7) % 7) + 7 * (-day.nth - 1) });
  }
  const earliest = start.with({ day: day.notBefore });
  return earliest.add({ days: ((day.weekday - earliest.dayOfWeek + 7) % 7) + 7 * (day.nth - 1) });
}

/** Programs forget to end an old rule where a new one of the same kind begins. */
function oneAfterTheOther(observances: Observance[]): Observance[] {
  const yearly = observances.filter((one) => one.yearly);
  return observances.map((one) => {
    const next = yearly.filter(({ first }) => first.year > one.first.year).map(({ first }) => first.year);
    if (!one.yearly || next.length === 0) return one;
    return { ...one, yearly: { ...one.yearly, lastYear: Math.min(one.yearly.lastYear, Math.min(...next) - 1) } };
  });
}

function observancesOf(part: Component): Observance[] {
  const first = readFirst(properties(part, 'DTSTART')[0]?.values[0]);
  const from = minutes(properties(part, 'TZOFFSETFROM')[0]?.values[0]);
  const to = minutes(properties(part, 'TZOFFSETTO')[0]?.values[0]);
  if (!first || to === null) return [];
  const rule = properties(part, 'RRULE')[0]?.values[0];
  const yearly = rule ? readYearly(rule, first) : null;
  const listed = properties(part, 'RDATE').flatMap(({ values }) => values.flatMap((value) => readTime(value) ?? []));
  return [
    { first, yearly, known: new Map<number, Temporal.PlainDateTime>(), from: from ?? to, to },
    ...listed.map(({ wall }) => ({ first: wall, yearly: null, known: new Map(), from: from ?? to, to })),
  ].slice(0, limits.observances);
}

/** Programs write the years 1 or 1601 here for "always". */
function readFirst(value: string | undefined): Temporal.PlainDateTime | null {
  const found = /^(\d{4})(.*)$/s.exec(value?.trim() ?? '');
  if (!found) return null;
  const year = String(Math.max(Number(found[1]), limits.years[0]));
  return readTime(`${year}${found[2] ?? ''}`)?.wall ?? null;
}

function minutes(value: string | undefined): number | null {
  const found = /^([+-])(\d\d):?(\d\d)/.exec(value?.trim() ?? '');
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : null;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" and its like; no other rule moves clocks. */
function readYearly(rule: string, first: Temporal.PlainDateTime): Observance['yearly'] {
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]*)`, 'i').exec(rule)?.[1];
  if (part('FREQ')?.toUpperCase() !== 'YEARLY') return null;
  const month = Number(part('BYMONTH') ?? first.month);
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  const lastYear = Number(part('UNTIL')?.slice(0, 4) ?? limits.years[1]);
  const date = Math.min(28, Math.max(1, Number.parseInt(part('BYMONTHDAY') ?? String(first.day), 10) || 1));
  const byDay = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/i.exec(part('BYDAY') ?? '');
  if (!byDay) return { month, day: { date }, lastYear };
  const nth = Math.max(-4, Math.min(4, Number(byDay[1] ?? 1) || 1));
  const notBefore = byDay[1] || !part('BYMONTHDAY') ? 1 : Math.min(date, 22);
  return { month, day: { weekday: weekdays.indexOf((byDay[2] ?? '').toUpperCase()) + 1, nth, notBefore }, lastYear };
}

function properties(component: Component, name: string): Property[] {
  return component.lines.flatMap(({ text }) => {
    const property = readProperty(text);
    return property?.name === name ? [property] : [];
  });
}
