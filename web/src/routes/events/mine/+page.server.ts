import { redirect } from '@sveltejs/kit';
import { InvitingOrganisationsDocument, MyEventsDocument } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  const past = url.searchParams.get('past') === 'yes';
  const mine = await locals.graphql.query(MyEventsDocument, {
    first: 20,
    past,
    afterRegistrations: cursorIn(url),
    afterDates: cursorIn(url, 'afterDates'),
  });
  const { viewer } = await locals.graphql.query(InvitingOrganisationsDocument, {});
  return { mine, past, organises: viewer.viewerCanInviteFor.length > 0 };
};
