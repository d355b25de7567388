import { AppError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { EventDate } from '../event-date.entity.ts';
import { datesOf } from './registration-dates.ts';
import { registrationByToken } from './registration.service.ts';
import { type EventFace, limits } from './registrations.words.ts';
import type { Registration } from './registration.entity.ts';

/** How a date was for those who say so; for the organisers. */
export interface FeedbackSum {
  good: number;
  fair: number;
  bad: number;
  /** What people wrote, without names, in no order of time. */
  words: { words: string; language: string; face: EventFace }[];
}

/** Fewer answers than this, and faces would tell about persons. */
const fewest = 5;

/** How the last date was that is over, by somebody who was registered; said again, the new answer counts. */
export async function giveEventFeedback(
  ctx: RequestContext,
  token: string,
  face: EventFace,
  words: string | null,
): Promise<Registration> {
  const registration = await registrationByToken(ctx, token);
  if (registration.state !== 'CONFIRMED') throw new AppError('WRONG_STATE', { state: registration.state });
  const date = await lastDate(ctx, registration);
  if (!date) throw new AppError('WRONG_STATE', { state: 'NOT_OVER' });
  const said = words?.trim() || null;
  if (said && said.length > limits.words) throw new AppError('TOO_LONG', { max: limits.words }, 'words');
  await ctx.em.execute(
    `insert into event_feedback (id, date_id, registration_id, face, words, language, created_at) values (uuidv7(), ?, ?, ?, ?, ?, ?)
     on conflict (date_id, registration_id) do update set face = excluded.face, words = excluded.words, language = excluded.language`,
    [date.id, registration.id, face, said, ctx.locale, ctx.clock.now()],
  );
  return registration;
}

/** The face that a registration gave to the last date that is over; null: none yet. */
export async function faceOf(ctx: RequestContext, registration: Registration): Promise<EventFace | null> {
  const [row] = await ctx.em.execute<{ face: EventFace }[]>(
    `select face from event_feedback where registration_id = ? order by id desc limit 1`,
    [registration.id],
  );
  return row?.face ?? null;
}

/** Whether it is time to say how it was. */
export const canGiveFeedback = async (ctx: RequestContext, registration: Registration): Promise<boolean> =>
  registration.state === 'CONFIRMED' && (await lastDate(ctx, registration)) !== null;

/** The faces of a date; null while fewer than five people answered. */
export async function feedbackSum(ctx: RequestContext, dateId: string): Promise<FeedbackSum | null> {
  const rows = await ctx.em.execute<{ face: EventFace; words: string | null; language: string }[]>(
    `select face, words, language from event_feedback where date_id = ? order by md5(id::text)`,
    [dateId],
  );
  if (rows.length < fewest) return null;
  const count = (face: EventFace) => rows.filter((row) => row.face === face).length;
  return {
    good: count('GOOD'),
    fair: count('FAIR'),
    bad: count('BAD'),
    words: rows.flatMap(({ words, language, face }) => (words ? [{ words, language, face }] : [])),
  };
}

/** The last date that is over, of those that the registration is for. */
async function lastDate(ctx: RequestContext, registration: Registration): Promise<EventDate | null> {
  const dates = await datesOf(ctx, registration);
  return dates.findLast(({ cancelledAt, endsAt }) => !cancelledAt && endsAt <= ctx.clock.now()) ?? null;
}
