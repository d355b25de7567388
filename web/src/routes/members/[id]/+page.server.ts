import { error } from '@sveltejs/kit';
import {
  type CheckKind,
  type ConsentManner,
  MemberDocument,
  RecordCheckDocument,
  RecordConsentDocument,
  RevokeCheckDocument,
  WithdrawConsentDocument,
} from '#schema';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.graphql.query(MemberDocument, { id: params.id })),
  key: crypto.randomUUID(),
  today: dayAfter(new Date(), 0),
  inSixMonths: dayAfter(new Date(), 182),
});

const checkKinds: readonly string[] = ['IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION'] satisfies CheckKind[];
const manners: readonly string[] = ['SPOKEN', 'WRITTEN'] satisfies ConsentManner[];

/** One of the words that the form offers; anything else was not chosen on the page. */
function oneOf<Word extends string>(words: readonly string[], data: FormData, name: string): Word {
  const word = text(data, name);
  if (word === '') required(name);
  if (!words.includes(word)) error(400, 'INVALID_INPUT');
  return word as Word;
}

export const actions: Actions = {
  recordCheck: formAction(
    async ({ locals, params, url }: RequestEvent, data) => {
      const kind = oneOf<CheckKind>(checkKinds, data, 'kind');
      await locals.graphql.mutate(RecordCheckDocument, {
        key: text(data, 'key'),
        input: {
          memberId: params.id,
          kind,
          organisationId: text(data, 'organisationId') || null,
          // The others hold until they are taken back.
          validUntil: kind === 'CHILD_PROTECTION' ? text(data, 'validUntil') || null : null,
        },
      });
      return url.pathname;
    },
    { form: 'check', keep: ['kind', 'organisationId', 'validUntil'] },
  ),
  revokeCheck: formAction(async ({ locals, url }, data) => {
    await locals.graphql.mutate(RevokeCheckDocument, { key: text(data, 'key'), id: text(data, 'id') });
    return url.pathname;
  }),
  recordConsent: formAction(
    async ({ locals, params, url }: RequestEvent, data) => {
      await locals.graphql.mutate(RecordConsentDocument, {
        key: text(data, 'key'),
        memberId: params.id,
        organisationId: text(data, 'organisationId') || null,
        manner: oneOf<ConsentManner>(manners, data, 'manner'),
      });
      return url.pathname;
    },
    { form: 'consent', keep: ['manner', 'organisationId'] },
  ),
  withdrawConsent: formAction(async ({ locals, url }, data) => {
    await locals.graphql.mutate(WithdrawConsentDocument, { key: text(data, 'key'), id: text(data, 'id') });
    return url.pathname;
  }),
};
