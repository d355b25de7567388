import { Temporal } from 'temporal-polyfill';

/** One change of the clocks of a zone. */
export interface ZoneChange {
  /** On the clocks before the change. */
  at: Temporal.PlainDateTime;
  /** Offsets from UTC before and after, "+01:00". */
  from: string;
  to: string;
  isSummer: boolean;
}

export interface ZoneClocks {
  /** From 1996, when Europe agreed on its summer time, until 2038; in their order. */
  changes: ZoneChange[];
  /** The offset before the first change. */
  first: string;
  /** Days ("2026-10-25") on which some times come twice. */
  daysWithTwoHours: Set<string>;
}

const known = new Map<string, ZoneClocks>();
const from = '1996-01-01T00:00:00Z';
const until = Temporal.Instant.from('2038-01-01T00:00:00Z');

/** How the clocks of an IANA zone change; computed once for each zone. */
export function clocksOf(timeZone: string): ZoneClocks {
  let clocks = known.get(timeZone);
  if (!clocks) known.set(timeZone, (clocks = read(timeZone)));
  return clocks;
}

function read(timeZone: string): ZoneClocks {
  const changes: ZoneChange[] = [];
  let before = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone);
  const first = before.offset;
  for (;;) {
    const after = before.getTimeZoneTransition('next');
    if (!after || Temporal.Instant.compare(after.toInstant(), until) >= 0) break;
    const at = after.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    const isSummer = after.offsetNanoseconds > before.offsetNanoseconds;
    changes.push({ at, from: before.offset, to: after.offset, isSummer });
    before = after;
  }
  const back = changes.filter(({ isSummer }) => !isSummer).map(({ at }) => at.subtract({ minutes: 1 }));
  return { changes, first, daysWithTwoHours: new Set(back.map((at) => at.toPlainDate().toString())) };
}
