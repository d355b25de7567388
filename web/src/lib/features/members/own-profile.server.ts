import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { MyProfileDocument, type MyProfileQuery } from '#schema';
import { hereOf } from '#lib/graphql/form.server.ts';
import { withNext } from './next.ts';

export type OwnProfile = NonNullable<MyProfileQuery['viewer']['profile']>;

/** The profile of the member who is looking; a visitor signs in first. */
export async function ownProfile(event: RequestEvent): Promise<OwnProfile> {
  const { viewer } = await event.locals.graphql.query(MyProfileDocument, {});
  if (!viewer.profile) redirect(303, withNext('/sign-in', hereOf(event.url)));
  return viewer.profile;
}

/** Leaves a page that is for certain roles only: to sign in, to give the second factor, or with a refusal. */
export async function onlyWith(
  event: RequestEvent,
  right:
    | 'viewerCanRegisterPeople'
    | 'viewerCanManageZones'
    | 'viewerCanManageRoles'
    | 'viewerCanCreateOrganisation'
    | 'viewerCanModerate',
): Promise<void> {
  const viewer = await event.locals.viewer();
  if (!viewer.member) redirect(303, withNext('/sign-in', hereOf(event.url)));
  if (viewer[right]) return;
  if (viewer.secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(event.url)));
  error(403, 'NOT_ALLOWED', { code: 'NOT_ALLOWED' });
}
