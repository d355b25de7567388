import { NeighbourhoodsDocument, UpdateOrganisationDocument } from '#schema';
import { editableOrganisation } from '#lib/features/organisations/editable.server.ts';
import { organisationFields, organisationIn } from '#lib/features/organisations/organisation-form.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const organisation = await editableOrganisation(event);
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  return { organisation, neighbourhoods, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals, params }, data) => {
      const { id = '' } = params;
      const input = organisationIn(data);
      await locals.graphql.mutate(UpdateOrganisationDocument, { key: text(data, 'key'), id, input });
      return `/organisations/${id}`;
    },
    { keep: organisationFields },
  ),
};
