import { releaseProposalSupports } from '../../server/src/features/consultations/index.ts';
import { type Draft, draftConsultation, fine, inHours, changeConsultation } from './consultations.ts';
import { newKey, type Person, type Town } from './town.ts';

/** A consultation with a step for proposals that is open, for two days unless told otherwise. */
export async function openForProposals(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<Draft> {
  const draft = await draftConsultation(town, staff, organisationId, {
    phases: [
      { kind: 'COLLECT', method: 'PROPOSALS', opensAt: inHours(town, 1), closesAt: inHours(town, 49) },
      { kind: 'WEIGH', opensAt: inHours(town, 49), closesAt: inHours(town, 73) },
    ],
    ...changes,
  });
  fine(await changeConsultation(staff, 'publishConsultation', draft.id));
  town.now = new Date(town.now.getTime() + 2 * 3_600_000);
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from consultation_phase where consultation_id = $1 and method = 'PROPOSALS'`,
    [draft.id],
  );
  return { ...draft, phaseId: rows[0]?.id ?? '' };
}

/** A budget of ten thousand euros with a step for proposals, open, and a vote a day after its end. */
export async function openBudget(
  town: Town,
  staff: Person,
  organisationId: string,
): Promise<{ id: string; phaseId: string; voteId: string }> {
  const { id, phaseId } = await openForProposals(town, staff, organisationId, {
    ruleMethod: 'EQUAL_SHARES',
    budgetCents: 1_000_000,
    question: 'Come spendiamo diecimila euro per la piazza?',
    phases: [
      { kind: 'COLLECT', method: 'PROPOSALS', opensAt: inHours(town, 1), closesAt: inHours(town, 49) },
      { kind: 'DECIDE', method: 'VOTE', opensAt: inHours(town, 73), closesAt: inHours(town, 120) },
    ],
  });
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from consultation_phase where consultation_id = $1 and method = 'VOTE'`,
    [id],
  );
  return { id, phaseId, voteId: rows[0]?.id ?? '' };
}

export const takeProposals = (staff: Person, phaseId: string) =>
  staff.query(`mutation ($key: UUID!, $phaseId: UUID!) { takeProposals(key: $key, phaseId: $phaseId) { id } }`, {
    key: newKey(),
    phaseId,
  });

const text = 'Due panchine all’ombra, vicino alla fontana.';

export const makeProposal = (
  person: Person,
  phaseId: string,
  given: { title: string; text?: string; showsName?: boolean },
  token: string | null = null,
) =>
  person.query<{ makeProposal: { id: string; state: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $input: ProposalInput!, $showsName: Boolean!, $token: String) {
       makeProposal(key: $key, phaseId: $phaseId, input: $input, showsName: $showsName, token: $token) { id state } }`,
    {
      key: newKey(),
      phaseId,
      input: { title: given.title, text: given.text ?? text },
      showsName: given.showsName ?? false,
      token,
    },
  );

export const addProposal = (staff: Person, phaseId: string, title: string, words = text) =>
  staff.query<{ addProposal: { id: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $input: ProposalInput!) { addProposal(key: $key, phaseId: $phaseId, input: $input, language: "it") { id } }`,
    { key: newKey(), phaseId, input: { title, text: words } },
  );

export const decideProposal = (staff: Person, id: string, reason: string | null = null) =>
  staff.query<{ decideProposal: { id: string; state: string } }>(
    `mutation ($key: UUID!, $id: UUID!, $reason: RejectReason) { decideProposal(key: $key, id: $id, reason: $reason) { id state } }`,
    { key: newKey(), id, reason },
  );

/** A proposal of somebody that everybody reads. */
export async function publishedProposal(
  { staff, author, phaseId }: { staff: Person; author: Person; phaseId: string },
  given: { title: string; text?: string; showsName?: boolean },
): Promise<string> {
  const { id } = fine(await makeProposal(author, phaseId, given)).makeProposal;
  fine(await decideProposal(staff, id));
  return id;
}

