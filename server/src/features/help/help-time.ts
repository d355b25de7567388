import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
import type { NoticeParams } from '../../platform/link-action.ts';
import { atTownHour, townDay } from '../../platform/time.ts';
import type { PartOfDay, When } from './help.words.ts';

/** Wall-clock hours in the town. */
export const hoursOfPart: Record<PartOfDay, readonly [from: number, until: number]> = {
  ANY: [0, 24],
  MORNING: [8, 13],
  AFTERNOON: [13, 18],
  EVENING: [18, 22],
};

/** How far ahead help can be asked for. */
export const maxDaysAhead = 90;

export interface HelpTime {
  startsAt: Date;
  endsAt: Date;
}

/**
 * The window of time that "today", "tomorrow in the morning", "this week" or a day stands for, seen from `now` in the town.
 * This week is today and the six days after. Throws REQUIRED, DATE_IN_PAST or DATE_TOO_FAR on the field that is wrong.
 */
export function helpTime(when: When, date: string | null, part: PartOfDay, now: Date): HelpTime {
  const today = townDay(now);
  if (when === 'THIS_WEEK') return { startsAt: now, endsAt: atTownHour(today.add({ days: 6 }), 24) };
  const day = when === 'TODAY' ? today : when === 'TOMORROW' ? today.add({ days: 1 }) : chosenDay(date, today);
  const [from, until] = hoursOfPart[part];
  const endsAt = atTownHour(day, until);
  if (endsAt <= now) throw new AppError('DATE_IN_PAST', {}, when === 'ON_DATE' ? 'input.date' : 'input.partOfDay');
  const startsAt = atTownHour(day, from);
  return { startsAt: startsAt < now ? now : startsAt, endsAt };
}

/** The choice behind a window of time, for texts: the day and its part, or the last day of the week. */
export function chosenTime({
  when,
  partOfDay,
  startsAt,
  endsAt,
}: HelpTime & { when: When; partOfDay: PartOfDay }): Pick<NoticeParams, 'day' | 'part' | 'by'> {
  // The end is the first moment that no longer counts.
  if (when === 'THIS_WEEK') return { day: townDay(new Date(endsAt.getTime() - 1)).toString(), by: true };
  return { day: townDay(startsAt).toString(), ...(partOfDay === 'ANY' ? {} : { part: partOfDay }) };
}

/** Whether helping can have begun: its day in the town has come. */
export const dayHasCome = ({ startsAt }: { startsAt: Date | string }, now: Date): boolean =>
  Temporal.PlainDate.compare(townDay(new Date(startsAt)), townDay(now)) <= 0;

/** A day somebody named, from today to 90 days ahead. */
export function chosenDay(date: string | null, today: Temporal.PlainDate): Temporal.PlainDate {
  if (!date) throw new AppError('REQUIRED', {}, 'input.date');
  const day = Temporal.PlainDate.from(date);
  if (Temporal.PlainDate.compare(day, today) < 0) throw new AppError('DATE_IN_PAST', {}, 'input.date');
  if (today.until(day).days > maxDaysAhead) throw new AppError('DATE_TOO_FAR', { days: maxDaysAhead }, 'input.date');
  return day;
}
