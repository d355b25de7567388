import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { EventDateDocument, type EventDateQuery } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { hereOf } from '#lib/graphql/form.server.ts';

type EventDate = EventDateQuery['eventDate'];

/** The date of the page, for somebody who may do this with it. */
export async function dateFor(event: RequestEvent, may: (date: EventDate) => boolean): Promise<EventDate> {
  const { id = '' } = event.params;
  const { eventDate } = await event.locals.graphql.query(EventDateDocument, { id });
  if (may(eventDate)) return eventDate;
  const { member, secondFactorNeeded } = await event.locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(event.url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(event.url)));
  error(403, 'NOT_ALLOWED', { code: 'NOT_ALLOWED' });
}
