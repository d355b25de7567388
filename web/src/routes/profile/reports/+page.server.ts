import { MyReportsDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { myReports } = await locals.graphql.query(MyReportsDocument, {
    first: 20,
    after: cursorIn(url),
  });
  return { reports: myReports, sent: url.searchParams.has('sent') };
};
