import {
  EventSourceDocument,
  InvitingOrganisationsDocument,
  NeighbourhoodsDocument,
  UpdateEventDocument,
} from '#schema';
import { scopes } from '#lib/features/events/choices.ts';
import { dateFor } from '#lib/features/events/editable.server.ts';
import { sendEvent } from '#lib/features/events/event-form.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Whoever organises it reads that it was called off, and not that the page is for others.
  const date = await dateFor(
    event,
    ({ viewerSeesPeople, event: { viewerCanEdit, state } }) =>
      viewerCanEdit || (viewerSeesPeople && state === 'CANCELLED'),
  );
  const [{ neighbourhoods }, organisations, { eventDate }] = await Promise.all([
    event.locals.graphql.query(NeighbourhoodsDocument, {}),
    event.locals.graphql.query(InvitingOrganisationsDocument, {}),
    event.locals.graphql.query(EventSourceDocument, { id: date.id }),
  ]);
  return {
    date,
    source: eventDate.event.source,
    onItsOwn: eventDate.onItsOwn,
    neighbourhoods,
    organisations,
    today: dayAfter(new Date(), 0),
    kept: takeKeptForm(event.cookies, event.url),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: (event) =>
    sendEvent(event, async (sent, data) => {
      const { updateEvent } = await event.locals.graphql.mutate(UpdateEventDocument, {
        key: text(data, 'key'),
        dateId: event.params.id ?? '',
        version: Number.parseInt(text(data, 'version'), 10) || 0,
        scope: oneOfThese(scopes, text(data, 'scope')) ?? 'ALL',
        ...sent,
      });
      return `/events/${updateEvent.id}`;
    }),
};
