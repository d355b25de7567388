import { redirect } from '@sveltejs/kit';
import { BallotPaperDocument, BudgetProposalsDocument, SetBallotOptionsDocument, TakeProposalsDocument } from '#schema';
import { centsOf, typedEuros } from '#lib/features/consultations/money.ts';
import { consultationFor, readConsultation, stepOf } from '#lib/features/consultations/readable.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Whoever organises it reads since when the options are fixed, and not that the page is for others.
  const consultation = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  const vote = stepOf(consultation, event.params.phaseId);
  const asked = { phaseId: vote.id };
  const [{ ballotPaper }, { budgetProposals }] = await Promise.all([
    event.locals.graphql.query(BallotPaperDocument, asked),
    event.locals.graphql.query(BudgetProposalsDocument, asked),
  ]);
  const lines = ballotPaper.options.map(({ text: { words }, costCents }) =>
    costCents ? `${words} = ${typedEuros(costCents)}` : words,
  );
  return {
    consultation,
    vote,
    options: ballotPaper.options,
    proposals: budgetProposals,
    lines: lines.join('\n'),
    kept: takeKeptForm(event.cookies, event.url),
    key: crypto.randomUUID(),
  };
};

/** Where a budget is shared out, "Two benches = 1200" is the option and what it costs. */
function readLine(line: string, hasCosts: boolean): { text: string; costCents: number | null } {
  if (!hasCosts) return { text: line, costCents: null };
  const at = line.lastIndexOf('=');
  const costCents = at > 0 ? centsOf(line.slice(at + 1)) : null;
  return costCents === null ? { text: line, costCents } : { text: line.slice(0, at).trim(), costCents };
}

export const actions: Actions = {
  take: act('take', ({ locals, params }, _, key) =>
    locals.graphql.mutate(TakeProposalsDocument, { key, phaseId: params.phaseId ?? '' }),
  ),
  save: async (event) => {
    const data = await event.request.formData();
    const language = text(data, 'language');
    const { consultation } = await readConsultation(event);
    const hasCosts = consultation.rule.method === 'EQUAL_SHARES';
    const options = text(data, 'options')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => readLine(line, hasCosts));
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(SetBallotOptionsDocument, {
          key: text(data, 'key'),
          phaseId: event.params.phaseId,
          options,
          language: isLocale(language) ? language : 'it',
        }),
      { form: 'options', values: { options: text(data, 'options') }, keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${event.params.id}`);
  },
};
