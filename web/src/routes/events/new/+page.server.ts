import { error, redirect } from '@sveltejs/kit';
import {
  CreateEventDocument,
  EventDateDocument,
  EventSourceDocument,
  InvitingOrganisationsDocument,
  NeighbourhoodsDocument,
} from '#schema';
import { sendEvent } from '#lib/features/events/event-form.server.ts';
import { withNext } from '#lib/features/members/next.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(url)));
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const like = url.searchParams.get('like');
  return {
    copied: like === null ? null : await eventToCopy(locals, like),
    neighbourhoods,
    organisations: await locals.graphql.query(InvitingOrganisationsDocument, {}),
    today: dayAfter(new Date(), 0),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

/** An event after which a new one is made, for those who may change it. */
async function eventToCopy(locals: App.Locals, id: string) {
  const [{ eventDate: date }, { eventDate }] = await Promise.all([
    locals.graphql.query(EventDateDocument, { id }),
    locals.graphql.query(EventSourceDocument, { id }),
  ]);
  const { source } = eventDate.event;
  if (!source) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  return { date, source };
}

export const actions: Actions = {
  save: (event) =>
    sendEvent(event, async (sent, data) => {
      const { createEvent } = await event.locals.graphql.mutate(CreateEventDocument, {
        key: text(data, 'key'),
        organisationId: text(data, 'organisationId'),
        ...sent,
      });
      return `/events/${createEvent.id}/people`;
    }),
};
