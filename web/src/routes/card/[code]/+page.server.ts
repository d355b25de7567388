import { cardActions } from '#lib/features/members/card-actions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, setHeaders }) => {
  // The address is half of a secret: other pages hear of the site only.
  setHeaders({ 'referrer-policy': 'strict-origin' });
  return { code: params.code };
};

export const actions = cardActions;
