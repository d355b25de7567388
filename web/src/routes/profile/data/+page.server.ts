import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await ownProfile(event);
};
