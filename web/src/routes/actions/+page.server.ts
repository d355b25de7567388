import { NeighbourhoodsDocument, SolidarityActionsDocument } from '#schema';
import { readWanted } from '#lib/features/actions/wanted.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const wanted = readWanted(url.searchParams);
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const { solidarityActions } = await locals.graphql.query(SolidarityActionsDocument, {
    first: 20,
    after: cursorIn(url),
    filter: {
      states: [wanted.state],
      zoneIds: zone ? [zone.id] : null,
      withFreePlaces: wanted.free && wanted.state === 'OPEN',
      search: wanted.words,
    },
  });
  return { actions: solidarityActions, neighbourhoods, wanted: { ...wanted, zone: zone?.id ?? null } };
};
