import { townDay } from '../../server/src/platform/time.ts';
import { type Answer, newKey, type Person, type Town } from './town.ts';

/** The day so many days after the town's, as 2026-11-30. */
export const dayIn = (town: Town, days: number): string => townDay(town.now).add({ days }).toString();

const about = (town: Town, input: Record<string, unknown>) => ({
  title: 'Puliamo il parco',
  words: 'Ci troviamo per pulire il parco insieme.',
  goal: 'Un parco pulito per i bambini',
  zoneId: town.zones[0]?.id,
  ...input,
});

/** Proposes an action; returns its id. */
export async function propose(
  town: Town,
  person: Person,
  input: Record<string, unknown> = {},
  organisationId: string | null = null,
): Promise<string> {
  const answer = await person.query<{ proposeAction: { id: string } }>(
    'mutation ($key: UUID!, $input: SolidarityActionInput!, $organisationId: UUID) { proposeAction(key: $key, input: $input, organisationId: $organisationId) { id } }',
    { key: newKey(), input: about(town, input), organisationId },
  );
  return fine(answer).proposeAction.id;
}

/** Begins an action of an organisation; returns its id. */
export async function openAction(
  town: Town,
  staff: Person,
  organisationId: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const answer = await staff.query<{ openAction: { id: string } }>(
    'mutation ($key: UUID!, $input: SolidarityActionInput!, $organisationId: UUID!) { openAction(key: $key, input: $input, organisationId: $organisationId) { id } }',
    { key: newKey(), input: about(town, input), organisationId },
  );
  return fine(answer).openAction.id;
}

/** Adds a task; returns its id. */
export async function addTask(
  organiser: Person,
  actionId: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const answer = await organiser.query<{ saveActionTask: { id: string } }>(
    'mutation ($key: UUID!, $actionId: UUID!, $input: ActionTaskInput!) { saveActionTask(key: $key, actionId: $actionId, input: $input) { id } }',
    { key: newKey(), actionId, input: { title: 'Raccogliere i rifiuti', ...input } },
  );
  return fine(answer).saveActionTask.id;
}

/** Adds a shift three days from now, or as told; returns the ids of all shifts of the task. */
export async function addShift(
  town: Town,
  organiser: Person,
  taskId: string,
  input: Record<string, unknown> = {},
): Promise<string[]> {
  const answer = await organiser.query<{ saveActionShift: { shifts: { id: string }[] } }>(
    'mutation ($key: UUID!, $taskId: UUID!, $input: ActionShiftInput!) { saveActionShift(key: $key, taskId: $taskId, input: $input) { shifts { id } } }',
    { key: newKey(), taskId, input: { date: dayIn(town, 3), from: '09:00', until: '12:00', places: 5, ...input } },
  );
  return fine(answer).saveActionShift.shifts.map(({ id }) => id);
}

/** Adds something that is needed; returns its id. */
export async function addMaterial(organiser: Person, actionId: string, what: string, needed: number): Promise<string> {
  const answer = await organiser.query<{ saveActionMaterial: { id: string } }>(
    'mutation ($key: UUID!, $actionId: UUID!, $input: ActionMaterialInput!) { saveActionMaterial(key: $key, actionId: $actionId, input: $input) { id } }',
    { key: newKey(), actionId, input: { what, needed } },
  );
  return fine(answer).saveActionMaterial.id;
}

/** Opens an action of a new organisation with one task and one shift. */
export async function openWithShift(
  town: Town,
  shift: Record<string, unknown> = {},
  task: Record<string, unknown> = {},
  action: Record<string, unknown> = { meetingPoint: 'Via dei Tigli 7, cancello verde' },
) {
  const organisationId = await town.organisation();
  const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
  const actionId = await openAction(town, staff, organisationId, action);
  const taskId = await addTask(staff, actionId, task);
  const [shiftId = ''] = await addShift(town, staff, taskId, shift);
  return { organisationId, staff, actionId, taskId, shiftId };
}

export const signUp = (person: Person, shiftId: string, despiteClash = false) =>
  person.query<{ signUpForShift: { placesLeft: number } }>(
    'mutation ($key: UUID!, $shiftId: UUID!, $despiteClash: Boolean!) { signUpForShift(key: $key, shiftId: $shiftId, despiteClash: $despiteClash) { placesLeft } }',
    { key: newKey(), shiftId, despiteClash },
  );

export const leave = (person: Person, shiftId: string) =>
  person.query('mutation ($key: UUID!, $shiftId: UUID!) { leaveShift(key: $key, shiftId: $shiftId) { placesLeft } }', {
    key: newKey(),
    shiftId,
  });

/** Runs a mutation with one id, with words if given. */
export const act = (person: Person, mutation: string, id: string, more: Record<string, unknown> = {}) => {
  const types: Record<string, string> = {
    words: 'String!',
    organisationId: 'UUID!',
    input: 'ActionResultInput!',
    quantity: 'Int!',
  };
  const names = Object.keys(more);
  const declared = names.map((name) => `, $${name}: ${types[name]}`).join('');
  const passed = names.map((name) => `, ${name}: $${name}`).join('');
  return person.query<Record<string, { id: string; state?: string }>>(
    `mutation ($key: UUID!, $id: UUID!${declared}) { ${mutation}(key: $key, id: $id${passed}) { id } }`,
    { key: newKey(), id, ...more },
  );
};

function fine<Data>(answer: Answer<Data>): Data {
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
