import { redirect } from '@sveltejs/kit';
import { MyConsultationsDocument } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', url.pathname));
  const after = cursorIn(url);
  const { viewer, myConsultations } = await locals.graphql.query(MyConsultationsDocument, { first: 20, after });
  return { consultations: myConsultations, asks: viewer.viewerCanAskFor.length > 0 };
};
