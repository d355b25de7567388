import { createHash } from 'node:crypto';
import type { CalendarEvent, CalendarRead, CalendarRemark } from './calendar.ts';

/** An event that came in before. */
export interface ImportedEvent {
  uid: string;
  sequence: number;
  /** `digestOf` the event as it was read then. */
  digest: string;
}

export interface ImportPlan {
  new: CalendarEvent[];
  changed: CalendarEvent[];
  same: CalendarEvent[];
  /** The file is behind what is known already. */
  older: CalendarEvent[];
  skipped: CalendarRemark[];
}

/** What an import would do, event by event: the identifier tells which is which, the content whether it has changed. */
export function planImport(existing: Iterable<ImportedEvent>, read: CalendarRead): ImportPlan {
  const known = new Map(Array.from(existing, (one) => [one.uid, one]));
  const plan: ImportPlan = { new: [], changed: [], same: [], older: [], skipped: read.skipped };
  for (const event of read.events) {
    const before = known.get(event.uid);
    if (!before) plan.new.push(event);
    else if (before.digest === digestOf(event)) plan.same.push(event);
    else if (event.sequence < before.sequence) plan.older.push(event);
    else plan.changed.push(event);
  }
  return plan;
}

/** A short text that is the same exactly for events that say the same, whatever number or date their version has. */
export function digestOf({ sequence: _, lastModified: __, ...content }: CalendarEvent): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(content)))
    .digest('base64url');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, inOrder(one)]);
}
