import type { Config } from '../../../platform/config.ts';
import type { Job, JobContext } from '../../../platform/jobs/jobs.ts';
import type { Live } from '../../../platform/live/live.ts';
import { dayToAnnounce } from '../../../platform/time.ts';
import { EventDate } from '../event-date.entity.ts';
import { tellHelpers } from '../support/support-notices.ts';
import { Registration } from './registration.entity.ts';
import { tellReminder, tellThanks } from './registration-notices.ts';
import { limits } from './registrations.words.ts';
import { lockSeats, settleSeats } from './seating.ts';

/** What the timetable of events needs beyond the database. */
export interface SeatingParts {
  config: Config;
  live: Live;
}

/** Each minute: who did not answer in time counts no longer, and the next of the waiting list are asked. */
export const settleAllSeats = (parts: SeatingParts): Job => ({
  name: 'events.settle',
  cron: '* * * * *',
  async run({ em, clock }) {
    const due = await em.execute<{ id: string }[]>(
      `select distinct seats_id as id from registration
        where state in ('UNCONFIRMED', 'OFFERED') and held_until <= ? limit 500`,
      [clock.now()],
    );
    for (const { id } of due)
      await em.fork().transactional(async (tx) => {
        const ctx = { ...parts, em: tx, clock };
        await settleSeats(ctx, await lockSeats(ctx, id));
      });
  },
});

/** From five in the afternoon: who has a place at a date of tomorrow, or helps there, is reminded once. */
export const remindOfEvents = (parts: SeatingParts): Job => ({
  name: 'events.remind',
  cron: '*/10 * * * *',
  async run({ em, clock }) {
    const day = dayToAnnounce(clock.now());
    if (!day) return;
    const coming = {
      startsAt: { $gte: day.from, $lt: day.until },
      cancelledAt: null,
      event: { state: 'PUBLISHED', hiddenAt: null },
    } as const;
    for (const { id } of await em.fork().find(EventDate, coming, { fields: ['id'] }))
      await em.fork().transactional(async (tx) => {
        const date = await tx.findOneOrFail(EventDate, id, { populate: ['event'] });
        const about = { date, event: date.event.$ };
        for (const registration of await confirmedAt({ em: tx, clock }, date, day.since))
          await tellReminder({ ...parts, em: tx, clock }, registration, about);
        const onceKey = `event-help:${id}:${date.startsAt.toISOString()}`;
        await tellHelpers({ em: tx, clock }, date, date.event.$, 'EVENT_SUPPORT_REMINDER', { onceKey });
      });
  },
});

/** Each half hour: who had a place is asked how it was, once, from two hours after the end on. */
export const askHowItWas = (parts: SeatingParts): Job => ({
  name: 'events.after',
  cron: '*/30 * * * *',
  async run({ em, clock }) {
    const hours = (count: number) => new Date(clock.now().getTime() - count * 3_600_000);
    const over = { endsAt: { $gt: hours(26), $lte: hours(2) }, cancelledAt: null, event: { hiddenAt: null } } as const;
    for (const { id } of await em.fork().find(EventDate, over, { fields: ['id'] }))
      await em.fork().transactional(async (tx) => {
        const date = await tx.findOneOrFail(EventDate, id, { populate: ['event'] });
        for (const registration of await confirmedAt({ em: tx, clock }, date, date.startsAt))
          await tellThanks({ ...parts, em: tx, clock }, registration, { date, event: date.event.$ });
      });
  },
});

/** A guest `g` who never confirmed and cannot any more, or whose last date, wherever it has moved since, was over by then. */
const forgettable = `not exists (
  select from registration o join event_date d on d.seats_id = o.seats_id or d.id = o.date_id
   where o.guest_id = g.id and (o.confirmed_at is not null or o.state = 'UNCONFIRMED') and d.ends_at > ?)`;

/** Each night: guests whose last date was a month ago are forgotten, with their contact; the numbers stay. */
export const forgetGuests: Job = {
  name: 'events.forget',
  cron: '17 2 * * *',
  async run({ em, clock }) {
    const monthAgo = new Date(clock.now().getTime() - limits.rememberDays * 86_400_000);
    await em.execute(
      `update registration r set contact_hash = null from guest g where g.id = r.guest_id and ${forgettable}`,
      [monthAgo],
    );
    await em.execute(`delete from guest g where ${forgettable}`, [monthAgo]);
    const hourAgo = new Date(clock.now().getTime() - 3_600_000);
    await em.execute(`delete from calendar_file where read_at <= ?`, [hourAgo]);
  },
};

/** Who had a place at a date before then; with one registration for a series, those who come from it or an earlier one on. */
const confirmedAt = ({ em }: JobContext, { seats, plannedAt }: EventDate, before: Date): Promise<Registration[]> =>
  seats
    ? em.find(
        Registration,
        { seats: seats.id, state: 'CONFIRMED', confirmedAt: { $lt: before }, date: { plannedAt: { $lte: plannedAt } } },
        { orderBy: { id: 'asc' } },
      )
    : Promise.resolve([]);
