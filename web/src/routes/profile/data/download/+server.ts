import { MyDataDocument } from '#schema';
import { dayInRome } from '#lib/i18n/dates.ts';
import type { RequestHandler } from './$types';

/** Everything that is kept about the member, as a file. */
export const GET: RequestHandler = async ({ locals }) => {
  const { myData } = await locals.graphql.query(MyDataDocument, {});
  return new Response(`${JSON.stringify(myData, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="vicinia-${dayInRome(new Date())}.json"`,
    },
  });
};
