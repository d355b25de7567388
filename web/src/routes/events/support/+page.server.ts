import { OpenSupportDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { openSupport } = await locals.graphql.query(OpenSupportDocument, { first: 20, after: cursorIn(url) });
  return { support: openSupport };
};
