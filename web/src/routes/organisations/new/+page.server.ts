import { CreateOrganisationDocument, NeighbourhoodsDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { organisationFields, organisationIn } from '#lib/features/organisations/organisation-form.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanCreateOrganisation');
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  return { neighbourhoods, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const input = organisationIn(data);
      const variables = { key: text(data, 'key'), input };
      const { createOrganisation } = await locals.graphql.mutate(CreateOrganisationDocument, variables);
      return `/organisations/${createOrganisation.id}`;
    },
    { keep: organisationFields },
  ),
};
