import { AppealDocument, DecisionDocument } from '#schema';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { moderationDecision } = await locals.graphql.query(DecisionDocument, { id: params.id });
  return { decision: moderationDecision, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals, params, url }, data) => {
      const appeal = { key: text(data, 'key'), caseId: params.id ?? '', words: text(data, 'words') };
      await locals.graphql.mutate(AppealDocument, appeal);
      return url.pathname;
    },
    { keep: ['words'] },
  ),
};
