import { weekOf } from '#lib/features/calendar/days.ts';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import { datesIn } from '#lib/features/calendar/shown-dates.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders(sameForVisitors);
  const shown = weekOf(event.url.searchParams.get('from'), new Date());
  return { shown, ...(await datesIn(event, shown)) };
};
