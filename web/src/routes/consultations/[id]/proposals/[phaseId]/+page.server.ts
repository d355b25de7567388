import { redirect } from '@sveltejs/kit';
import { MakeProposalDocument, ProposalPartDocument, ProposalsDocument } from '#schema';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { proposalOrders } from '#lib/features/consultations/proposal-choices.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { endHelp } from '#lib/features/consultations/statement-acts.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const order = oneOfThese(proposalOrders, url.searchParams.get('order')?.toUpperCase() ?? '') ?? 'FAIR';
  const { consultation, participation } = await readConsultation(event);
  assertItsStep(consultation, params.phaseId);
  const [{ proposals }, { proposalPart }, viewer] = await Promise.all([
    locals.graphql.query(ProposalsDocument, {
      phaseId: params.phaseId,
      state: 'PUBLISHED',
      order,
      first: 20,
      after: cursorIn(url),
    }),
    locals.graphql.query(ProposalPartDocument, { phaseId: params.phaseId, token: partToken(event) }),
    locals.viewer(),
  ]);
  return {
    consultation,
    byCode: participation.byCode,
    proposals,
    part: proposalPart,
    order,
    isMember: Boolean(viewer.member),
    sent: url.searchParams.has('sent'),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  propose: async (event) => {
    const data = await event.request.formData();
    const values = { title: text(data, 'title'), text: text(data, 'text'), showsName: text(data, 'showsName') };
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(MakeProposalDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          input: { title: values.title, text: values.text.replaceAll('\r\n', '\n') },
          showsName: values.showsName === 'yes',
          token: partToken(event, data),
        }),
      { form: 'propose', values, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}?sent`);
  },
  endHelp,
};
