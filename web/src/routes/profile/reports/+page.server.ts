import { MyReportsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { myReports } = await locals.graphql.query(MyReportsDocument, {
    first: 20,
    after: url.searchParams.get('after'),
  });
  return { reports: myReports, sent: url.searchParams.has('sent') };
};
