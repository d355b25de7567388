import { NeighbourhoodsDocument, OrganisationsDocument } from '#schema';
import { topics } from '#lib/features/events/choices.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const { organisations } = await locals.graphql.query(OrganisationsDocument, { first: 50 });
  const zones = neighbourhoods.flatMap(({ name: group, zones }) =>
    zones.map(({ id, name }) => ({ value: id, label: name, group })),
  );
  const hosts = organisations.nodes.map(({ id, name }) => ({ value: id, label: name }));
  const among = (name: string, options: { value: string }[]) =>
    options.find(({ value }) => value === url.searchParams.get(name))?.value ?? null;
  const language = url.searchParams.get('lang');
  return {
    zones,
    hosts,
    chosen: {
      zone: among('zone', zones),
      organisation: among('organisation', hosts),
      topic: oneOfThese(topics, url.searchParams.get('topic')) ?? null,
      lang: isLocale(language) ? language : locals.locale,
    },
  };
};
