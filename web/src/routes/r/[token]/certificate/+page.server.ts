import { error } from '@sveltejs/kit';
import { RegistrationDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex' });
  const { registration } = await locals.graphql.query(RegistrationDocument, { token: params.token });
  const { certificate, nextDate } = registration;
  if (!certificate) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  return { certificate, event: nextDate.event };
};
