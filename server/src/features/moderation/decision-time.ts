import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
import { atTownHour, townDay } from '../../platform/time.ts';
import { maxSuspensionDays } from './moderation.words.ts';

const field = 'input.suspendUntil';

/**
 * The instant a suspension until a day ends: the end of that day in the town. Throws REQUIRED without a day, DATE_IN_PAST,
 * or DATE_TOO_FAR beyond 90 days.
 */
export function decisionEnds(day: string | null, now: Date): Date {
  if (!day) throw new AppError('REQUIRED', {}, field);
  const until = Temporal.PlainDate.from(day);
  const days = townDay(now).until(until).total('days');
  if (days < 0) throw new AppError('DATE_IN_PAST', {}, field);
  if (days > maxSuspensionDays) throw new AppError('DATE_TOO_FAR', { days: maxSuspensionDays }, field);
  return atTownHour(until, 24);
}
