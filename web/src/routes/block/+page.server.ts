import { error } from '@sveltejs/kit';
import { BlockMemberDocument, WhomToBlockDocument } from '#schema';
import { safeNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member } = await locals.graphql.query(WhomToBlockDocument, { id: url.searchParams.get('id') ?? '' });
  if (member.gone || member.viewerCanEdit) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  return { member, back: safeNext(url.searchParams.get('back')), key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(async ({ locals, url }, data) => {
    const memberId = url.searchParams.get('id') ?? '';
    await locals.graphql.mutate(BlockMemberDocument, { key: text(data, 'key'), memberId });
    return '/profile/blocked?done';
  }),
};
