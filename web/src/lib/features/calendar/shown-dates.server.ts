import type { RequestEvent } from '@sveltejs/kit';
import { type CalendarDateFragment, CalendarDatesDocument, NeighbourhoodsDocument } from '#schema';
import { eventFilter, readWantedEvents } from '#lib/features/events/wanted.ts';
import type { ShownDays } from './days.ts';

const atOnce = 50;
const most = 300;

/** The dates of a view with the filters of its address, 300 at most; whether there are more. */
export async function datesIn({ locals, url }: RequestEvent, { weeks }: ShownDays) {
  const wanted = { ...readWantedEvents(url.searchParams), past: false };
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const days = weeks.flat();
  const filter = { ...eventFilter(wanted, zone), from: days[0], until: days.at(-1) };
  const dates: CalendarDateFragment[] = [];
  let after: string | null | undefined = null;
  do {
    const page: {
      events: { nodes: CalendarDateFragment[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } };
    } = await locals.graphql.query(CalendarDatesDocument, { filter, first: atOnce, after });
    dates.push(...page.events.nodes);
    after = page.events.pageInfo.hasNextPage ? page.events.pageInfo.endCursor : null;
  } while (after && dates.length < most);
  return { dates, more: Boolean(after), query: filtersOf(url.searchParams) };
}

/** The filters of an address, to be kept on the way to another view: "topic=FOOD", or nothing. */
export function filtersOf(search: URLSearchParams): string {
  const kept = ['words', 'topic', 'zone', 'language', 'children', 'stepFree', 'free'];
  return new URLSearchParams([...search].filter(([name, value]) => kept.includes(name) && value !== '')).toString();
}
