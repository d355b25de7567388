import { redirect } from '@sveltejs/kit';
import { AskingOrganisationsDocument, CreateConsultationDocument, NeighbourhoodsDocument } from '#schema';
import { sendConsultation } from '#lib/features/consultations/consultation-form.server.ts';
import { withNext } from '#lib/features/members/next.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', url.pathname));
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  return {
    neighbourhoods,
    organisations: await locals.graphql.query(AskingOrganisationsDocument, {}),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: (event) =>
    sendConsultation(event, async (input, data) => {
      const { createConsultation } = await event.locals.graphql.mutate(CreateConsultationDocument, {
        key: text(data, 'key'),
        organisationId: text(data, 'organisationId'),
        input,
      });
      return `/consultations/${createConsultation.id}`;
    }),
};
