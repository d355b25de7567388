import { CallsDocument, MarkCalledDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const after = cursorIn(event.url);
  const { calls } = await event.locals.graphql.query(CallsDocument, { first: 20, after });
  return { calls, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(async ({ locals, url }, data) => {
    await locals.graphql.mutate(MarkCalledDocument, { key: text(data, 'key'), id: text(data, 'id') });
    return hereOf(url);
  }),
};
