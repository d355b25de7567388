import { NeighbourhoodsDocument, UpdateProfileDocument } from '#schema';
import { safeNext } from '#lib/features/members/next.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const profile = await ownProfile(event);
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  return {
    profile,
    neighbourhoods,
    key: crypto.randomUUID(),
    next: safeNext(event.url.searchParams.get('next')),
  };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const input = {
        displayName: text(data, 'displayName'),
        zoneId: text(data, 'zoneId') || null,
        languages: texts(data, 'languages').map((tag) => ({ tag, level: 'WELL' as const })),
      };
      await locals.graphql.mutate(UpdateProfileDocument, { key: text(data, 'key'), input });
      return safeNext(text(data, 'next'));
    },
    { keep: ['displayName', 'zoneId', 'languages', 'next'] },
  ),
};
