import { MyHelpDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { viewer, neighbourhoods, myHelpRequests, myHelpMatches, myHelpOffers } = await locals.graphql.query(
    MyHelpDocument,
    {
      first: 20,
      afterRequests: url.searchParams.get('asked'),
      afterMatches: url.searchParams.get('offered'),
      afterOffers: url.searchParams.get('giving'),
    },
  );
  const { member } = await locals.viewer();
  const own = neighbourhoods.find(({ zones }) => zones.some(({ id }) => id === member?.zone?.id));
  return {
    minutesGiven: viewer.minutesGiven,
    own,
    asked: myHelpRequests,
    offered: myHelpMatches,
    giving: myHelpOffers,
  };
};
