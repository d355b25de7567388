import type { CalendarRead, RemarkCode } from './calendar.ts';
import { type Component, outline } from './components.ts';
import { type ContentLine, contentLines } from './content-lines.ts';
import { limits } from './limits.ts';
import { propertyName, readProperty, uidFrom } from './property.ts';
import { type Draft, readEvent } from './read-event.ts';
import { joinSeries } from './series.ts';
import { ZoneDefinition } from './zone-definition.ts';
import { Zones } from './zones.ts';

/**
 * Reads a calendar file (RFC 5545, and what real programs make of it). Never throws, whatever the bytes are: what cannot
 * be an event is in `skipped` with its line and the reason, and takes nothing else with it.
 */
export function readCalendar(bytes: Uint8Array): CalendarRead {
  const read: CalendarRead = { events: [], skipped: [], repaired: [] };
  if (bytes.byteLength > limits.fileBytes)
    return { ...read, skipped: [{ uid: null, line: 1, code: 'file_too_large' }] };
  const { isCalendar, calendar, entries, endedAt } = outline(contentLines(bytes));
  if (!isCalendar) return { ...read, skipped: [{ uid: null, line: 1, code: 'not_a_calendar' }] };

  const zones = zonesOf(calendar, entries);
  const drafts: Draft[] = [];
  for (const entry of entries) {
    const draft = readEntry(entry, zones);
    if (typeof draft === 'string') read.skipped.push({ uid: uidOf(entry), line: entry.line, code: draft });
    else if (draft) drafts.push(draft);
  }
  if (valueOf(calendar, 'METHOD').toUpperCase() === 'CANCEL')
    for (const { event } of drafts) event.status = 'CANCELLED';
  joinSeries(drafts, zones, read);
  if (drafts.length + read.skipped.length === 0) read.skipped.push({ uid: null, line: 1, code: 'nothing_in_it' });
  if (endedAt !== null) read.skipped.push({ uid: null, line: endedAt, code: 'too_many_components' });
  read.skipped.sort((a, b) => a.line - b.line);
  read.repaired.sort((a, b) => a.line - b.line);
  return read;
}

const otherKinds: Record<string, RemarkCode> = { VTODO: 'todo', VJOURNAL: 'journal', VFREEBUSY: 'freebusy' };

/** Null for what is neither an event nor something that people would miss. */
function readEntry(entry: Component, zones: Zones): Draft | RemarkCode | null {
  if (entry.name !== 'VEVENT') return otherKinds[entry.name] ?? null;
  return entry.broken ?? readEvent(entry, zones);
}

function zonesOf(calendar: ContentLine[], entries: Component[]): Zones {
  const definitions = entries
    .filter(({ name }) => name === 'VTIMEZONE')
    .slice(0, limits.zoneDefinitions)
    .map((entry) => new ZoneDefinition(entry));
  const used = new Set<string>();
  if (definitions.length > 0) {
    for (const { lines } of entries) {
      for (const { text } of lines) {
        const [, quoted, plain] = /;TZID=(?:"([^"]*)"|([^";:]+))/i.exec(text.slice(0, 500)) ?? [];
        if (quoted ?? plain) used.add((quoted ?? plain ?? '').trim());
      }
    }
  }
  return new Zones(definitions, used, valueOf(calendar, 'X-WR-TIMEZONE') || null);
}

const uidOf = (entry: Component) => uidFrom(valueOf(entry.lines, 'UID')) || null;

function valueOf(lines: ContentLine[], name: string): string {
  const line = lines.find(({ text }) => propertyName(text) === name);
  return (line && readProperty(line.text)?.values[0]?.trim()) ?? '';
}
