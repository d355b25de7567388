import { DecisionsDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders(sameForVisitors);
  const late = url.searchParams.get('show') === 'late';
  const { decisions } = await locals.graphql.query(DecisionsDocument, {
    late,
    first: 20,
    after: cursorIn(url),
  });
  return { decisions, late };
};
