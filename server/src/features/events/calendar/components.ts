import type { RemarkCode } from './calendar.ts';
import type { ContentLine } from './content-lines.ts';
import { limits } from './limits.ts';

/** An entry of a calendar file, such as a VEVENT, with its own lines and those within it. */
export interface Component {
  /** In capitals. */
  name: string;
  line: number;
  lines: ContentLine[];
  parts: Component[];
  /** Why it cannot be read. */
  broken: RemarkCode | null;
}

export interface Outline {
  /** Whether anything in the file begins like a calendar or an entry of one. */
  isCalendar: boolean;
  /** Lines of the calendars themselves. */
  calendar: ContentLine[];
  entries: Component[];
  /** Line where reading ended because there was too much. */
  endedAt: number | null;
}

const border = /^(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*$/i;

/**
 * The entries of a file, each for itself, so that a damaged one takes nothing else with it: an entry that begins before
 * the last one ended leaves that one broken, and an end without a beginning is passed over.
 */
export function outline(lines: ContentLine[]): Outline {
  const calendar: ContentLine[] = [];
  const entries: Component[] = [];
  const open: Component[] = [];
  let properties = 0;
  let isCalendar = false;

  const leave = (until: number, broken: RemarkCode | null) => {
    while (open.length > until) {
      const closed = open.pop();
      if (closed && open.length >= until && broken) spoil(open[0] ?? closed, broken);
    }
  };

  for (const content of lines) {
    const found = border.exec(content.text);
    if (!found) {
      const [entry] = open;
      if (!entry) calendar.push(content);
      else if (++properties > limits.properties) spoil(entry, 'too_many_properties');
      else open.at(-1)?.lines.push(content);
      continue;
    }
    const name = (found[2] ?? '').toUpperCase();
    const begins = found[1]?.toUpperCase() === 'BEGIN';
    isCalendar ||= begins && (name === 'VCALENDAR' || isEntry(name));
    if (name === 'VCALENDAR') {
      leave(0, 'not_closed');
    } else if (!begins) {
      const at = open.findLastIndex((component) => component.name === name);
      if (at >= 0) leave(at, at === open.length - 1 ? null : 'not_closed');
    } else {
      if (isEntry(name)) leave(0, 'not_closed');
      const component: Component = { name, line: content.line, lines: [], parts: [], broken: null };
      const [entry] = open;
      if (!entry) {
        if (entries.length >= limits.components) return { isCalendar, calendar, entries, endedAt: content.line };
        entries.push(component);
        properties = 0;
      } else if (open.length >= limits.depth) {
        spoil(entry, 'nested_too_deep');
        continue;
      } else if (++properties > limits.properties) {
        spoil(entry, 'too_many_properties');
      } else {
        open.at(-1)?.parts.push(component);
      }
      open.push(component);
    }
  }
  leave(0, 'not_closed');
  return { isCalendar, calendar, entries, endedAt: null };
}

const isEntry = (name: string) => ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE'].includes(name);

function spoil(component: Component, why: RemarkCode): void {
  component.broken ??= why;
}
