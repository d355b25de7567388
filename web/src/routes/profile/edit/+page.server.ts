import { NeighbourhoodsDocument, UpdateProfileDocument } from '#schema';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { audienceIn, languagesIn } from '#lib/features/members/profile-form.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const profile = await ownProfile(event);
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  return { profile, neighbourhoods, key: crypto.randomUUID() };
};

const kept = ['displayName', 'zoneId', 'skills', 'tag', 'level'];
const keptAudiences = ['zoneAudience', 'languagesAudience', 'skillsAudience', 'availabilityAudience'];

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const input = {
        displayName: text(data, 'displayName'),
        zoneId: text(data, 'zoneId') || null,
        languages: languagesIn(data),
        skills: text(data, 'skills')
          .split('\n')
          .map((skill) => skill.trim())
          .filter(Boolean),
        zoneAudience: audienceIn(data, 'zoneAudience'),
        languagesAudience: audienceIn(data, 'languagesAudience'),
        skillsAudience: audienceIn(data, 'skillsAudience'),
        availabilityAudience: audienceIn(data, 'availabilityAudience'),
      };
      await locals.graphql.mutate(UpdateProfileDocument, { key: text(data, 'key'), input });
      return '/profile?done';
    },
    { keep: [...kept, ...keptAudiences] },
  ),
};
