import { HelpRequestsDocument, SolidarityActionsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [{ helpRequests }, { solidarityActions }] = await Promise.all([
    locals.graphql.query(HelpRequestsDocument, { first: 6 }),
    locals.graphql.query(SolidarityActionsDocument, { first: 3, filter: { states: ['OPEN'], withFreePlaces: false } }),
  ]);
  return { requests: helpRequests.nodes, actions: solidarityActions.nodes };
};
