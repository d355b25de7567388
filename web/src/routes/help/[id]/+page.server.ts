import { HelpRequestDocument, SuggestedOffersDocument } from '#schema';
import { matchActions } from '#lib/features/help/match-actions.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const { helpRequest } = await locals.graphql.query(HelpRequestDocument, { id: params.id });
  // Who could help is for the person who asks, while somebody is still needed.
  const asks = helpRequest.viewerIsRequester && helpRequest.state === 'OPEN';
  const found = asks && (await locals.graphql.query(SuggestedOffersDocument, { id: params.id, first: 4 }));
  return {
    request: helpRequest,
    suggested: found ? found.helpRequest.suggestedOffers : [],
    kept: takeKeptForm(cookies, url),
    justSent: url.searchParams.has('sent'),
    key: crypto.randomUUID(),
  };
};

export const actions = matchActions;