export const support = (person: Person, id: string, supports = true, token: string | null = null) =>
  person.query<{ setProposalSupport: { id: string } }>(
    `mutation ($key: UUID!, $id: UUID!, $supports: Boolean!, $token: String) {
       setProposalSupport(key: $key, id: $id, supports: $supports, token: $token) { id } }`,
    { key: newKey(), id, supports, token },
  );

export const merge = (staff: Person, id: string, intoId: string) =>
  staff.query<{ mergeProposals: { id: string } }>(
    `mutation ($key: UUID!, $id: UUID!, $intoId: UUID!) { mergeProposals(key: $key, id: $id, intoId: $intoId) { id } }`,
    { key: newKey(), id, intoId },
  );

export const comment = (person: Person, proposalId: string, side: string, words: string, token: string | null = null) =>
  person.query<{ addProposalComment: { id: string } }>(
    `mutation ($key: UUID!, $proposalId: UUID!, $side: CommentSide!, $text: String!, $token: String) {
       addProposalComment(key: $key, proposalId: $proposalId, side: $side, text: $text, token: $token) { id } }`,
    { key: newKey(), proposalId, side, text: words, token },
  );

export const amend = (person: Person, proposalId: string, version: number, words: string) =>
  person.query<{ amendProposal: { id: string; difference: { change: string; words: string }[] } }>(
    `mutation ($key: UUID!, $proposalId: UUID!, $input: AmendmentInput!) {
       amendProposal(key: $key, proposalId: $proposalId, input: $input) { id difference { change words } } }`,
    { key: newKey(), proposalId, input: { version, text: words, why: 'Così basta per tutti.' } },
  );

export const decideAmendment = (person: Person, id: string, accepted: boolean) =>
  person.query<{ decideAmendment: { id: string; state: string } }>(
    `mutation ($key: UUID!, $id: UUID!, $accepted: Boolean!) {
       decideAmendment(key: $key, id: $id, accepted: $accepted, answer: "Grazie.") { id state } }`,
    { key: newKey(), id, accepted },
  );

export const estimate = (staff: Person, id: string, fromCents: number, toCents: number) =>
  staff.query<{ estimateProposal: { id: string } }>(
    `mutation ($key: UUID!, $id: UUID!, $input: EstimateInput!) { estimateProposal(key: $key, id: $id, input: $input) { id } }`,
    { key: newKey(), id, input: { fromCents, toCents, words: 'Con il montaggio.' } },
  );

/** What the timetable does every hour: supports are shown as they are now. */
export const releaseSupports = (town: Town) =>
  releaseProposalSupports.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });

/** So many people who support a proposal, past all ways in. */
export async function insertSupports(town: Town, consultationId: string, proposalId: string, people: number) {
  await town.pool.query(
    `with people as (insert into participant (id, consultation_id) select uuidv7(), $1 from generate_series(1, $2) returning id)
     insert into proposal_support (proposal_id, participant_id) select $3, id from people`,
    [consultationId, people, proposalId],
  );
}

interface ShownProposal {
  id: string;
  state: string;
  version: number;
  supports: number | null;
  supportsFinal: boolean;
  commentCount: number;
  byOrganisers: boolean;
  mergedIntoId: string | null;
  author: { displayName: string } | null;
  text: { words: string };
  merged: { id: string }[];
  versions: { version: number; text: string }[];
  estimates: { fromCents: number; toCents: number; organisation: { id: string } }[];
  own: { supports: boolean | null; wrote: boolean; decidesAmendments: boolean };
}

/** A proposal as somebody reads it, or why not. */
export const askProposal = (person: Person, id: string, token: string | null = null) =>
  person.query<{ proposal: ShownProposal }>(
    `query ($id: UUID!, $token: String) { proposal(id: $id, token: $token) { id state version supports supportsFinal commentCount byOrganisers
       mergedIntoId author { displayName } text { words } merged { id } versions { version text }
       estimates { fromCents toCents organisation { id } } own(token: $token) { supports wrote decidesAmendments } } }`,
    { id, token },
  );
/** A proposal as somebody reads it. */
export const shownProposal = async (person: Person, id: string, token: string | null = null) =>
  fine(await askProposal(person, id, token)).proposal;
