import { DecideAppealDocument, DecideCaseDocument, ModerationCaseDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { appealResults, communityRules, oneOf, outcomes } from '#lib/features/moderation/words.ts';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanModerate');
  const { moderationCase } = await event.locals.graphql.query(ModerationCaseDocument, { id: event.params.id });
  return { found: moderationCase, done: event.url.searchParams.has('done'), key: crypto.randomUUID() };
};

export const actions: Actions = {
  decide: formAction(
    async ({ locals, params, url }, data) => {
      const outcome = oneOf(outcomes, text(data, 'outcome')) ?? required('outcome');
      await locals.graphql.mutate(DecideCaseDocument, {
        key: text(data, 'key'),
        input: {
          caseId: params.id ?? '',
          outcome,
          rule: oneOf(communityRules, text(data, 'rule')),
          reasons: text(data, 'reasons'),
          suspendUntil: outcome === 'SUSPEND' ? text(data, 'suspendUntil') || null : null,
        },
      });
      return `${url.pathname}?done`;
    },
    { form: 'decide', keep: ['outcome', 'rule', 'reasons', 'suspendUntil'] },
  ),
  answer: formAction(
    async ({ locals, params, url }, data) => {
      await locals.graphql.mutate(DecideAppealDocument, {
        key: text(data, 'key'),
        caseId: params.id ?? '',
        result: oneOf(appealResults, text(data, 'result')) ?? required('result'),
        reasons: text(data, 'reasons'),
      });
      return `${url.pathname}?done`;
    },
    { form: 'answer', keep: ['result', 'reasons'] },
  ),
};
