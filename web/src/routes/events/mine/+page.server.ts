import { redirect } from '@sveltejs/kit';
import {
  AnswerCoOrganiserAskDocument,
  type CoOrganiserAnswer,
  InvitingOrganisationsDocument,
  MyEventsDocument,
} from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { act } from '#lib/graphql/act.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', url.pathname));
  const past = url.searchParams.get('past') === 'yes';
  const mine = await locals.graphql.query(MyEventsDocument, {
    first: 20,
    past,
    afterRegistrations: cursorIn(url),
    afterSupport: cursorIn(url, 'afterSupport'),
    afterDates: cursorIn(url, 'afterDates'),
  });
  const { viewer } = await locals.graphql.query(InvitingOrganisationsDocument, {});
  const organises = viewer.viewerCanInviteFor.length > 0;
  return { mine, past, organises, secondFactorNeeded, key: crypto.randomUUID() };
};

const answering = (name: 'accept' | 'decline', answer: CoOrganiserAnswer) =>
  act(name, async ({ locals }, data, key) => {
    const [eventId, organisationId] = [text(data, 'eventId'), text(data, 'organisationId')];
    await locals.graphql.mutate(AnswerCoOrganiserAskDocument, { key, eventId, organisationId, answer });
  });

export const actions: Actions = {
  accept: answering('accept', 'ACCEPTED'),
  decline: answering('decline', 'DECLINED'),
};
