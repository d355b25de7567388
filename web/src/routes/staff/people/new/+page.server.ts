import { NeighbourhoodsDocument, RegisterPersonDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  return { neighbourhoods, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const input = {
        displayName: text(data, 'displayName'),
        locale: text(data, 'locale'),
        zoneId: text(data, 'zoneId') || null,
        languages: texts(data, 'languages').map((tag) => ({ tag, level: 'WELL' as const })),
      };
      const { registerPerson } = await locals.graphql.mutate(RegisterPersonDocument, { key: text(data, 'key'), input });
      return `/staff/people/${registerPerson.id}`;
    },
    { keep: ['displayName', 'locale', 'zoneId', 'languages'] },
  ),
};
