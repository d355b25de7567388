import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { EventInput, EventRegistrationInput, EventTimesInput } from '#schema';
import { fileParts, photoFields } from '#lib/features/attachments/file-fields.ts';
import { forgetUploads, uploadFrom } from '#lib/features/attachments/upload.server.ts';
import type { FieldError, RefusedForm } from '#lib/graphql/errors.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { accessFacts, audiences, costs, modes, orders, topics } from './choices.ts';
import { endFieldOf, readTimes } from './event-times-form.server.ts';

const pictureFields = photoFields('picture', 1);
const plainFields = [
  'title', 'description', 'zoneId', 'venue', 'address', 'onlineUrl', 'cost', 'costWords', 'contact', 'organisationId',
  'date', 'time', 'endDate', 'endTime', 'rhythm', 'count', 'until', 'rule', 'mode', 'places', 'closes', 'waitingOrder',
  'offerHours', 'scope', 'version', 'before', 'allDay', 'dayBefore', 'timeZone', 'zoneBefore',
]; // prettier-ignore
const severalFields = ['topics', 'audiences', 'speaks', 'access', 'coOrganiserIds'];

export interface SentEvent {
  input: EventInput;
  times: EventTimesInput;
  registration: EventRegistrationInput;
}

/** Reads the form of an event, uploads its picture, runs the mutation, and goes on to the address that `run` gives. */
export async function sendEvent(
  event: RequestEvent,
  run: (sent: SentEvent, data: FormData) => Promise<string>,
): Promise<ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  const files = await uploadFrom(event, data, pictureFields);
  const values = { ...keptValues(data), ...files.values };
  const times = readTimes(data);
  const [pictureField = ''] = pictureFields;
  const missing = unsaid(data, files.ids[pictureField]);
  const errors = { ...files.errors, ...times.errors };
  if (Object.keys(errors).length > 0 || !times.times) return refuse(400, 'event', values, { ...missing, ...errors });
  const sent: SentEvent = {
    input: readInput(data, files.ids[pictureField] ?? null, text(data, fileParts(pictureField).alt)),
    times: times.times,
    registration: readRegistration(data),
  };
  const answer = await write<string>(event, () => run(sent, data), { form: 'event', values, keptForSigningIn: true });
  if (!isRefused(answer)) redirect(303, answer);
  if (answer.data.errors['pictureId']) forgetUploads(answer.data, pictureFields);
  answer.data.errors = { ...missing, ...besideTheirFields(answer.data.errors, sent.times.rule) };
  return answer;
}

/** Problems of the input where the form has their fields. */
function besideTheirFields(errors: RefusedForm['errors'], sentRule: EventTimesInput['rule']): RefusedForm['errors'] {
  const fields: Record<string, string> = {
    startsAt: 'date',
    endsAt: 'endTime',
    rule: endFieldOf(sentRule),
    closesMinutes: 'closes',
    offerMinutes: 'offerHours',
    pictureWords: 'picture-1-alt',
    pictureId: 'picture-1',
  };
  const inHours = ['closesMinutes', 'offerMinutes'];
  return Object.fromEntries(
    Object.entries(errors).map(([name, problem]) => [
      fields[name] ?? name,
      inHours.includes(name) ? hoursIn(problem) : problem,
    ]),
  );
}

/** Bounds of minutes, where the form asks for hours. */
const hoursIn = ({ code, params }: FieldError): FieldError => ({
  code,
  params: Object.fromEntries(Object.entries(params).map(([name, minutes]) => [name, Math.ceil(Number(minutes) / 60)])),
});

/** Words that the API asks for too, though not for all of them at once; those about a picture where a new one is sent. */
function unsaid(data: FormData, pictureId: string | undefined): RefusedForm['errors'] {
  const { alt } = fileParts(pictureFields[0] ?? '');
  return {
    ...blank(data, ['title', 'description', ...(text(data, 'cost') === 'PAID' ? ['costWords'] : [])]),
    ...(pictureId && !text(data, alt) ? { [alt]: { code: 'PHOTO_WITHOUT_WORDS', params: {} } } : {}),
  };
}

const blank = (data: FormData, names: string[]): RefusedForm['errors'] =>
  Object.fromEntries(names.filter((name) => !text(data, name)).map((name) => [name, { code: 'REQUIRED', params: {} }]));

function keptValues(data: FormData): RefusedForm['values'] {
  return {
    ...Object.fromEntries(plainFields.map((name) => [name, text(data, name)])),
    ...Object.fromEntries(severalFields.map((name) => [name, texts(data, name)])),
  };
}

function readInput(data: FormData, pictureId: string | null, pictureWords: string): EventInput {
  const chosen = <Choice extends string>(choices: readonly Choice[], name: string) =>
    texts(data, name).flatMap((value) => oneOfThese(choices, value) ?? []);
  return {
    title: text(data, 'title'),
    description: text(data, 'description').replaceAll('\r\n', '\n'),
    zoneId: text(data, 'zoneId'),
    venue: text(data, 'venue') || null,
    address: text(data, 'address') || null,
    onlineUrl: text(data, 'onlineUrl') || null,
    topics: chosen(topics, 'topics'),
    audiences: chosen(audiences, 'audiences'),
    speaks: texts(data, 'speaks').filter((tag) => /^[a-z]{2,3}$/.test(tag)),
    access: chosen(accessFacts, 'access'),
    cost: oneOfThese(costs, text(data, 'cost')) ?? 'FREE',
    costWords: text(data, 'costWords') || null,
    contact: text(data, 'contact') || null,
    coOrganiserIds: texts(data, 'coOrganiserIds').filter(Boolean),
    pictureId,
    pictureWords: pictureWords || null,
  };
}

function readRegistration(data: FormData): EventRegistrationInput {
  const places = Number.parseInt(text(data, 'places'), 10);
  const closes = Number.parseInt(text(data, 'closes'), 10);
  const hours = Number.parseInt(text(data, 'offerHours'), 10);
  return {
    mode: oneOfThese(modes, text(data, 'mode')) ?? 'NONE',
    places: Number.isNaN(places) ? null : places,
    closesMinutes: Number.isNaN(closes) ? 0 : closes * 60,
    waitingOrder: oneOfThese(orders, text(data, 'waitingOrder')) ?? 'FIRST_COME',
    offerMinutes: Number.isNaN(hours) ? 720 : hours * 60,
  };
}
