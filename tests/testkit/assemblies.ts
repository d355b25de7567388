import { changeConsultation, type Draft, draftConsultation, fine, inHours } from './consultations.ts';
import { newKey, type Person, type Town } from './town.ts';
import { type Shown, shownWords } from './translations.ts';

export interface GivenItem {
  title: string;
  minutes?: number;
}

/** A draft with an assembly from in an hour for two days, without its agenda. */
export async function draftAssembly(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<Draft> {
  const draft = await draftConsultation(town, staff, organisationId, {
    question: 'Che cosa decidiamo insieme?',
    phases: [{ kind: 'DECIDE', method: 'ASSEMBLY', opensAt: inHours(town, 1), closesAt: inHours(town, 49) }],
    ...changes,
  });
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from consultation_phase where consultation_id = $1`,
    [draft.id],
  );
  return { ...draft, phaseId: rows[0]?.id ?? '' };
}

/** A consultation with an assembly that is open, for two days; its agenda was planned once. */
export async function openAssembly(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
  agenda: GivenItem[] = [{ title: 'Il parco', minutes: 20 }, { title: 'La festa' }],
): Promise<Draft> {
  const draft = await draftAssembly(town, staff, organisationId, changes);
  fine(await planAssembly(staff, draft.phaseId, 1, agenda));
  fine(await changeConsultation(staff, 'publishConsultation', draft.id));
  town.now = new Date(town.now.getTime() + 2 * 3_600_000);
  return draft;
}

export interface SeenAssembly {
  version: number;
  dateId: string | null;
  attendance: number | null;
  signedAt: string | null;
  signatures: number;
  viewerCanRun: boolean;
  items: {
    id: string;
    title: Shown;
    minutes: number | null;
    state: string;
    record: Shown | null;
    hands: { inFavour: number; against: number; abstained: number }[];
  }[];
}

export const assemblyOf = async (person: Person, phaseId: string): Promise<SeenAssembly> =>
  fine(
    await person.query<{ assembly: SeenAssembly }>(
      `query ($phaseId: UUID!) { assembly(phaseId: $phaseId) { version dateId attendance signedAt signatures viewerCanRun
         items { id title ${shownWords} minutes state record ${shownWords} hands { inFavour against abstained } } } }`,
      { phaseId },
    ),
  ).assembly;

export const planAssembly = (
  staff: Person,
  phaseId: string,
  version: number,
  items: GivenItem[],
  dateId: string | null = null,
) =>
  staff.query(
    `mutation ($key: UUID!, $phaseId: UUID!, $version: Int!, $items: [AgendaItemInput!]!, $dateId: UUID) {
       planAssembly(key: $key, phaseId: $phaseId, version: $version, items: $items, dateId: $dateId) }`,
    { key: newKey(), phaseId, version, items, dateId },
  );

export const setItemState = (staff: Person, id: string, state: string) =>
  staff.query(
    `mutation ($key: UUID!, $id: UUID!, $state: AgendaItemState!) { setAgendaItemState(key: $key, id: $id, state: $state) { id } }`,
    { key: newKey(), id, state },
  );

export const noteHands = (staff: Person, id: string, [inFavour, against, abstained]: [number, number, number]) =>
  staff.query(
    `mutation ($key: UUID!, $id: UUID!, $hands: HandsInput!) { noteHands(key: $key, id: $id, hands: $hands) { id } }`,
    {
      key: newKey(),
      id,
      hands: { inFavour, against, abstained },
    },
  );

export const writeMinutes = (staff: Person, id: string, version: number, record: string) =>
  staff.query(
    `mutation ($key: UUID!, $id: UUID!, $version: Int!, $record: String!) {
       writeMinutes(key: $key, id: $id, version: $version, record: $record) { id } }`,
    { key: newKey(), id, version, record },
  );

export const signMinutes = (staff: Person, phaseId: string, version: number) =>
  staff.query(
    `mutation ($key: UUID!, $phaseId: UUID!, $version: Int!) { signMinutes(key: $key, phaseId: $phaseId, version: $version) }`,
    { key: newKey(), phaseId, version },
  );

export const askAssembly = (person: Person, phaseId: string, text: string, token: string | null = null) =>
  person.query<{ askAssembly: { id: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $text: String!, $token: String) {
       askAssembly(key: $key, phaseId: $phaseId, text: $text, token: $token) { id } }`,
    { key: newKey(), phaseId, text, token },
  );

export const supportQuestion = (person: Person, id: string, supports = true) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $supports: Boolean!) { supportAssemblyQuestion(key: $key, id: $id, supports: $supports) { id } }`,
    { key: newKey(), id, supports },
  );

export const hideQuestion = (staff: Person, id: string, hidden: boolean, reason: string | null = null) =>
  staff.query(
    `mutation ($key: UUID!, $id: UUID!, $hidden: Boolean!, $reason: RejectReason) {
       hideAssemblyQuestion(key: $key, id: $id, hidden: $hidden, reason: $reason) { id } }`,
    { key: newKey(), id, hidden, reason },
  );
