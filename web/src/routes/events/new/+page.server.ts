import { redirect } from '@sveltejs/kit';
import { CreateEventDocument, InvitingOrganisationsDocument, NeighbourhoodsDocument } from '#schema';
import { sendEvent } from '#lib/features/events/event-form.server.ts';
import { withNext } from '#lib/features/members/next.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', url.pathname));
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  return {
    neighbourhoods,
    organisations: await locals.graphql.query(InvitingOrganisationsDocument, {}),
    today: dayAfter(new Date(), 0),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

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
