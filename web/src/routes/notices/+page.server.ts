import { MarkNoticesReadDocument, NoticesDocument } from '#schema';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = url.searchParams.get('after');
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
