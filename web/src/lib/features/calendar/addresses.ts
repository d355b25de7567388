/** What a calendar or a feed of events can be narrowed to, by its names in addresses. */
const narrowings = ['neighbourhood', 'zone', 'organisation', 'topic'];

/** The addresses at which events are followed, in a language; `query`: filters, of which feeds know some. */
export function feedAddresses(origin: string, query: string, locale: string) {
  const search = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => narrowings.includes(name)));
  const narrowed = search.toString();
  search.set('lang', locale);
  const calendar = `${origin}/calendar.ics?${search.toString()}`;
  return {
    calendar,
    webcal: calendar.replace(/^https?:/, 'webcal:'),
    rss: `/events/feed.xml?${search.toString()}`,
    json: `/events/feed.json?${search.toString()}`,
    embed: `${origin}/embed/events?${search.toString()}`,
    snippetPage: `/events/embed${narrowed && `?${narrowed}`}`,
  };
}
