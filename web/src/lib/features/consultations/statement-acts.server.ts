import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import { AnswerStatementDocument, EndHelpingDocument, ProposeStatementDocument } from '#schema';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { answerValues } from './choices.ts';
import { forgetHelp, helpToken, partToken } from './part.server.ts';

const id = ({ params }: RequestEvent) => params.id ?? '';

/** The helper is done; nothing leads back to the person. */
export const endHelp: Action = async (event) => {
  const data = await event.request.formData();
  const token = helpToken(event);
  const answer = await write(
    event,
    async () => {
      if (!token) return null;
      partToken(event, data); // an old page ends nobody else's session
      return event.locals.graphql.mutate(EndHelpingDocument, { key: text(data, 'key'), id: id(event), token });
    },
    { form: 'endHelp' },
  );
  if (isRefused(answer)) return answer;
  forgetHelp(event);
  redirect(303, `/consultations/${id(event)}/help?ended=${answer?.endHelping?.answers === 0 ? 'empty' : ''}`);
};

/** What people do on the page of the statements. */
export const statementActs: Record<string, Action> = {
  answer: act('answer', (event, data, key) =>
    event.locals.graphql.mutate(AnswerStatementDocument, {
      key,
      statementId: text(data, 'id'),
      value: oneOfThese(answerValues, text(data, 'value')) ?? 'PASS',
      token: partToken(event, data),
    }),
  ),
  propose: async (event) => {
    const data = await event.request.formData();
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(ProposeStatementDocument, {
          key: text(data, 'key'),
          phaseId: text(data, 'id'),
          text: text(data, 'text'),
          token: partToken(event, data),
        }),
      { form: 'propose', values: { text: text(data, 'text') }, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${id(event)}/statements?sent`);
  },
  endHelp,
};
