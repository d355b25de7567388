import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import {
  AskAssemblyDocument,
  HideAssemblyQuestionDocument,
  NoteHandsDocument,
  PlanAssemblyDocument,
  SetAgendaItemStateDocument,
  SignMinutesDocument,
  SupportAssemblyQuestionDocument,
  WriteMinutesDocument,
} from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { hereOf, isRefused, text, write } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { rejectReasons } from './choices.ts';
import { partToken } from './part.server.ts';

const phaseOf = ({ params }: RequestEvent) => params['phaseId'] ?? '';
const numberIn = (data: FormData, name: string) => Number.parseInt(text(data, name), 10) || 0;

const setSupport = (name: string, supports: boolean) =>
  act(name, (event, data, key) =>
    event.locals.graphql.mutate(SupportAssemblyQuestionDocument, {
      key,
      id: text(data, 'id'),
      supports,
      token: partToken(event, data),
    }),
  );

const setHidden = (name: string, hidden: boolean) =>
  act(name, ({ locals }, data, key) =>
    locals.graphql.mutate(HideAssemblyQuestionDocument, {
      key,
      id: text(data, 'id'),
      hidden,
      reason: hidden ? (oneOfThese(rejectReasons, text(data, 'reason')) ?? null) : null,
    }),
  );

/** What people do on the page of an assembly. */
export const assemblyActs: Record<string, Action> = {
  support: setSupport('support', true),
  unsupport: setSupport('unsupport', false),
  hide: setHidden('hide', true),
  show: setHidden('show', false),
  ask: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(AskAssemblyDocument, {
          key: text(data, 'key'),
          phaseId: phaseOf(event),
          text: text(data, 'text'),
          token: partToken(event, data),
        }),
      { form: 'ask', values: { text: text(data, 'text') }, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}#questions`);
  },
};

/** "The park = 20" is an item and how many minutes it takes. */
function readItem(line: string): { title: string; minutes: number | null } {
  const match = /^(.*?)\s*=\s*(\d{1,3})$/.exec(line);
  return match ? { title: match[1] ?? '', minutes: Number(match[2]) } : { title: line, minutes: null };
}

const setState = (state: 'NOW' | 'DONE'): Action =>
  act(state.toLowerCase(), ({ locals }, data, key) =>
    locals.graphql.mutate(SetAgendaItemStateDocument, { key, id: text(data, 'id'), state }),
  );

/** What those do who run an assembly. */
export const runningActs: Record<string, Action> = {
  now: setState('NOW'),
  done: setState('DONE'),
  hands: act(
    'hands',
    ({ locals }, data, key) => {
      const hands = {
        inFavour: numberIn(data, 'inFavour'),
        against: numberIn(data, 'against'),
        abstained: numberIn(data, 'abstained'),
      };
      return locals.graphql.mutate(NoteHandsDocument, { key, id: text(data, 'id'), hands });
    },
    { kept: ['inFavour', 'against', 'abstained'] },
  ),
  record: act(
    'record',
    ({ locals }, data, key) =>
      locals.graphql.mutate(WriteMinutesDocument, {
        key,
        id: text(data, 'id'),
        version: numberIn(data, 'version'),
        record: text(data, 'record'),
      }),
    { kept: ['record'] },
  ),
  sign: act('sign', (event, data, key) =>
    event.locals.graphql.mutate(SignMinutesDocument, {
      key,
      phaseId: phaseOf(event),
      version: numberIn(data, 'version'),
    }),
  ),
  plan: async (event) => {
    const data = await event.request.formData();
    const values = { items: text(data, 'items'), date: text(data, 'date') };
    const items = values.items
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
      .map(readItem);
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(PlanAssemblyDocument, {
          key: text(data, 'key'),
          phaseId: phaseOf(event),
          version: numberIn(data, 'version'),
          items,
          dateId: values.date || null,
        }),
      { form: 'plan', values, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, hereOf(event.url));
  },
};
