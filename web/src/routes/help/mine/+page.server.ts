import { MyHelpDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { myHelpRequests, myHelpMatches } = await locals.graphql.query(MyHelpDocument, {
    first: 20,
    afterRequests: url.searchParams.get('asked'),
    afterMatches: url.searchParams.get('offered'),
  });
  return { asked: myHelpRequests, offered: myHelpMatches };
};
