import { sql } from 'kysely';
import { townTimeZone } from '../../../platform/time.ts';
import { type AgreedShift, agreedShifts } from '../../actions/index.ts';
import { type AgreedHelpTime, agreedHelpTimes } from '../../help/index.ts';
import { categoryName } from '../../notifications/index.ts';
import type { CalendarEvent } from '../calendar/calendar.ts';
import { allRows, feedBounds, type FeedReader, feedRows } from './feed-dates.query.ts';
import { feedEvent, instantText, timesOf, uidOf } from './feed-event.ts';
import { feedWords } from './feed-words.ts';

const day = 86_400_000;

/**
 * What a member has agreed to, from 31 days ago on: places at events, support slots, shifts of actions, help at a time.
 * Nothing of it names another person or says where somebody lives.
 */
export async function personalEvents(
  reader: FeedReader,
  memberId: string,
  { now, origin }: { now: Date; origin: string },
): Promise<CalendarEvent[]> {
  const from = new Date(now.getTime() - feedBounds.daysBack * day);
  const offered = await offeredDates(reader, memberId);
  const dates = await allRows(feedRows(reader, ownDates(memberId, from)));
  const status = (id: string) => (offered.has(id) ? 'TENTATIVE' : 'CONFIRMED');
  const { locale } = reader;
  return [
    ...dates.map((row) => feedEvent(row, { origin, locale, status: status(row.id) })),
    ...(await agreedShifts(reader.em, memberId, from, locale)).map((shift) => shiftEvent(shift, reader, origin)),
    ...(await agreedHelpTimes(reader.em, memberId, from, locale)).map((one) => helpEvent(one, reader, origin)),
  ];
}

/** Dates at which the member has a place, or holds a support slot. */
const ownDates = (memberId: string, from: Date) => sql<boolean>`d.starts_at >= ${from.toISOString()} and (
  exists (select from registration r join event_date f on f.id = r.date_id
    where r.seats_id = d.seats_id and r.member_id = ${memberId} and r.state in ('CONFIRMED', 'OFFERED') and d.starts_at >= f.starts_at)
  or exists (select from support_slot s join support_claim c on c.slot_id = s.id where s.date_id = d.id and c.member_id = ${memberId}))`;

/** Dates at which a place is only kept for the member so far. */
async function offeredDates({ em }: FeedReader, memberId: string): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select d.id from registration r join event_date d on d.seats_id = r.seats_id where r.member_id = ? and r.state = 'OFFERED'`,
    [memberId],
  );
  return new Set(rows.map(({ id }) => id));
}

function shiftEvent(shift: AgreedShift, { locale }: FeedReader, origin: string): CalendarEvent {
  return {
    ...ownEvent(shift),
    title: `${feedWords[locale].shift}: ${shift.task} · ${shift.action}`,
    url: `${origin}/actions/${shift.actionId}`,
    status: shift.cancelled ? 'CANCELLED' : 'CONFIRMED',
  };
}

function helpEvent(agreed: AgreedHelpTime, { locale }: FeedReader, origin: string): CalendarEvent {
  return {
    ...ownEvent(agreed),
    title: `${feedWords[locale].help}: ${categoryName(locale, agreed.category)}`,
    url: `${origin}/help/${agreed.requestId}`,
    status: 'CONFIRMED',
  };
}

function ownEvent({ id, startsAt, endsAt, zone, changedAt }: AgreedShift | AgreedHelpTime): CalendarEvent {
  const instants = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return {
    uid: uidOf(id),
    title: '',
    description: '',
    location: zone,
    url: null,
    categories: [],
    ...timesOf({ ...instants, allDay: false, timeZone: townTimeZone }),
    recurrence: null,
    status: null,
    sequence: 0,
    lastModified: instantText(changedAt),
  };
}
