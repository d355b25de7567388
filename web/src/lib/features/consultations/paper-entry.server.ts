import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import { CheckPaperCodesDocument, EnterPaperBatchDocument } from '#schema';
import { hereOf, isRefused, text, write } from '#lib/graphql/form.server.ts';
import { typedLines } from './paper-form.server.ts';
import { sortedCodes } from './paper-sheet.ts';

const phaseOf = ({ params }: RequestEvent) => params['phaseId'] ?? '';

/** How the codes stand that were typed; the envelopes are still closed. What was typed of the papers before goes along. */
async function checkedCodes(event: RequestEvent, data: FormData, codes: string) {
  const lines = text(data, 'lines');
  const typed = typedLines(codes);
  const answer = await write(
    event,
    () =>
      event.locals.graphql.mutate(CheckPaperCodesDocument, {
        key: crypto.randomUUID(),
        phaseId: phaseOf(event),
        codes: typed,
      }),
    { form: 'check', values: { codes, lines }, keptForSigningIn: true },
  );
  return isRefused(answer)
    ? answer
    : { checked: { ...sortedCodes(typed, answer.checkPaperCodes), typed: codes, lines } };
}

/** Papers are entered in two steps: the codes, and then what stands on the papers of those codes that stand. */
export const paperEntry: Record<'check' | 'change' | 'enter', Action> = {
  check: async (event) => {
    const data = await event.request.formData();
    return checkedCodes(event, data, text(data, 'codes'));
  },
  change: async ({ request }) => {
    const data = await request.formData();
    return { change: { codes: text(data, 'typed'), lines: text(data, 'lines') } };
  },
  enter: async (event) => {
    const data = await event.request.formData();
    const values = { codes: text(data, 'codes'), typed: text(data, 'typed'), lines: text(data, 'lines') };
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(EnterPaperBatchDocument, {
          key: text(data, 'key'),
          phaseId: phaseOf(event),
          codes: typedLines(values.codes),
          lines: typedLines(values.lines),
        }),
      { form: 'enter', values, keptForSigningIn: true },
    );
    if (!isRefused(answer)) redirect(303, hereOf(event.url));
    // Somebody answered with one of the codes meanwhile: which, is said anew.
    const isOfCodes = answer.data.errors['codes']?.code === 'PAPER_CODES';
    return isOfCodes ? checkedCodes(event, data, values.typed) : answer;
  },
};
