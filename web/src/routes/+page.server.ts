import { HelpRequestsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { helpRequests } = await locals.graphql.query(HelpRequestsDocument, { first: 6 });
  return { requests: helpRequests.nodes };
};
