import {
  CancelRegistrationDocument,
  ConfirmRegistrationDocument,
  GiveEventFeedbackDocument,
  RegistrationDocument,
  TakeOfferedPlaceDocument,
} from '#schema';
import { faces } from '#lib/features/events/choices.ts';
import { qrPath } from '#lib/features/members/qr.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  // The address is a secret: other pages hear of the site only.
  setHeaders({ 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex' });
  const { registration } = await locals.graphql.query(RegistrationDocument, { token: params.token });
  return { registration, qr: qrPath(registration.code), key: crypto.randomUUID() };
};

const token = ({ params }: { params: { token?: string } }) => params.token ?? '';

export const actions: Actions = {
  confirm: act('confirm', (event, _, key) =>
    event.locals.graphql.mutate(ConfirmRegistrationDocument, { key, token: token(event) }),
  ),
  take: act('take', (event, _, key) =>
    event.locals.graphql.mutate(TakeOfferedPlaceDocument, { key, token: token(event) }),
  ),
  cancel: act('cancel', (event, _, key) =>
    event.locals.graphql.mutate(CancelRegistrationDocument, { key, token: token(event) }),
  ),
  feedback: act(
    'feedback',
    (event, data, key) =>
      event.locals.graphql.mutate(GiveEventFeedbackDocument, {
        key,
        token: token(event),
        face: oneOfThese(faces, text(data, 'face')) ?? 'FAIR',
        words: text(data, 'words') || null,
      }),
    { kept: ['face', 'words'] },
  ),
};
