import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import {
  AcceptHelpDocument,
  CancelHelpDocument,
  CompleteHelpRequestDocument,
  DeclineHelpDocument,
  GiveFeedbackDocument,
  InviteHelperDocument,
  OfferHelpDocument,
  OpenContactDocument,
  ShareContactDocument,
  StopSharingContactDocument,
  WithdrawHelpRequestDocument,
} from '#schema';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { keepForm } from '#lib/graphql/kept-form.server.ts';
import { isFace } from './choices.ts';

type Run = (event: RequestEvent, data: FormData, key: string) => Promise<unknown>;

/** A form action that runs one mutation; the page shows what follows from it, or the form with its problem. */
function action(name: string, run: Run, kept: string[] = []): Action {
  return async (event) => {
    const data = await event.request.formData();
    const values = Object.fromEntries(kept.map((field) => [field, text(data, field)]));
    // Several offers stand on one page: a problem belongs to the one whose form was sent.
    const form = `${name}${text(data, 'matchId')}`;
    const answer = await write(event, () => run(event, data, text(data, 'key')), {
      form,
      values,
      keptForSigningIn: true,
    });
    if (isRefused(answer)) {
      // The request went to others meanwhile, and with it its page: what was typed stands on the next one.
      if (name === 'offer' && answer.data.errors.form?.code === 'NOT_FOUND') {
        keepForm(event, { form, values }, '/help/late');
        redirect(303, '/help/late');
      }
      return answer;
    }
    // Loading the page again must not send the form again.
    redirect(303, event.url.pathname);
  };
}

const requestId = (event: RequestEvent) => event.params.id ?? '';

const feedback: Action = async (event) => {
  const data = await event.request.clone().formData();
  const face = text(data, 'face');
  if (!isFace(face)) {
    const errors = { face: { code: 'REQUIRED', params: {} } };
    return refuse(400, `feedback${text(data, 'matchId')}`, { words: text(data, 'words') }, errors);
  }
  const send: Run = ({ locals }, form, key) =>
    locals.graphql.mutate(GiveFeedbackDocument, {
      key,
      matchId: text(form, 'matchId'),
      face,
      words: text(form, 'words') || null,
      forStaff: text(form, 'forStaff') === 'on',
      minutes: Number.parseInt(text(form, 'minutes'), 10) || null,
    });
  return action('feedback', send, ['face', 'words', 'forStaff', 'minutes'])(event);
};

/** What the other side shared is shown once, on the page that follows; loading that page again asks again. */
const open: Action = async (event) => {
  const data = await event.request.formData();
  const matchId = text(data, 'matchId');
  const answer = await write(
    event,
    () => event.locals.graphql.mutate(OpenContactDocument, { key: text(data, 'key'), matchId }),
    { form: `openContact${matchId}` },
  );
  return isRefused(answer) ? answer : { opened: { matchId, ...answer.openContact } };
};

/** What people can do on the page of a request. */
export const matchActions = {
  offer: action(
    'offer',
    (event, data, key) =>
      event.locals.graphql.mutate(OfferHelpDocument, {
        key,
        requestId: requestId(event),
        note: text(data, 'note') || null,
      }),
    ['note'],
  ),
  accept: action('accept', ({ locals }, data, key) =>
    locals.graphql.mutate(AcceptHelpDocument, { key, matchId: text(data, 'matchId') }),
  ),
  decline: action('decline', ({ locals }, data, key) =>
    locals.graphql.mutate(DeclineHelpDocument, { key, matchId: text(data, 'matchId') }),
  ),
  cancel: action('cancel', ({ locals }, data, key) =>
    locals.graphql.mutate(CancelHelpDocument, { key, matchId: text(data, 'matchId') }),
  ),
  withdraw: action('withdraw', (event, _data, key) =>
    event.locals.graphql.mutate(WithdrawHelpRequestDocument, { key, id: requestId(event) }),
  ),
  complete: action('complete', (event, _data, key) =>
    event.locals.graphql.mutate(CompleteHelpRequestDocument, { key, id: requestId(event) }),
  ),
  invite: action('invite', (event, data, key) =>
    event.locals.graphql.mutate(InviteHelperDocument, {
      key,
      requestId: requestId(event),
      offerId: text(data, 'matchId'),
    }),
  ),
  share: action(
    'share',
    ({ locals }, data, key) =>
      locals.graphql.mutate(ShareContactDocument, {
        key,
        matchId: text(data, 'matchId'),
        phone: text(data, 'phone') || null,
        address: text(data, 'address') || null,
      }),
    ['phone', 'address'],
  ),
  stopSharing: action('stopSharing', ({ locals }, data, key) =>
    locals.graphql.mutate(StopSharingContactDocument, { key, matchId: text(data, 'matchId') }),
  ),
  openContact: open,
  feedback,
};
