import { redirect } from '@sveltejs/kit';
import { AddProposalDocument, DecideProposalDocument, ProposalQueueDocument } from '#schema';
import { rejectReasons } from '#lib/features/consultations/choices.ts';
import { queueStates } from '#lib/features/consultations/proposal-choices.ts';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, url, locals, cookies } = event;
  const consultation = await consultationFor(event, ({ viewerCanModerate }) => viewerCanModerate);
  assertItsStep(consultation, params.phaseId);
  const state = oneOfThese(queueStates, url.searchParams.get('state') ?? '') ?? 'PENDING';
  const { proposals } = await locals.graphql.query(ProposalQueueDocument, {
    phaseId: params.phaseId,
    state,
    first: 20,
    after: cursorIn(url),
  });
  const { phaseId } = params;
  return { consultation, phaseId, proposals, state, kept: takeKeptForm(cookies, url), key: crypto.randomUUID() };
};

export const actions: Actions = {
  accept: act('accept', ({ locals }, data, key) =>
    locals.graphql.mutate(DecideProposalDocument, { key, id: text(data, 'id') }),
  ),
  reject: act('reject', ({ locals }, data, key) =>
    locals.graphql.mutate(DecideProposalDocument, {
      key,
      id: text(data, 'id'),
      reason: oneOfThese(rejectReasons, text(data, 'reason')) ?? 'OFF_TOPIC',
    }),
  ),
  add: async (event) => {
    const data = await event.request.formData();
    const language = text(data, 'language');
    const values = { title: text(data, 'title'), text: text(data, 'text') };
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(AddProposalDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          input: { title: values.title, text: values.text.replaceAll('\r\n', '\n') },
          language: isLocale(language) ? language : 'it',
        }),
      { form: 'add', values, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}?state=PUBLISHED`);
  },
};
