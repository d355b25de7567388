import { UseLinkDocument } from '#schema';
import { openLink } from '#lib/features/notifications/link.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The address is a secret: other pages hear of the site only. (With no-referrer browsers hide the form's origin too.)
  event.setHeaders({ 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex' });
  const found = await openLink(event);
  return 'link' in found
    ? { link: found.link, problem: null, key: crypto.randomUUID() }
    : { link: null, problem: found.problem };
};

export const actions: Actions = {
  default: formAction(async ({ locals, params }, data) => {
    const use = { key: text(data, 'key'), token: params.token ?? '' };
    const { useLink } = await locals.graphql.mutate(UseLinkDocument, use);
    return { shown: { done: useLink.done } };
  }),
};
