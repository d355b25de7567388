import { ComingEventsDocument, HelpRequestsDocument, SolidarityActionsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [{ helpRequests }, { solidarityActions }, { events }] = await Promise.all([
    locals.graphql.query(HelpRequestsDocument, { first: 6 }),
    locals.graphql.query(SolidarityActionsDocument, { first: 3, filter: { states: ['OPEN'], withFreePlaces: false } }),
    locals.graphql.query(ComingEventsDocument, { first: 3 }),
  ]);
  return { requests: helpRequests.nodes, actions: solidarityActions.nodes, events: events.nodes };
};
