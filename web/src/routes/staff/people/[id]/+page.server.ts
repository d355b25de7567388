import { MemberDocument, PersonCardsDocument, RevokeAccessCardDocument, type PersonCardsQuery } from '#schema';
import { isHttpError } from '@sveltejs/kit';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const { graphql } = event.locals;
  const { id } = event.params;
  const { member } = await graphql.query(MemberDocument, { id });
  return { person: member, cards: await cardsOf(graphql.query(PersonCardsDocument, { id })), key: crypto.randomUUID() };
};

export const actions: Actions = {
  revoke: formAction(async ({ locals, url }, data) => {
    await locals.graphql.mutate(RevokeAccessCardDocument, { key: text(data, 'key'), id: text(data, 'id') });
    return url.pathname;
  }),
};

/** Cards are only for people whom staff wrote down; others make their own way in, and the API names none. */
async function cardsOf(asked: Promise<PersonCardsQuery>): Promise<PersonCardsQuery['accessCards'] | null> {
  try {
    return (await asked).accessCards;
  } catch (refusal) {
    if (isHttpError(refusal) && (refusal.status === 403 || refusal.status === 404)) return null;
    throw refusal;
  }
}
