import type { Action, RequestEvent } from '@sveltejs/kit';
import {
  CheckInDocument,
  MarkSupportDocument,
  ReleaseSupportDocument,
  RemoveRegistrationDocument,
  RemoveSupportSlotDocument,
  SaveEventQuestionsDocument,
  SaveSupportSlotDocument,
  UndoCheckInDocument,
  type QuestionInput,
} from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { ApiError } from '#lib/graphql/errors.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { mostQuestions, questionKinds, supports } from './choices.ts';

const dateId = ({ params }: RequestEvent) => params.id ?? '';
const number = (data: FormData, name: string) => Number.parseInt(text(data, name), 10);

/** How many came, where the form asks: what is no number is refused, and never read as everybody. */
export function peopleIn(data: FormData): number | null {
  const typed = text(data, 'people');
  return typed ? number(data, 'people') || 0 : null;
}

/** The fields of the questions, as many as a form shows. */
export const questionFields = Array.from({ length: mostQuestions }, (_, index) => index).flatMap((index) =>
  ['id', 'kind', 'words', 'options', 'required'].map((part) => `q${index}-${part}`),
);

/** What organisers can do on the page of those who come. */
export const peopleActs: Record<string, Action> = {
  saveSlot: act(
    'saveSlot',
    (event, data, key) =>
      event.locals.graphql.mutate(SaveSupportSlotDocument, {
        key,
        dateId: dateId(event),
        input: {
          kind: oneOfThese(supports, text(data, 'kind')) ?? 'SET_UP',
          language: text(data, 'language') || null,
          places: number(data, 'places') || 0,
          words: text(data, 'words') || null,
        },
      }),
    { kept: ['kind', 'language', 'places', 'words'] },
  ),
  removeSlot: act('removeSlot', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveSupportSlotDocument, { key, slotId: text(data, 'id') }),
  ),
  releaseSupport: act('releaseSupport', ({ locals }, data, key) =>
    locals.graphql.mutate(ReleaseSupportDocument, { key, claimId: text(data, 'id') }),
  ),
  markSupport: act('markSupport', (event, data, key) =>
    event.locals.graphql.mutate(MarkSupportDocument, {
      key,
      dateId: dateId(event),
      done: texts(data, 'claim').map((claimId) => ({ claimId, minutes: number(data, `minutes-${claimId}`) || null })),
    }),
  ),
  saveQuestions: act(
    'saveQuestions',
    (event, data, key) =>
      event.locals.graphql.mutate(SaveEventQuestionsDocument, {
        key,
        dateId: dateId(event),
        questions: readQuestions(data),
      }),
    { kept: questionFields },
  ),
  removeRegistration: act('removeRegistration', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveRegistrationDocument, { key, id: text(data, 'id') }),
  ),
  checkIn: act('checkIn', async (event, data, key) => {
    const entries = [{ code: text(data, 'id'), people: peopleIn(data) }];
    const { checkIn } = await event.locals.graphql.mutate(CheckInDocument, { key, dateId: dateId(event), entries });
    if (checkIn.some(({ outcome }) => outcome !== 'CAME' && outcome !== 'CAME_BEFORE'))
      throw new ApiError('WRONG_STATE');
  }),
  undoCheckIn: act('undoCheckIn', (event, data, key) =>
    event.locals.graphql.mutate(UndoCheckInDocument, {
      key,
      dateId: dateId(event),
      registrationId: text(data, 'id'),
    }),
  ),
};

/** Questions without words are left out: that is how one is taken away. */
function readQuestions(data: FormData): QuestionInput[] {
  return Array.from({ length: mostQuestions }, (_, index) => index).flatMap((index) => {
    const part = (name: string) => text(data, `q${index}-${name}`);
    const words = part('words');
    if (!words) return [];
    return {
      id: part('id') || null,
      kind: oneOfThese(questionKinds, part('kind')) ?? 'TEXT',
      words,
      options: part('options')
        .split(/\r?\n/)
        .map((option) => option.trim())
        .filter(Boolean),
      required: part('required') === 'yes',
    };
  });
}
