import {
  ImportZonesDocument,
  RemoveZoneDocument,
  SaveNeighbourhoodDocument,
  SaveZoneDocument,
  ZonesToKeepDocument,
} from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { namedLocales } from '#lib/features/neighbourhoods/named-locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanManageZones');
  const { neighbourhoods } = await event.locals.graphql.query(ZonesToKeepDocument, {});
  return { neighbourhoods, key: crypto.randomUUID() };
};

const page = '/admin/zones';
const formOf = (name: string) => (data: FormData) => `${name}${text(data, 'id')}`;

export const actions: Actions = {
  neighbourhood: formAction(
    async ({ locals }, data) => {
      const id = text(data, 'id') || null;
      await locals.graphql.mutate(SaveNeighbourhoodDocument, { key: text(data, 'key'), id, name: text(data, 'name') });
      return page;
    },
    { form: formOf('neighbourhood'), keep: ['name'], beside: 'name' },
  ),
  zone: formAction(
    async ({ locals }, data) => {
      const filled = namedLocales.map((locale) => [locale, text(data, `name-${locale}`)]).filter(([, name]) => name);
      const input = {
        name: text(data, 'name'),
        neighbourhoodId: text(data, 'neighbourhoodId') || required('neighbourhoodId'),
        ...(filled.length > 0 ? { names: Object.fromEntries(filled) } : {}),
      };
      await locals.graphql.mutate(SaveZoneDocument, { key: text(data, 'key'), id: text(data, 'id') || null, input });
      return page;
    },
    {
      form: formOf('zone'),
      keep: ['name', 'neighbourhoodId', ...namedLocales.map((locale) => `name-${locale}`)],
      beside: 'name',
    },
  ),
  remove: formAction(
    async ({ locals }, data) => {
      await locals.graphql.mutate(RemoveZoneDocument, { key: text(data, 'key'), id: text(data, 'id') });
      return page;
    },
    { form: formOf('zone'), beside: 'remove' },
  ),
  import: formAction(
    async ({ locals }, data) => {
      const file = data.get('file');
      if (!(file instanceof File) || file.size === 0) required('file');
      const variables = { key: text(data, 'key'), geojson: await file.text() };
      return { shown: (await locals.graphql.mutate(ImportZonesDocument, variables)).importZones };
    },
    { form: 'import', beside: 'file' },
  ),
};
