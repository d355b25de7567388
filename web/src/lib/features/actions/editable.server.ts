import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { SolidarityActionDocument, type SolidarityActionQuery } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { hereOf } from '#lib/graphql/form.server.ts';

type Action = SolidarityActionQuery['solidarityAction'];

/** The action of the page, for somebody who may do this with it. */
export async function actionFor(event: RequestEvent, right: 'viewerCanEdit' | 'viewerCanClose'): Promise<Action> {
  const { id = '' } = event.params;
  const { solidarityAction } = await event.locals.graphql.query(SolidarityActionDocument, { id });
  if (solidarityAction[right]) return solidarityAction;
  const { member, secondFactorNeeded } = await event.locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(event.url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(event.url)));
  error(403, 'NOT_ALLOWED', { code: 'NOT_ALLOWED' });
}
