import { fail, redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import {
  CancelEventDocument,
  ClaimSupportDocument,
  EventDateDocument,
  LeaveSupportDocument,
  PublishEventDocument,
  RegisterForEventDocument,
  RegisterGuestDocument,
  RemoveEventDraftDocument,
  type RegistrationInput,
} from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, text, texts, write } from '#lib/graphql/form.server.ts';
import { keepForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { needs, scopes } from './choices.ts';

const dateId = ({ params }: RequestEvent) => params.id ?? '';

/** Registers the reader, or somebody without an account who goes on to the code. */
const register: Action = async (event) => {
  const data = await event.request.formData();
  const { member } = await event.locals.viewer();
  const { eventDate } = await event.locals.graphql.query(EventDateDocument, { id: dateId(event) });
  const questions = eventDate.event.questions.map(({ id }) => id);
  const values = {
    ...Object.fromEntries(
      ['name', 'contact', 'adults', 'children', 'needLanguage', ...questions.map((id) => `answer-${id}`)].map(
        (name) => [name, text(data, name)],
      ),
    ),
    needs: texts(data, 'needs'),
  };
  const [key, input] = [text(data, 'key'), readRegistration(data, questions)];
  const options = { form: 'register', values };
  if (member) {
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(RegisterForEventDocument, { key, dateId: dateId(event), input }),
      options,
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/r/${answer.registerForEvent.token}`);
  }
  const guest = { name: text(data, 'name'), contact: text(data, 'contact') };
  const answer = await write(
    event,
    () => event.locals.graphql.mutate(RegisterGuestDocument, { key, dateId: dateId(event), guest, input }),
    options,
  );
  if (isRefused(answer)) return answer;
  // The contact waits on this device for the code, and how many come: it stands in no address.
  const path = `/events/${dateId(event)}/registered`;
  const kept = { contact: guest.contact, adults: text(data, 'adults'), children: text(data, 'children') };
  keepForm(event, { form: 'code', values: kept }, path);
  redirect(303, path);
};

function readRegistration(data: FormData, questions: readonly string[]): RegistrationInput {
  const number = (name: string) => Number.parseInt(text(data, name), 10) || 0;
  return {
    adults: number('adults'),
    children: number('children'),
    answers: questions.map((questionId) => ({ questionId, words: text(data, `answer-${questionId}`) })),
    needs: texts(data, 'needs').flatMap((value) => {
      const kind = oneOfThese(needs, value);
      return kind ? [{ kind, language: kind === 'INTERPRETER' ? text(data, 'needLanguage') || null : null }] : [];
    }),
  };
}

/** What people can do on the page of an event. */
export const eventActs: Record<string, Action> = {
  register,
  claim: act(
    'claim',
    ({ locals }, data, key) => locals.graphql.mutate(ClaimSupportDocument, { key, slotId: text(data, 'id') }),
    { part: 'slot-' },
  ),
  leave: act(
    'leave',
    ({ locals }, data, key) => locals.graphql.mutate(LeaveSupportDocument, { key, slotId: text(data, 'id') }),
    { part: 'slot-' },
  ),
  publish: act('publish', (event, _, key) =>
    event.locals.graphql.mutate(PublishEventDocument, { key, dateId: dateId(event) }),
  ),
  cancel: act(
    'cancel',
    (event, data, key) =>
      event.locals.graphql.mutate(CancelEventDocument, {
        key,
        dateId: dateId(event),
        scope: oneOfThese(scopes, text(data, 'scope')) ?? 'ONE',
        words: text(data, 'words'),
      }),
    { kept: ['words', 'scope'] },
  ),
  remove: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(RemoveEventDraftDocument, { key: text(data, 'key'), dateId: dateId(event) }),
      { form: 'remove' },
    );
    if (isRefused(answer)) return fail(answer.status, answer.data);
    redirect(303, '/events/mine');
  },
};
