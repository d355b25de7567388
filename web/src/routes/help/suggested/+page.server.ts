import { redirect } from '@sveltejs/kit';
import { SuggestedRequestsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { member } = await locals.viewer();
  if (!member) redirect(303, '/sign-in?next=/help/suggested');
  const { suggestedRequests } = await locals.graphql.query(SuggestedRequestsDocument, { first: 20 });
  return { suggested: suggestedRequests };
};
