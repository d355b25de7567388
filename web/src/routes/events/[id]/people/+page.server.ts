import { EventPeopleDocument } from '#schema';
import { dateFor } from '#lib/features/events/editable.server.ts';
import { peopleActs } from '#lib/features/events/people-acts.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const date = await dateFor(event, ({ viewerSeesPeople }) => viewerSeesPeople);
  const { eventPeople } = await event.locals.graphql.query(EventPeopleDocument, {
    id: date.id,
    first: 50,
    after: cursorIn(event.url),
  });
  return { date, people: eventPeople, kept: takeKeptForm(event.cookies, event.url), key: crypto.randomUUID() };
};

export const actions = peopleActs;
