import { HelpRequestsDocument, NeighbourhoodsDocument, OpenSupportDocument, SuggestedRequestsDocument } from '#schema';
import { apiFilter, readListFilter } from '#lib/features/help/wanted.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

/** How many suggestions stand above the list. */
const fewSuggestions = 3;

export const load: PageServerLoad = async ({ locals, url }) => {
  const wanted = readListFilter(url.searchParams);
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const { helpRequests } = await locals.graphql.query(HelpRequestsDocument, {
    first: 20,
    after: cursorIn(url),
    filter: { ...apiFilter(wanted, zone), nearMe: wanted.nearMe },
  });
  // Somebody who looks for something else is not in need of suggestions.
  const { member } = await locals.viewer();
  const suggested =
    member && url.search === ''
      ? (await locals.graphql.query(SuggestedRequestsDocument, { first: fewSuggestions })).suggestedRequests
      : [];
  const { openSupport } =
    url.search === ''
      ? await locals.graphql.query(OpenSupportDocument, { first: fewSuggestions })
      : { openSupport: { nodes: [], pageInfo: { hasNextPage: false } } };
  return {
    requests: helpRequests,
    suggested,
    support: openSupport,
    neighbourhoods,
    wanted: { ...wanted, zone: zone?.id ?? null },
  };
};
