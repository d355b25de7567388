import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { ConsultationFileInput, ConsultationInput, ConsultationPhaseInput, ConsultationWordsInput } from '#schema';
import { fileParts } from '#lib/features/attachments/file-fields.ts';
import { forgetUploads, uploadFrom } from '#lib/features/attachments/upload.server.ts';
import { townInstant } from '#lib/features/events/town-time.server.ts';
import type { RefusedForm } from '#lib/graphql/errors.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { locales } from '#lib/i18n/locales.ts';
import { audiences, documentField, most, phaseKinds, phaseMethods, ruleMethods } from './choices.ts';
import { centsOf } from './money.ts';

const wordFields = ['explanation', 'description'];
const titleFields = ['fileTitle', 'fileLanguage'];
const frameFields = [
  'question', 'who', 'zoneId', 'groupId', 'decisionBody', 'quorum', 'ruleMethod', 'seats', 'budget', 'answerBy', 'answerOwedBy', 'organisationId',
  'version',
]; // prettier-ignore
const phaseNumbers = Array.from({ length: most.phases }, (_, index) => index);
const phaseParts = ['kind', 'method', 'opens', 'opensTime', 'closes', 'closesTime'];
const documentNumbers = Array.from({ length: most.documents }, (_, index) => index);

type Attach = (file: ConsultationFileInput) => Promise<unknown>;

/** Reads the form of a draft, attaches the file in it, runs the mutation, and goes on to the address that `run` gives. */
export async function sendConsultation(
  event: RequestEvent,
  run: (input: ConsultationInput, data: FormData) => Promise<string>,
  attach?: Attach,
): Promise<ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  const { phases, errors } = readPhases(data);
  if (Object.keys(errors).length > 0) return refuse(400, 'consultation', keptValues(data), errors);
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
  return sendAll(event, data, { attach, run: () => run(input, data) });
}

/** The same for the words that may change once it is published. */
export async function sendWords(
  event: RequestEvent,
  run: (input: ConsultationWordsInput, data: FormData) => Promise<string>,
  attach: Attach,
): Promise<ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  return sendAll(event, data, { attach, run: () => run(readWords(data), data) });
}

/** Attaches the file of the form, which comes back with everything else that was typed and is not saved yet. */
export async function sendFile(event: RequestEvent, attach: Attach): Promise<RefusedForm | ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  return (await takeFile(event, data, attach)) ?? { form: 'consultation', values: keptValues(data), errors: {} };
}

/** Takes a file away; the form comes back with everything that was typed and is not saved yet. */
export async function removeFile(
  event: RequestEvent,
  remove: (fileId: string, key: string) => Promise<unknown>,
): Promise<RefusedForm | ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  const typed: RefusedForm = { form: 'consultation', values: keptValues(data), errors: {} };
  const answer = await write(event, () => remove(text(data, 'fileId'), text(data, 'key')), {
    ...typed,
    keptForSigningIn: true,
  });
  return isRefused(answer) ? answer : typed;
}

/** A file that was chosen goes first: whoever saves has not forgotten it. */
async function sendAll(
  event: RequestEvent,
  data: FormData,
  { attach, run }: { attach: Attach | undefined; run: () => Promise<string> },
): Promise<ActionFailure<RefusedForm>> {
  const refused = attach && isFileMeant(data) ? await takeFile(event, data, attach) : null;
  if (refused) return refused;
  const values = keptValues(data);
  const answer = await write<string>(event, run, { form: 'consultation', values, keptForSigningIn: true });
  if (!isRefused(answer)) redirect(303, answer);
  return answer;
}

function isFileMeant(data: FormData): boolean {
  const file = data.get(documentField);
  return (
    (file instanceof File && file.size > 0) ||
    Boolean(text(data, fileParts(documentField).id) || text(data, 'fileTitle'))
  );
}

/** Uploads and attaches the file of the form, and empties its fields; a refusal keeps them. */
async function takeFile(
  event: RequestEvent,
  data: FormData,
  attach: Attach,
): Promise<ActionFailure<RefusedForm> | null> {
  const files = await uploadFrom(event, data, [documentField]);
  const values = { ...keptValues(data), ...files.values };
  const fileId = files.ids[documentField];
  if (!fileId) {
    const missing = { [documentField]: { code: 'REQUIRED', params: {} } };
    return refuse(400, 'consultation', values, { ...missing, ...files.errors });
  }
  const input = {
    fileId,
    title: text(data, 'fileTitle'),
    language: oneOfThese(locales, text(data, 'fileLanguage')) ?? 'it',
  };
  const answer = await write(event, () => attach(input), { form: 'consultation', values, keptForSigningIn: true });
  if (isRefused(answer)) {
    const { title, fileId: gone, ...others } = answer.data.errors;
    if (gone) forgetUploads(answer.data, [documentField]);
    answer.data.errors = {
      ...others,
      ...(title ? { fileTitle: title } : {}),
      ...(gone ? { [documentField]: gone } : {}),
    };
    return answer;
  }
  for (const name of titleFields) data.delete(name);
  return null;
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
    ...titleFields,
    ...frameFields,
    ...phaseNumbers.flatMap((index) => phaseParts.map((part) => `phase${index}-${part}`)),
    ...documentNumbers.flatMap((index) => ['title', 'url'].map((part) => `document${index}-${part}`)),
  ];
  return { ...Object.fromEntries(names.map((name) => [name, text(data, name)])), languages: texts(data, 'languages') };
}
