import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import {
  AddProposalCommentDocument,
  AmendProposalDocument,
  DecideAmendmentDocument,
  EstimateProposalDocument,
  MergeProposalsDocument,
  RemoveProposalCommentDocument,
  SetProposalSupportDocument,
  WithdrawProposalDocument,
} from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { hereOf, isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { centsOf } from './money.ts';
import { partToken } from './part.server.ts';
import { commentSides } from './proposal-choices.ts';

const idOf = ({ params }: RequestEvent) => params['proposalId'] ?? '';
const listOf = ({ params }: RequestEvent) => `/consultations/${params.id ?? ''}/proposals/${params['phaseId'] ?? ''}`;

const setSupport = (supports: boolean) =>
  act('support', (event, data, key) =>
    event.locals.graphql.mutate(SetProposalSupportDocument, {
      key,
      id: idOf(event),
      supports,
      token: partToken(event, data),
    }),
  );

const decide =
  (accepted: boolean): Action =>
  async (event) => {
    const data = await event.request.formData();
    const id = text(data, 'id');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(DecideAmendmentDocument, {
          key: text(data, 'key'),
          id,
          accepted,
          answer: text(data, 'answer'),
          token: partToken(event, data),
        }),
      { form: `decide${id}`, values: { answer: text(data, 'answer') }, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${hereOf(event.url)}#amendment-${id}`);
  };

/** Errors stand beside the field of the page, whose names differ: two forms of it have a text. */
function renamed<Answer>(answer: Answer, from: string, to: string): Answer {
  if (isRefused(answer)) {
    const { errors } = answer.data;
    const found = errors[from];
    if (found) {
      delete errors[from];
      errors[to] = found;
    }
  }
  return answer;
}

/** What people do on the page of a proposal. */
export const proposalActs: Record<string, Action> = {
  support: setSupport(true),
  unsupport: setSupport(false),
  comment: async (event) => {
    const data = await event.request.formData();
    const values = { side: text(data, 'side'), comment: text(data, 'comment') };
    const answer = renamed(
      await write(
        event,
        () =>
          event.locals.graphql.mutate(AddProposalCommentDocument, {
            key: text(data, 'key'),
            proposalId: idOf(event),
            side: oneOfThese(commentSides, values.side) ?? 'FOR',
            text: values.comment,
            token: partToken(event, data),
          }),
        { form: 'comment', values, keptForSigningIn: true },
      ),
      'text',
      'comment',
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}#comment-${answer.addProposalComment.id}`);
  },
  uncomment: act('uncomment', (event, data, key) =>
    event.locals.graphql.mutate(RemoveProposalCommentDocument, {
      key,
      id: text(data, 'id'),
      token: partToken(event, data),
    }),
  ),
  amend: async (event) => {
    const data = await event.request.formData();
    const values = { amended: text(data, 'amended'), why: text(data, 'why') };
    const answer = renamed(
      await write(
        event,
        () =>
          event.locals.graphql.mutate(AmendProposalDocument, {
            key: text(data, 'key'),
            proposalId: idOf(event),
            input: {
              version: Number.parseInt(text(data, 'version'), 10) || 0,
              text: values.amended.replaceAll('\r\n', '\n'),
              why: values.why.replaceAll('\r\n', '\n'),
            },
            token: partToken(event, data),
          }),
        { form: 'amend', values, keptForSigningIn: true },
      ),
      'text',
      'amended',
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}#amendment-${answer.amendProposal.id}`);
  },
  accept: decide(true),
  decline: decide(false),
  estimate: async (event) => {
    const data = await event.request.formData();
    const values = { from: text(data, 'from'), to: text(data, 'to'), words: text(data, 'words') };
    const toCents = centsOf(values.to);
    if (toCents === null) return refuse(400, 'estimate', values, { to: { code: 'REQUIRED', params: {} } });
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(EstimateProposalDocument, {
          key: text(data, 'key'),
          id: idOf(event),
          input: { fromCents: centsOf(values.from) ?? toCents, toCents, words: values.words },
        }),
      { form: 'estimate', values, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, event.url.pathname);
  },
  merge: async (event) => {
    const data = await event.request.formData();
    const into = text(data, 'into');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(MergeProposalsDocument, { key: text(data, 'key'), id: idOf(event), intoId: into }),
      { form: 'merge', values: { into } },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${listOf(event)}/${answer.mergeProposals.id}`);
  },
  withdraw: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(WithdrawProposalDocument, {
          key: text(data, 'key'),
          id: idOf(event),
          token: partToken(event, data),
        }),
      { form: 'withdraw' },
    );
    if (isRefused(answer)) return answer;
    redirect(303, listOf(event));
  },
};
