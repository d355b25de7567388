import { redirect } from '@sveltejs/kit';
import {
  ActionOrganisationsDocument,
  NeighbourhoodsDocument,
  OpenActionDocument,
  ProposeActionDocument,
} from '#schema';
import { basicFields, readBasics } from '#lib/features/actions/basics.server.ts';
import { actionPhotos } from '#lib/features/actions/choices.ts';
import { sendWithPhotos } from '#lib/features/attachments/send-with-photos.server.ts';
import { withNext } from '#lib/features/members/next.ts';
import { text } from '#lib/graphql/form.server.ts';
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
  default: async (event) => {
    const { graphql } = event.locals;
    const data = await event.request.formData();
    return sendWithPhotos(
      event,
      { data, keep: [...basicFields, 'organisationId'], fields: actionPhotos },
      async (photoIds) => {
        const key = text(data, 'key');
        const input = { ...readBasics(data), photoIds };
        const organisationId = text(data, 'organisationId') || null;
        const { viewer } = await graphql.query(ActionOrganisationsDocument, {});
        if (organisationId && viewer.viewerCanOrganiseFor.some(({ id }) => id === organisationId)) {
          const { openAction } = await graphql.mutate(OpenActionDocument, { key, input, organisationId });
          return `/actions/${openAction.id}/edit?step=2`;
        }
        const { proposeAction } = await graphql.mutate(ProposeActionDocument, { key, input, organisationId });
        return `/actions/${proposeAction.id}/edit?step=2`;
      },
    );
  },
};
