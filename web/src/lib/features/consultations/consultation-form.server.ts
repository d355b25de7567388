import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { ConsultationInput, ConsultationPhaseInput, ConsultationWordsInput } from '#schema';
import { oneOfThese } from '#lib/features/events/choices.ts';
import { townInstant } from '#lib/features/events/town-time.server.ts';
import type { RefusedForm } from '#lib/graphql/errors.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { locales } from '#lib/i18n/locales.ts';
import { audiences, most, phaseKinds, phaseMethods, ruleMethods } from './choices.ts';
import { centsOf } from './money.ts';

const wordFields = ['explanation', 'description'];
const frameFields = [
  'question', 'who', 'zoneId', 'groupId', 'decisionBody', 'quorum', 'ruleMethod', 'seats', 'budget', 'answerBy', 'answerOwedBy', 'organisationId',
  'version',
]; // prettier-ignore
const phaseNumbers = Array.from({ length: most.phases }, (_, index) => index);
const phaseParts = ['kind', 'method', 'opens', 'opensTime', 'closes', 'closesTime'];
const documentNumbers = Array.from({ length: most.documents }, (_, index) => index);

/** Reads the form of a draft, runs the mutation, and goes on to the address that `run` gives. */
export async function sendConsultation(
  event: RequestEvent,
  run: (input: ConsultationInput, data: FormData) => Promise<string>,
): Promise<ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  const values = keptValues(data);
  const { phases, errors } = readPhases(data);
  if (Object.keys(errors).length > 0) return refuse(400, 'consultation', values, errors);
  const quorum = Number.parseInt(text(data, 'quorum'), 10);
  const seats = Number.parseInt(text(data, 'seats'), 10);
  const input: ConsultationInput = {
    ...readWords(data),
    question: text(data, 'question'),
    who: oneOfThese(audiences, text(data, 'who')) ?? 'EVERYONE',
    zoneId: text(data, 'zoneId') || null,
    groupId: text(data, 'groupId') || null,
    decisionBody: text(data, 'decisionBody'),
    quorum: Number.isNaN(quorum) ? null : quorum,
    ruleMethod: oneOfThese(ruleMethods, text(data, 'ruleMethod')) ?? 'OPINIONS',
    seats: Number.isNaN(seats) ? null : seats,
    budgetCents: centsOf(text(data, 'budget')),
    answerBy: /^\d{4}-\d{2}-\d{2}$/.test(text(data, 'answerBy')) ? text(data, 'answerBy') : null,
    answerOwedBy: text(data, 'answerOwedBy') || null,
    phases,
  };
  return send(event, values, () => run(input, data));
}

/** The same for the words that may change once it is published. */
export async function sendWords(
  event: RequestEvent,
  run: (input: ConsultationWordsInput, data: FormData) => Promise<string>,
): Promise<ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  return send(event, keptValues(data), () => run(readWords(data), data));
}

async function send(
  event: RequestEvent,
  values: RefusedForm['values'],
  run: () => Promise<string>,
): Promise<ActionFailure<RefusedForm>> {
  const answer = await write<string>(event, run, { form: 'consultation', values, keptForSigningIn: true });
  if (!isRefused(answer)) redirect(303, answer);
  return answer;
}

const readWords = (data: FormData): ConsultationWordsInput => ({
  explanation: text(data, 'explanation').replaceAll('\r\n', '\n'),
  description: text(data, 'description').replaceAll('\r\n', '\n'),
  languages: texts(data, 'languages').flatMap((tag) => oneOfThese(locales, tag) ?? []),
  documents: documentNumbers.flatMap((index) => {
    const [title, url] = [text(data, `document${index}-title`), text(data, `document${index}-url`)];
    return title || url ? [{ title, url: /^https?:/i.test(url) ? url : `https://${url}` }] : [];
  }),
});

/** A step without a first day is left out: that is how one is taken away. */
function readPhases(data: FormData): { phases: ConsultationPhaseInput[]; errors: RefusedForm['errors'] } {
  const errors: RefusedForm['errors'] = {};
  const phases = phaseNumbers.flatMap((index): ConsultationPhaseInput[] => {
    const part = (name: string) => text(data, `phase${index}-${name}`);
    if (!part('opens')) return [];
    const opensAt = townInstant(part('opens'), part('opensTime') || '00:00');
    const closesAt = townInstant(part('closes'), part('closesTime') || '23:59');
    if (!opensAt) errors[`phase${index}-opens`] = { code: 'REQUIRED', params: {} };
    if (!closesAt) errors[`phase${index}-closes`] = { code: 'REQUIRED', params: {} };
    if (!opensAt || !closesAt) return [];
    const kind = oneOfThese(phaseKinds, part('kind')) ?? 'COLLECT';
    return [{ kind, method: oneOfThese(phaseMethods, part('method')) ?? null, opensAt, closesAt }];
  });
  return { phases, errors };
}

function keptValues(data: FormData): RefusedForm['values'] {
  const names = [
    ...wordFields,
    ...frameFields,
    ...phaseNumbers.flatMap((index) => phaseParts.map((part) => `phase${index}-${part}`)),
    ...documentNumbers.flatMap((index) => ['title', 'url'].map((part) => `document${index}-${part}`)),
  ];
  return { ...Object.fromEntries(names.map((name) => [name, text(data, name)])), languages: texts(data, 'languages') };
}
