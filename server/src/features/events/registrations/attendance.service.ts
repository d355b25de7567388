import { defineEntity, p } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import { EventDate } from '../event-date.entity.ts';
import { subjectOf } from '../event.reading.ts';
import { getDate, tellDateChanged } from '../event.service.ts';
import { eventPolicy } from '../events.policy.ts';
import type { CheckInInput } from './registration.input.ts';
import { Registration } from './registration.entity.ts';
import { type CheckInOutcome, limits } from './registrations.words.ts';
import { lockSeats } from './seating.ts';

const AttendanceSchema = defineEntity({
  name: 'Attendance',
  tableName: 'attendance',
  properties: {
    registration: () => p.manyToOne(Registration).ref().primary(),
    date: () => p.manyToOne(EventDate).ref().primary(),
    people: p.integer(),
    cameAt: p.datetime(),
    notedBy: () => p.manyToOne(Member).ref().nullable(),
  },
});

/** That a registration came to a date, and with how many people. */
export class Attendance extends AttendanceSchema.class {}
AttendanceSchema.setClass(Attendance);

export interface CheckedIn {
  code: string;
  outcome: CheckInOutcome;
  /** Null where no registration has the code. */
  registrationId: string | null;
}

/** How early people may be let in, in milliseconds. */
const early = 12 * 3_600_000;

/** From when on people may be let in to a date. */
export const checkInOpensAt = ({ startsAt }: { startsAt: Date | string }): Date =>
  new Date(new Date(startsAt).getTime() - early);

/**
 * Notes who came, many at a time: what a phone at the door kept while there was no network. Sent again, or by two phones,
 * each registration counts once. The places are locked like for any other change of a registration: nobody is let in and
 * taken off the list in the same moment.
 */
export async function checkIn(
  ctx: RequestContext,
  dateId: string,
  given: readonly CheckInInput[],
): Promise<CheckedIn[]> {
  const date = await atDoor(ctx, dateId);
  if (given.length > 500) throw new AppError('TOO_MUCH', { max: 500 }, 'entries');
  const known = await lockedRegistrationsBy(
    ctx,
    date,
    given.map(({ code }) => code),
  );
  const results: CheckedIn[] = [];
  for (const entry of given) results.push(await noteOne(ctx, date, entry, known.get(normal(entry.code))));
  audit(ctx, 'events.checkIn', dateId);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return results;
}

/** Takes back that somebody came. */
export async function undoCheckIn(ctx: RequestContext, dateId: string, registrationId: string): Promise<boolean> {
  await atDoor(ctx, dateId);
  await ctx.em.nativeDelete(Attendance, { date: dateId, registration: registrationId });
  audit(ctx, 'events.undoCheckIn', dateId);
  await tellDateChanged(ctx, dateId);
  return true;
}

/** Whether a registration came to a date; whole lists in one statement. */
export async function attendanceOf(
  ctx: RequestContext,
  registrationId: string,
  dateId: string,
): Promise<Attendance | null> {
  const all = (await batched(ctx, attendanceOfAll, registrationId)) ?? [];
  return all.find(({ date }) => date.id === dateId) ?? null;
}

/** The dates to which a registration came; whole lists in one statement. */
export const cameTo = async (ctx: RequestContext, registrationId: string): Promise<ReadonlySet<string>> =>
  new Set(((await batched(ctx, attendanceOfAll, registrationId)) ?? []).map(({ date }) => date.id));

/** How many people were let in at the door of a date: a bare number, which whoever shows it has to round or withhold. */
export async function peopleWhoCame(ctx: RequestContext, dateId: string): Promise<number> {
  const [row] = await ctx.em.execute<{ people: number }[]>(
    `select coalesce(sum(people), 0)::int as people from attendance where date_id = ?`,
    [dateId],
  );
  return row?.people ?? 0;
}

async function atDoor(ctx: RequestContext, dateId: string): Promise<EventDate> {
  signedIn(ctx);
  const date = await getDate(ctx, dateId);
  authorize(ctx, eventPolicy.checkIn, await subjectOf(ctx, date.event.$));
  return date;
}

async function noteOne(
  ctx: RequestContext,
  date: EventDate,
  { code, people, cameAt }: CheckInInput,
  registration: Registration | undefined,
): Promise<CheckedIn> {
  if (!registration) return { code, outcome: 'NOT_FOUND', registrationId: null };
  const answer = (outcome: CheckInOutcome) => ({ code, outcome, registrationId: registration.id });
  const at = momentOf(cameAt, ctx.clock.now());
  if (date.cancelledAt && at >= date.cancelledAt) return answer('CALLED_OFF');
  if (registration.state !== 'CONFIRMED') return answer('NO_PLACE');
  if (at < checkInOpensAt(date)) return answer('TOO_EARLY');
  const came = people ?? registration.people;
  const max = registration.people + limits.besides;
  if (came < 1 || came > max) throw new AppError('OUT_OF_RANGE', { min: 1, max }, 'entries');
  const inserted = await ctx.em.execute<unknown[]>(
    `insert into attendance (registration_id, date_id, people, came_at, noted_by_id) values (?, ?, ?, ?, ?)
     on conflict do nothing returning registration_id`,
    [registration.id, date.id, came, at, signedIn(ctx).id],
  );
  return answer(inserted.length > 0 ? 'CAME' : 'CAME_BEFORE');
}

/** When somebody came as the phone says it; now, where its clock cannot be right. */
const momentOf = (cameAt: Date | null | undefined, now: Date): Date =>
  cameAt && cameAt < now && now.getTime() - cameAt.getTime() < 7 * 86_400_000 ? cameAt : now;

/** People read a code aloud and write it in groups. */
function normal(typed: string): string {
  const code = typed.replace(/\s/gu, '').toUpperCase();
  return isId(code) ? code : code.replace(/\p{Pd}/gu, '');
}
const isId = (code: string) => /^[0-9A-F-]{36}$/.test(code);

async function lockedRegistrationsBy(
  ctx: RequestContext,
  { seats }: EventDate,
  codes: readonly string[],
): Promise<Map<string, Registration>> {
  if (!seats) return new Map();
  await lockSeats(ctx, seats.id);
  const wanted = codes.map(normal);
  const found = await ctx.em.find(
    Registration,
    {
      seats: seats.id,
      $or: [
        { code: { $in: wanted.filter((code) => !isId(code)) } },
        { id: { $in: wanted.filter(isId).map((id) => id.toLowerCase()) } },
      ],
    },
    { refresh: true },
  );
  return new Map(found.flatMap((one) => [[one.code, one] as const, [one.id.toUpperCase(), one] as const]));
}

async function attendanceOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Attendance[]>> {
  const found = await ctx.em.find(Attendance, { registration: { $in: [...ids] } });
  return Map.groupBy(found, ({ registration }) => registration.id);
}
