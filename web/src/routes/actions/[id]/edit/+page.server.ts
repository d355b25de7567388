import { NeighbourhoodsDocument } from '#schema';
import { actionFor } from '#lib/features/actions/editable.server.ts';
import { planActs } from '#lib/features/actions/plan-acts.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const action = await actionFor(event, 'viewerCanEdit');
  const { neighbourhoods } = await event.locals.graphql.query(NeighbourhoodsDocument, {});
  const step = event.url.searchParams.get('step');
  return {
    action,
    neighbourhoods,
    /** On the way to a new action, one part of the plan at a time. */
    step: step === '2' ? (2 as const) : step === '3' ? (3 as const) : null,
    today: dayAfter(new Date(), 0),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = planActs;
