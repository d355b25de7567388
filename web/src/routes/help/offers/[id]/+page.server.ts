import { redirect } from '@sveltejs/kit';
import { HelpOfferDocument, InviteHelperDocument, MyOpenRequestsDocument, WithdrawHelpOfferDocument } from '#schema';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { helpOffer } = await locals.graphql.query(HelpOfferDocument, { id: params.id });
  const { member } = await locals.viewer();
  const canAsk = member !== null && !helpOffer.viewerIsGiver && helpOffer.state === 'OPEN';
  const own = canAsk ? (await locals.graphql.query(MyOpenRequestsDocument, {})).myHelpRequests.nodes : [];
  return {
    offer: helpOffer,
    // What one has asked for and this person can help with.
    fitting: own.filter(({ state, category }) => state === 'OPEN' && helpOffer.categories.includes(category)),
    justSent: url.searchParams.has('sent'),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(WithdrawHelpOfferDocument, { key: text(data, 'key'), id: event.params.id }),
      { form: 'withdraw' },
    );
    if (isRefused(answer)) return answer;
    redirect(303, '/help/mine');
  },
  invite: async (event) => {
    const data = await event.request.formData();
    const requestId = text(data, 'requestId');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(InviteHelperDocument, {
          key: text(data, 'key'),
          requestId,
          offerId: event.params.id,
          note: text(data, 'note') || null,
        }),
      { form: 'invite', values: { requestId, note: text(data, 'note') } },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/help/${requestId}`);
  },
};
