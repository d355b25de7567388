import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import {
  CancelActionDocument,
  DeclineActionDocument,
  LeaveShiftDocument,
  PledgeMaterialDocument,
  SignUpForShiftDocument,
  TakeOnActionDocument,
} from '#schema';
import { hereOf, isRefused, text, write } from '#lib/graphql/form.server.ts';

type Run = (event: RequestEvent, data: FormData, key: string) => Promise<unknown>;

interface Options {
  kept?: string[];
  /** What the address of the changed part begins with; the page opens there again. */
  part?: string;
}

/** A form action that runs one mutation; several forms of one kind stand on a page, told apart by `id`. */
export function act(name: string, run: Run, { kept = [], part }: Options = {}): Action {
  return async (event) => {
    const data = await event.request.formData();
    const id = text(data, 'id');
    const values = Object.fromEntries(kept.map((field) => [field, text(data, field)]));
    const answer = await write(event, () => run(event, data, text(data, 'key')), {
      form: `${name}${id}`,
      values,
      keptForSigningIn: true,
    });
    if (isRefused(answer)) return answer;
    redirect(303, hereOf(event.url) + (part ? `#${part}${id}` : ''));
  };
}

const actionId = ({ params }: RequestEvent) => params.id ?? '';

/** What people can do on the page of an action. */
export const actionActs = {
  signUp: act(
    'signUp',
    ({ locals }, data, key) =>
      locals.graphql.mutate(SignUpForShiftDocument, {
        key,
        shiftId: text(data, 'id'),
        despiteClash: text(data, 'despiteClash') === 'yes',
      }),
    { part: 's-' },
  ),
  leave: act(
    'leave',
    ({ locals }, data, key) => locals.graphql.mutate(LeaveShiftDocument, { key, shiftId: text(data, 'id') }),
    { part: 's-' },
  ),
  pledge: act(
    'pledge',
    ({ locals }, data, key) =>
      locals.graphql.mutate(PledgeMaterialDocument, {
        key,
        id: text(data, 'id'),
        quantity: Number.parseInt(text(data, 'quantity'), 10) || 0,
      }),
    { kept: ['quantity'], part: 'm-' },
  ),
  takeOn: act('takeOn', (event, data, key) =>
    event.locals.graphql.mutate(TakeOnActionDocument, { key, id: actionId(event), organisationId: text(data, 'id') }),
  ),
  decline: act(
    'decline',
    (event, data, key) =>
      event.locals.graphql.mutate(DeclineActionDocument, { key, id: actionId(event), words: text(data, 'words') }),
    { kept: ['words'] },
  ),
  cancel: act(
    'cancel',
    (event, data, key) =>
      event.locals.graphql.mutate(CancelActionDocument, { key, id: actionId(event), words: text(data, 'words') }),
    { kept: ['words'] },
  ),
};
