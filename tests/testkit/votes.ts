import { countVotes } from '../../server/src/features/consultations/index.ts';
import { changeConsultation, draftConsultation, fine, inHours } from './consultations.ts';
import { newKey, type Person, type Town } from './town.ts';

export interface Vote {
  id: string;
  phaseId: string;
  optionIds: string[];
}

export type VoteRule = Record<string, unknown> & { ruleMethod: string };

/** A draft with a vote from in an hour for two days, without its options. */
export async function draftVote(
  town: Town,
  staff: Person,
  organisationId: string,
  rule: VoteRule,
): Promise<{ id: string; phaseId: string }> {
  const { id } = await draftConsultation(town, staff, organisationId, {
    phases: [{ kind: 'DECIDE', method: 'VOTE', opensAt: inHours(town, 1), closesAt: inHours(town, 49) }],
    ...rule,
  });
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from consultation_phase where consultation_id = $1 and method = 'VOTE'`,
    [id],
  );
  return { id, phaseId: rows[0]?.id ?? '' };
}

export const setOptions = (staff: Person, phaseId: string, options: { text: string; costCents?: number }[]) =>
  staff.query(
    `mutation ($key: UUID!, $phaseId: UUID!, $options: [BallotOptionInput!]!) {
       setBallotOptions(key: $key, phaseId: $phaseId, options: $options, language: "it") { id } }`,
    { key: newKey(), phaseId, options },
  );

/** A vote that is open, an hour after it was published; budgets: each option costs what stands beside it. */
export async function openVote(
  town: Town,
  staff: Person,
  organisationId: string,
  rule: VoteRule,
  options: { text: string; costCents?: number }[] = ['Panchine', 'Fontanella', 'Alberi', 'Giochi'].map((text) => ({
    text,
  })),
): Promise<Vote> {
  const { id, phaseId } = await draftVote(town, staff, organisationId, rule);
  fine(await setOptions(staff, phaseId, options));
  fine(await changeConsultation(staff, 'publishConsultation', id));
  town.now = new Date(town.now.getTime() + 2 * 3_600_000);
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from ballot_option where phase_id = $1 order by position`,
    [phaseId],
  );
  return { id, phaseId, optionIds: rows.map((row) => row.id) };
}

/** Votes with a value per option, in their order; null leaves one out. */
export const cast = (
  person: Person,
  { phaseId, optionIds }: Vote,
  values: readonly (number | null)[],
  key: string = newKey(),
  token: string | null = null,
) =>
  person.query<{ castBallot: { receipt: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $choices: [BallotChoiceInput!]!, $token: String) {
       castBallot(key: $key, phaseId: $phaseId, choices: $choices, token: $token) { receipt } }`,
    {
      key,
      phaseId,
      token,
      choices: values.flatMap((value, at) => (value === null ? [] : [{ optionId: optionIds[at], value }])),
    },
  );

/** Asks for the receipt of a ballot given beside a helper. */
export const showReceipt = (person: Person, phaseId: string, ballotKey: string, token: string) =>
  person.query<{ showReceipt: { receipt: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $ballotKey: UUID!, $token: String!) {
       showReceipt(key: $key, phaseId: $phaseId, ballotKey: $ballotKey, token: $token) { receipt } }`,
    { key: newKey(), phaseId, ballotKey, token },
  );

/** So many ballots past all ways in. Their receipts follow from what they say: the same ballots draw the same lot. */
export async function insertBallots(
  town: Town,
  { phaseId }: Vote,
  ballots: readonly (readonly (number | null)[])[],
): Promise<void> {
  await town.pool.query(
    `insert into ballot (phase_id, receipt, choices)
       select $1, upper(regexp_replace(substr(md5(value::text || row_number() over (partition by value)), 1, 12), '(.{4})(?=.)', '\\1-', 'g')), value from jsonb_array_elements($2::jsonb)`,
    [phaseId, JSON.stringify(ballots)],
  );
}

/** The vote ends, and what the timetable does then. */
export async function endVote(town: Town): Promise<void> {
  town.now = new Date(town.now.getTime() + 48 * 3_600_000);
  await countAll(town);
}

export const countAll = (town: Town) => countVotes.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });

export interface Result {
  ballots: number | null;
  blank: number | null;
  quorumMet: boolean | null;
  papersLeftOut: number;
  seed: string | null;
  count: {
    winners: number[];
    ranking: number[][];
    points: number[];
    quota: number | null;
    costCents: number | null;
    greedy: number[];
    pairs: number[][];
    rounds: {
      action: string;
      elected: number[];
      votes: number[];
      nonTransferable: number | null;
      ties: { byLot: boolean; chosen: number }[];
    }[];
  } | null;
  board: BoardPage;
  export: { name: string; content: string; command: string } | null;
}

const boardPage = 'nodes { receipt choices } pageInfo { hasNextPage endCursor }';
interface BoardPage {
  nodes: { receipt: string; choices: (number | null)[] }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export const boardOf = async (person: Person, id: string, first: number, after: string | null): Promise<BoardPage> => {
  const { voteResults } = fine(
    await person.query<{ voteResults: { board: BoardPage }[] }>(
      `query ($id: UUID!, $first: Int!, $after: String) {
         voteResults(consultationId: $id) { board(first: $first, after: $after) { ${boardPage} } } }`,
      { id, first, after },
    ),
  );
  return voteResults[0]?.board ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
};

export const boardBallot = async (person: Person, id: string, receipt: string) =>
  fine(
    await person.query<{ voteResults: { boardBallot: { receipt: string; choices: (number | null)[] } | null }[] }>(
      `query ($id: UUID!, $receipt: String!) { voteResults(consultationId: $id) { boardBallot(receipt: $receipt) { receipt choices } } }`,
      { id, receipt },
    ),
  ).voteResults[0]?.boardBallot;

export const results = async (person: Person, id: string): Promise<Result[]> =>
  fine(
    await person.query<{ voteResults: Result[] }>(
      `query ($id: UUID!) { voteResults(consultationId: $id) { ballots blank quorumMet papersLeftOut seed
         count { winners ranking points quota costCents greedy pairs rounds { action elected votes nonTransferable ties { byLot chosen } } }
         board(first: 50) { ${boardPage} } export { name content command } } }`,
      { id },
    ),
  ).voteResults;
