import { MarkNoticesReadDocument, NoticesDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = cursorIn(url);
  const { notifications } = await locals.graphql.query(NoticesDocument, { first: 20, after });
  return { notices: notifications, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(async ({ locals, url }, data) => {
    const upToId = text(data, 'upToId') || null;
    await locals.graphql.mutate(MarkNoticesReadDocument, { key: text(data, 'key'), upToId });
    return url.pathname;
  }),
};
