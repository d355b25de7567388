import type { RequestEvent } from '@sveltejs/kit';
import {
  CancelActionDocument,
  DeclineActionDocument,
  LeaveShiftDocument,
  PledgeMaterialDocument,
  SignUpForShiftDocument,
  TakeOnActionDocument,
} from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { text } from '#lib/graphql/form.server.ts';

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
