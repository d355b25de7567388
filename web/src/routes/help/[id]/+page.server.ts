import { HelpRequestDocument } from '#schema';
import { matchActions } from '#lib/features/help/match-actions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { helpRequest } = await locals.graphql.query(HelpRequestDocument, { id: params.id });
  return {
    request: helpRequest,
    justSent: url.searchParams.has('sent'),
    key: crypto.randomUUID(),
  };
};

export const actions = matchActions;
