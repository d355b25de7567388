import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const profile = await ownProfile(event);
  const viewer = await event.locals.viewer();
  return {
    profile,
    secondFactorNeeded: viewer.secondFactorNeeded,
    canRegisterPeople: viewer.viewerCanRegisterPeople,
    canModerate: viewer.viewerCanModerate,
    canManageZones: viewer.viewerCanManageZones,
    canManageRoles: viewer.viewerCanManageRoles,
    done: event.url.searchParams.has('done'),
  };
};

export const actions: Actions = {
  signOut: formAction(async (event) => {
    await askAccount(event, '/sign-out');
    return '/';
  }),
};
