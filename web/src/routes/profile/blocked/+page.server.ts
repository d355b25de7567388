import { MyBlocksDocument, UnblockMemberDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { myBlocks } = await locals.graphql.query(MyBlocksDocument, {
    first: 20,
    after: cursorIn(url),
  });
  return { blocks: myBlocks, done: url.searchParams.has('done'), key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(async ({ locals, url }, data) => {
    const unblock = { key: text(data, 'key'), memberId: text(data, 'memberId') };
    await locals.graphql.mutate(UnblockMemberDocument, unblock);
    return url.pathname;
  }),
};
