import { HelpRequestsDocument, NeighbourhoodsDocument } from '#schema';
import { isCategory } from '#lib/features/help/choices.ts';
import { spokenLanguages } from '#lib/i18n/names.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const wanted = readFilter(url.searchParams);
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const zones = neighbourhoods.flatMap((neighbourhood) => neighbourhood.zones);
  const zone = zones.find(({ id }) => id === wanted.zone);
  const { helpRequests } = await locals.graphql.query(HelpRequestsDocument, {
    first: 20,
    after: url.searchParams.get('after'),
    filter: {
      categories: wanted.category ? [wanted.category] : null,
      zoneIds: zone ? [zone.id] : null,
      languages: wanted.language ? [wanted.language] : null,
      nearMe: wanted.nearMe,
    },
  });
  return { requests: helpRequests, neighbourhoods, wanted: { ...wanted, zone: zone?.id ?? null } };
};

function readFilter(search: URLSearchParams) {
  const category = search.get('category');
  const language = search.get('language');
  return {
    category: isCategory(category) ? category : null,
    zone: search.get('zone'),
    language: language && spokenLanguages.includes(language) ? language : null,
    nearMe: search.get('near') === 'me',
  };
}
