import { SolidarityActionDocument } from '#schema';
import { actionActs } from '#lib/features/actions/action-acts.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const { solidarityAction } = await locals.graphql.query(SolidarityActionDocument, { id: params.id });
  return {
    action: solidarityAction,
    kept: takeKeptForm(cookies, url),
    justSent: url.searchParams.has('sent'),
    key: crypto.randomUUID(),
  };
};

export const actions = actionActs;
