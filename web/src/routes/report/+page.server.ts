import { error, redirect } from '@sveltejs/kit';
import { ReportDocument } from '#schema';
import { safeNext, withNext } from '#lib/features/members/next.ts';
import { communityRules, oneOf, reportKinds } from '#lib/features/moderation/words.ts';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const kind = oneOf(reportKinds, url.searchParams.get('kind'));
  const id = url.searchParams.get('id');
  if (!kind || !id) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  const { member } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(url)));
  return { kind, back: safeNext(url.searchParams.get('back')), key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals, url }, data) => {
      const kind = oneOf(reportKinds, url.searchParams.get('kind')) ?? required('kind');
      const rule = oneOf(communityRules, text(data, 'rule')) ?? required('rule');
      await locals.graphql.mutate(ReportDocument, {
        key: text(data, 'key'),
        input: {
          kind,
          subjectId: url.searchParams.get('id') ?? '',
          rule,
          words: text(data, 'words') || null,
          anonymous: text(data, 'anonymous') === 'on',
        },
      });
      return '/profile/reports?sent';
    },
    { keep: ['rule', 'words', 'anonymous'] },
  ),
};
