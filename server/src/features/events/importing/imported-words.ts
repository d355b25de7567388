import { createHash } from 'node:crypto';
import { townTimeZone } from '../../../platform/time.ts';
import type { CalendarEvent } from '../calendar/calendar.ts';
import { digestOf } from '../calendar/plan-import.ts';
import { firstDates } from '../calendar/recurrence.ts';
import { readRule, ruleText, withFittingEnd } from '../calendar/rule.ts';
import { longest } from '../events.words.ts';
import { instantOf } from './imported-dates.ts';

/** What an event takes over from its source, each part with a mark that changes when the source changes it. */
export interface SourceWords {
  title: string;
  description: string;
  venue: string | null;
  address: string | null;
  onlineUrl: string | null;
}

/** The words of an event as they are kept here: short enough, without HTML, and with no meeting's address in public. */
export function sourceWords(event: CalendarEvent): SourceWords {
  const location = plain(event.location);
  const isUrl = /^https?:\/\/\S+$/i.test(location) && location.length <= longest.onlineUrl;
  const [venue = '', ...rest] = location.split(/,|\n/).map((part) => part.trim());
  const text = [plain(event.description), event.url && !event.description.includes(event.url) ? event.url : '']
    .filter(Boolean)
    .join('\n\n');
  const title = shortened(plain(event.title), longest.title);
  return {
    title,
    description: shortened(text || title, longest.description),
    venue: isUrl || !venue ? null : shortened(venue, longest.venue),
    address: isUrl ? null : shortened(rest.filter(Boolean).join(', '), longest.address) || null,
    onlineUrl: isUrl ? location : null,
  };
}

/** The clocks an event goes by. */
export const sourceZone = ({ timeZone }: CalendarEvent): string => timeZone ?? townTimeZone;

/**
 * The rule that is kept with an event, for its organisers to see. It counts from the first date that is here: where that is
 * not where the source begins to count, the rule ends with its last day instead of after so many times.
 */
export function sourceRule(event: CalendarEvent, dates: readonly { plannedAt: Date }[]): string | null {
  const text = event.recurrence?.rule ?? null;
  if (!text || text.length > longest.rule) return null;
  const { rule } = readRule(text);
  const first = Math.min(...dates.map(({ plannedAt }) => plannedAt.getTime()));
  const count = Number(rule.get('COUNT') ?? 0);
  if (!count || first === instantOf(event.start, event).getTime()) return text;
  const last = firstDates(text, event, count).at(-1);
  if (!last) return text;
  const ended = new Map(rule).set('UNTIL', last.slice(0, 10).replaceAll('-', ''));
  ended.delete('COUNT');
  return ruleText(withFittingEnd(ended, false, sourceZone(event)));
}

/**
 * What is kept of a source to know it again: the mark of all of it, then those of its title, its text, its place and its
 * times. So a later version changes only what the source changed, and leaves what the organisers did to the rest.
 */
export function marksOf(event: CalendarEvent): SourceMarks {
  const { title, description, venue, address, onlineUrl } = sourceWords(event);
  const { start, end, allDay, timeZone, recurrence, status } = event;
  return {
    all: digestOf(event),
    title: markOf(title),
    description: markOf(description),
    place: markOf([venue, address, onlineUrl]),
    times: markOf([start, end, allDay, timeZone, recurrence, status]),
  };
}

export interface SourceMarks {
  all: string;
  title: string;
  description: string;
  place: string;
  times: string;
}

export const marksText = ({ all, title, description, place, times }: SourceMarks): string =>
  [all, title, description, place, times].join(' ');

export function marksFrom(text: string | null | undefined): SourceMarks {
  const [all = '', title = '', description = '', place = '', times = ''] = (text ?? '').split(' ');
  return { all, title, description, place, times };
}

const markOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 11);

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Some programs write HTML. What it says is kept, its tags are not. */
function plain(text: string): string {
  const words = /<(br|p|div|a|b|i|ul|li|span|html)\b[^>]*>/i.test(text)
    ? text
        .replaceAll(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n')
        .replaceAll(/<[^>]{0,2000}>/g, '')
        .replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => named[name] ?? '')
    : text;
  return words
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const shortened = (text: string, length: number): string =>
  text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
