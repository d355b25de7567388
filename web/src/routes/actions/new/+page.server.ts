import { redirect } from '@sveltejs/kit';
import {
  ActionOrganisationsDocument,
  NeighbourhoodsDocument,
  OpenActionDocument,
  ProposeActionDocument,
} from '#schema';
import { basicFields, readBasics } from '#lib/features/actions/basics.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { withNext } from '#lib/features/members/next.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  return {
    neighbourhoods,
    organisations: await locals.graphql.query(ActionOrganisationsDocument, {}),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const key = text(data, 'key');
      const input = readBasics(data);
      const organisationId = text(data, 'organisationId') || null;
      const { viewer } = await locals.graphql.query(ActionOrganisationsDocument, {});
      if (organisationId && viewer.viewerCanOrganiseFor.some(({ id }) => id === organisationId)) {
        const { openAction } = await locals.graphql.mutate(OpenActionDocument, { key, input, organisationId });
        return `/actions/${openAction.id}/edit?step=2`;
      }
      const { proposeAction } = await locals.graphql.mutate(ProposeActionDocument, { key, input, organisationId });
      return `/actions/${proposeAction.id}/edit?step=2`;
    },
    { keep: [...basicFields, 'organisationId'] },
  ),
};
