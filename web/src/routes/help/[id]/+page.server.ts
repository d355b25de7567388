import { HelpRequestDocument } from '#schema';
import { matchActions } from '#lib/features/help/match-actions.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const { helpRequest } = await locals.graphql.query(HelpRequestDocument, { id: params.id });
  return {
    request: helpRequest,
    kept: takeKeptForm(cookies, url),
    justSent: url.searchParams.has('sent'),
    key: crypto.randomUUID(),
  };
};

export const actions = matchActions;
