import { OrganisationDocument, SolidarityActionsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { organisation } = await locals.graphql.query(OrganisationDocument, { id: params.id });
  const { solidarityActions } = await locals.graphql.query(SolidarityActionsDocument, {
    first: 6,
    filter: { organisationId: params.id, withFreePlaces: false },
  });
  return { organisation, actions: solidarityActions.nodes };
};
