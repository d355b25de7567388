import { redirect } from '@sveltejs/kit';
import { AddStatementsDocument, DecideStatementDocument, StatementQueueDocument } from '#schema';
import { rejectReasons, statementStates } from '#lib/features/consultations/choices.ts';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const consultation = await consultationFor(event, ({ viewerCanModerate }) => viewerCanModerate);
  const { searchParams } = event.url;
  const state = oneOfThese(statementStates, searchParams.get('state')) ?? 'PENDING';
  const { statements } = await event.locals.graphql.query(StatementQueueDocument, {
    id: consultation.id,
    state,
    first: 20,
    after: cursorIn({ searchParams }),
  });
  return { consultation, statements, state, kept: takeKeptForm(event.cookies, event.url), key: crypto.randomUUID() };
};

export const actions: Actions = {
  accept: act('accept', ({ locals }, data, key) =>
    locals.graphql.mutate(DecideStatementDocument, {
      key,
      id: text(data, 'id'),
      isMeta: text(data, 'isMeta') === 'yes',
    }),
  ),
  reject: act('reject', ({ locals }, data, key) =>
    locals.graphql.mutate(DecideStatementDocument, {
      key,
      id: text(data, 'id'),
      reason: oneOfThese(rejectReasons, text(data, 'reason')) ?? 'OFF_TOPIC',
      isMeta: false,
    }),
  ),
  add: async (event) => {
    const data = await event.request.formData();
    const language = text(data, 'language');
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(AddStatementsDocument, {
          key: text(data, 'key'),
          phaseId: text(data, 'id'),
          texts: text(data, 'texts')
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter(Boolean),
          language: isLocale(language) ? language : 'it',
        }),
      { form: 'add', values: { texts: text(data, 'texts') }, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${event.params.id}/moderate?state=ACCEPTED`);
  },
};
