import { EventsDocument, NeighbourhoodsDocument } from '#schema';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import { filtersOf } from '#lib/features/calendar/shown-dates.server.ts';
import { eventFilter, readWantedEvents } from '#lib/features/events/wanted.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders(sameForVisitors);
  const wanted = readWantedEvents(url.searchParams);
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const { events, areaMap } = await locals.graphql.query(EventsDocument, {
    first: 20,
    after: cursorIn(url),
    filter: eventFilter(wanted, zone),
  });
  return {
    events,
    neighbourhoods,
    wanted: { ...wanted, zone: zone?.id ?? null },
    query: filtersOf(url.searchParams),
    hasMap: areaMap !== null && !wanted.past,
  };
};
