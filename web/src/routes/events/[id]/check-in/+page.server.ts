import { CheckInDocument, EventPeopleDocument, type EventPeopleQuery } from '#schema';
import { dateFor } from '#lib/features/events/editable.server.ts';
import { peopleIn } from '#lib/features/events/people-acts.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Registration = EventPeopleQuery['eventPeople']['registrations']['nodes'][number];

/** How many pages of fifty are read for the list at the door. */
const mostPages = 12;

export const load: PageServerLoad = async (event) => {
  const date = await dateFor(event, ({ viewerSeesPeople }) => viewerSeesPeople);
  const all: Registration[] = [];
  let after: string | null | undefined = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { eventPeople }: EventPeopleQuery = await event.locals.graphql.query(EventPeopleDocument, {
      id: date.id,
      first: 50,
      after,
    });
    all.push(...eventPeople.registrations.nodes);
    if (!eventPeople.registrations.pageInfo.hasNextPage) break;
    after = eventPeople.registrations.pageInfo.endCursor;
  }
  event.setHeaders({ 'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()' });
  return {
    date,
    key: crypto.randomUUID(),
    people: all
      .filter(({ state }) => state === 'CONFIRMED')
      .map(({ id, name, code, people, cameWith }) => ({ id, name, code, people, came: cameWith != null }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const code = text(data, 'code');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(CheckInDocument, {
          key: text(data, 'key'),
          dateId: event.params.id ?? '',
          entries: [{ code, people: peopleIn(data) }],
        }),
      { form: 'checkIn', values: { code } },
    );
    if (isRefused(answer)) return answer;
    const [result] = answer.checkIn;
    return { shown: { code, outcome: result?.outcome ?? 'NOT_FOUND', registrationId: result?.registrationId } };
  },
};
