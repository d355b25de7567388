import { isHttpError } from '@sveltejs/kit';
import { DemoCodeDocument, OutboxDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = cursorIn(url);
  const { outbox } = await locals.graphql.query(OutboxDocument, { first: 20, after });
  return { outbox, demoCode: await demoCode(locals) };
};

/** Only the demo has an authenticator app of its own. */
async function demoCode({ graphql }: App.Locals): Promise<string | null> {
  try {
    return (await graphql.query(DemoCodeDocument, {})).demoCode;
  } catch (refusal) {
    if (isHttpError(refusal)) return null;
    throw refusal;
  }
}
