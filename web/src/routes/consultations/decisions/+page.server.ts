import { DecisionsDocument } from '#schema';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders(sameForVisitors);
  const late = url.searchParams.get('show') === 'late';
  const { decisions } = await locals.graphql.query(DecisionsDocument, {
    late,
    first: 20,
    after: url.searchParams.get('after'),
  });
  return { decisions, late };
};
