import { EventZonesDocument } from '#schema';
import { filtersOf } from '#lib/features/calendar/shown-dates.server.ts';
import { eventFilter, readWantedEvents } from '#lib/features/events/wanted.ts';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders(sameForVisitors);
  const wanted = { ...readWantedEvents(url.searchParams), past: false };
  const filter = eventFilter(wanted, undefined); // all zones, whichever was chosen before
  const { eventZones, areaMap } = await locals.graphql.query(EventZonesDocument, { filter });
  const search = new URLSearchParams(filtersOf(url.searchParams));
  search.delete('zone');
  return { zones: eventZones, areaPath: areaMap?.path ?? null, query: search.toString() };
};
