import { HelpOffersDocument, NeighbourhoodsDocument } from '#schema';
import { apiFilter, readListFilter } from '#lib/features/help/wanted.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const wanted = readListFilter(url.searchParams);
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const { helpOffers } = await locals.graphql.query(HelpOffersDocument, {
    first: 20,
    after: cursorIn(url),
    filter: apiFilter(wanted, zone),
  });
  return { offers: helpOffers, neighbourhoods, wanted: { ...wanted, zone: zone?.id ?? null } };
};
