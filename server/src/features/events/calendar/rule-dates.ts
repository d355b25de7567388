import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Series } from './calendar.ts';
import { readRule, RecurrenceError, type Rule, ruleText } from './rule.ts';
import { readTime, timeFrom, zoneOf } from './times.ts';

type Zoned = Temporal.ZonedDateTime;

/** How far the clock of a zone may be from that of UTC, and more, in milliseconds. */
const slack = 86_400_000;

/**
 * The dates that a rule gives, exceptions and all, in their order. Days and hours are reckoned on a clock that never changes
 * and only then read on that of the zone: a time that it leaves out in spring is read with the offset from before, one that it
 * has twice in autumn is the first (RFC 5545 3.3.10, 3.3.5). Rules by the hour or shorter count hours that pass. All-day dates are
 * midnights in UTC. What takes the library too many steps throws recurrence_not_understood.
 */
export class RuleDates {
  private readonly engine: RRuleTemporal;
  private readonly start: Zoned;
  /** Null: dates are as the engine gives them. */
  private readonly zone: string | null;
  private readonly last: number;

  constructor(text: string, event: Pick<Series, 'start' | 'allDay' | 'timeZone'>) {
    const { rule } = readRule(text);
    const onClock = !event.allDay && ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule.get('FREQ') ?? '');
    this.zone = onClock ? zoneOf(event) : null;
    this.start = event.allDay
      ? Temporal.PlainDate.from(event.start).toZonedDateTime('UTC')
      : timeFrom(event.start, zoneOf(event));
    this.last = onClock ? instantOf(rule.get('UNTIL')) : Infinity;
    this.engine = guarded(
      () =>
        new RRuleTemporal({
          rruleString: onClock ? ruleText(withLaterEnd(rule)) : text,
          dtstart: onClock ? this.start.toPlainDateTime().toZonedDateTime('UTC') : this.start,
          temporal: Temporal,
        }),
    );
  }

  /** From the first one on, for as long as `wanted` says so. */
  takeWhile(wanted: (date: Zoned, index: number) => boolean): Zoned[] {
    const found: Zoned[] = [];
    guarded(() =>
      this.engine.all((reckoned) => {
        const date = this.real(reckoned);
        if (date.epochMilliseconds > this.last || !wanted(date, found.length)) return false;
        // Two times of one night may be read as the same.
        if (date.epochMilliseconds !== found.at(-1)?.epochMilliseconds) found.push(date);
        return true;
      }),
    );
    return found;
  }

  /** Those between two instants, both counted in. */
  between(from: number, until: number): Zoned[] {
    const margin = this.zone === null ? 0 : slack;
    const wide = guarded(() => this.engine.between(new Date(from - margin), new Date(until + margin), true));
    return wide
      .map((reckoned) => this.real(reckoned))
      .filter(({ epochMilliseconds: at }) => at >= from && at <= until && at <= this.last);
  }

  /** The first one that is not before an instant. */
  next(from: number): Zoned | null {
    let reckoned = guarded(() => this.engine.next(new Date(from - (this.zone === null ? 0 : slack)), true));
    while (reckoned) {
      const date = this.real(reckoned);
      if (date.epochMilliseconds > this.last) return null;
      if (date.epochMilliseconds >= from) return date;
      const after = new Date(reckoned.epochMilliseconds);
      reckoned = guarded(() => this.engine.next(after, false));
    }
    return null;
  }

  private real(reckoned: Zoned): Zoned {
    if (this.zone === null) return reckoned;
    const wall = reckoned.toPlainDateTime();
    // Of an hour that comes twice the start says which it is.
    return wall.equals(this.start.toPlainDateTime()) ? this.start : wall.toZonedDateTime(this.zone);
  }
}

/** On the clock that never changes the end is only near; what comes after the true one is left out. */
function withLaterEnd(rule: Rule): Rule {
  const last = instantOf(rule.get('UNTIL'));
  if (last === Infinity) return rule;
  const later = new Date(last + slack).toISOString().replace(/[-:]|\.\d+/g, '');
  return new Map(rule).set('UNTIL', later);
}

const instantOf = (until: string | undefined): number =>
  readTime(until ?? '')?.wall.toZonedDateTime('UTC').epochMilliseconds ?? Infinity;

/** The library gives up after so many steps in vain. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new RecurrenceError('recurrence_not_understood');
  }
}
