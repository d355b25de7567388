import type { Audience, AvailabilityInput, LanguageLevel, SpokenLanguageInput } from '#schema';
import { text, texts } from '#lib/graphql/form.server.ts';
import { audiences, languageLevels, weekdays } from './words.ts';

/** The rows of spoken languages of a form; rows without a language fall away. */
export function languagesIn(data: FormData): SpokenLanguageInput[] {
  const levels = texts(data, 'level');
  const rows = texts(data, 'tag').map((tag, row) => ({ tag: tag.trim(), level: levelOf(levels[row]) }));
  const known = new Map(rows.filter(({ tag }) => tag !== '').map((row) => [row.tag, row]));
  return [...known.values()];
}

/** The rows of the hours of the week of a form, as they were filled in. */
export function hoursIn(data: FormData): HoursRow[] {
  const starts = texts(data, 'from');
  const ends = texts(data, 'until');
  return starts.map((from, row) => ({ days: texts(data, `days-${row}`), from, until: ends[row] ?? '' }));
}

export interface HoursRow {
  days: string[];
  from: string;
  until: string;
}

/** Rows for the API; a row without days is one that nobody filled in. */
export function toAvailability(rows: HoursRow[]): AvailabilityInput[] {
  return rows
    .map(({ days, from, until }) => ({
      rrule: `FREQ=WEEKLY;BYDAY=${weekdays.filter((day) => days.includes(day)).join(',')}`,
      startTime: from,
      endTime: until,
    }))
    .filter(({ rrule }) => !rrule.endsWith('='));
}

/** Who may see a part of the profile. */
export function audienceIn(data: FormData, name: string): Audience {
  const wanted = text(data, name);
  return audiences.find((audience) => audience === wanted) ?? 'MEMBERS';
}

function levelOf(word: string | undefined): LanguageLevel {
  return languageLevels.find((level) => level === word) ?? 'WELL';
}
