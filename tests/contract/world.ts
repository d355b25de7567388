import { townRoles } from '../../server/src/platform/authorization/actor.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { placeholderAddress } from '../../server/src/platform/sessions/placeholder-address.ts';
import { act, addMaterial, addShift, addTask, openAction, propose } from '../testkit/actions.ts';
import { insertDecision } from '../testkit/decisions.ts';
import { askAssembly, assemblyOf, openAssembly } from '../testkit/assemblies.ts';
import { draftConsultation, inHours, openConsultation, statementIds } from '../testkit/consultations.ts';
import { insertEvent } from '../testkit/events.ts';
import { photo, send } from '../testkit/files.ts';
import { accept, ask, offer, offerRegularly } from '../testkit/help.ts';
import { appeal, decide, report } from '../testkit/moderation.ts';
import { tell } from '../testkit/notices.ts';
import { register } from '../testkit/registrations.ts';
import type { Person, Town } from '../testkit/town.ts';
import { addQuestions, draftSurvey, everyKind, openSurvey, type Survey } from '../testkit/surveys.ts';
import { amend, comment, openForProposals, publishedProposal } from '../testkit/proposals.ts';
import { draftVote, openVote, type Vote } from '../testkit/votes.ts';

/** An open action of the organisation with a task, a shift and a material. */
export async function plan({ town, organisationId }: World) {
  const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
  const actionId = await openAction(town, staff, organisationId);
  const taskId = await addTask(staff, actionId);
  const [shiftId = ''] = await addShift(town, staff, taskId);
  return { actionId, taskId, shiftId, materialId: await addMaterial(staff, actionId, 'Guanti', 100) };
}

/** Things of somebody, which others try to reach; each made when it is asked for. */
export interface World {
  town: Town;
  declined(): Promise<string>;
  somebody: Person;
  registered: Person;
  organisationId: string;
  neighbourhoodId: string;
  /** A photo of somebody's open request. */
  photoId(): Promise<string>;
  open(): Promise<string>;
  offered(): Promise<{ matchId: string; threadId: string }>;
  matched(): Promise<{ requestId: string; matchId: string; threadId: string }>;
  /** An open offer of somebody else, and one that was taken back. */
  given(): Promise<string>;
  withdrawn(): Promise<string>;
  /** A check and a consent of somebody else, noted for the town. */
  checked(): Promise<string>;
  consented(): Promise<string>;
  /** A case of somebody else; decided and appealed. */
  reported(): Promise<string>;
  appealed(): Promise<string>;
  /** A call to make. */
  unreached(): Promise<string>;
  /** A date of the organisation: a draft, published, one with somebody registered, and a support slot of one. */
  drafted(): Promise<string>;
  published(): Promise<string>;
  registeredAt(): Promise<{ id: string; dateId: string }>;
  slot(): Promise<string>;
  /** Somebody takes such a slot on. */
  claimed(): Promise<string>;
  /** A consultation of the organisation: a draft, and one that is open to everybody. */
  draftedConsultation(): Promise<string>;
  opened(): Promise<{ id: string; phaseId: string; statementId: string }>;
  /** The draft of a decision of the organisation, with a ground and a commitment; and a published one with a commitment. */
  toDecide(): Promise<{ consultationId: string; statementId: string; groundId: string; commitmentId: string }>;
  decided(): Promise<{ consultationId: string; commitmentId: string }>;
  /** A vote of the organisation: its step in a draft, and one that is open. */
  draftedVote(): Promise<string>;
  vote(): Promise<Vote>;
  /** Papers of the open vote that somebody entered. */
  papers(): Promise<string>;
  /** A survey of the organisation: its step and first question in a draft, and one that is open. */
  draftedSurvey(): Promise<{ phaseId: string; questionId: string }>;
  survey(): Promise<Survey>;
  /** An assembly with an item on its agenda and a question of somebody. */
  assembled(): Promise<Assembled>;
  /** A step with proposals that is open, with one of somebody, a comment on it and another text for it. */
  proposed(): Promise<Proposed>;
}

export async function makeWorld(town: Town): Promise<World> {
  const somebody = await town.member();
  const registered = await town.member({ name: 'Signor Ali' });
  await town.pool.query('update member set registered_by_id = $1 where id = $2', [somebody.id, registered.id]);
  await town.pool.query('update auth_user set email = $2 where id = $1', [
    registered.id,
    placeholderAddress(registered.id),
  ]);
  const { rows } = await town.pool.query<{ id: string }>('select id from neighbourhood limit 1');
  const given = async () => offerRegularly(town, await town.member());
  const noted = async (statement: string) => {
    const id = newId();
    await town.pool.query(statement, [id, (await town.member()).id, somebody.id]);
    return id;
  };
  const organisationId = await town.organisation();
  const published = () => insertEvent(town, organisationId);
  const slot = async () => {
    const id = newId();
    await town.pool.query(
      `insert into support_slot (id, date_id, kind, places, created_at) values ($1, $2, 'SET_UP', 5, now())`,
      [id, await published()],
    );
    return id;
  };
  const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
  const open = () => ask(town, somebody);
  const consultation = await openConsultation(town, staff, organisationId);
  const [statementId = ''] = await statementIds(town, consultation.phaseId);
  const assembled = () => assembledBy(town, staff, organisationId);
  const proposed = await proposedBy(somebody, await openForProposals(town, staff, organisationId), staff);
  const vote = await openVote(town, staff, organisationId, { ruleMethod: 'APPROVAL' });
  const survey = await openSurvey(town, staff, organisationId);
  return {
    town,
    draftedConsultation: async () => (await draftConsultation(town, staff, organisationId)).id,
    opened: () => Promise.resolve({ ...consultation, statementId }),
    toDecide: async () => {
      const { id, phaseId } = await openConsultation(town, staff, organisationId);
      const [first = ''] = await statementIds(town, phaseId);
      return { consultationId: id, statementId: first, ...(await insertDecision(town, id, first)) };
    },
    decided: async () => {
      const { id, phaseId } = await openConsultation(town, staff, organisationId);
      const [first = ''] = await statementIds(town, phaseId);
      const { commitmentId } = await insertDecision(town, id, first);
      await town.pool.query(
        `update decision set state = 'PUBLISHED', published_at = now() where consultation_id = $1`,
        [id],
      );
      return { consultationId: id, commitmentId };
    },
    draftedVote: async () => (await draftVote(town, staff, organisationId, { ruleMethod: 'APPROVAL' })).phaseId,
    vote: () => Promise.resolve(vote),
    papers: async () => {
      const id = newId();
      await town.pool.query(
        `insert into paper_batch (id, phase_id, papers, contents, entered_by_id, entered_at) values ($1, $2, 1, '[[1]]', $3, now())`,
        [id, vote.phaseId, somebody.id],
      );
      return id;
    },
    draftedSurvey: async () => {
      const { phaseId } = await draftSurvey(town, staff, organisationId);
      const [questionId = ''] = await addQuestions(town, staff, phaseId, everyKind.slice(0, 1));
      return { phaseId, questionId };
    },
    survey: () => Promise.resolve(survey),
    assembled,
    proposed: () => Promise.resolve(proposed),
    drafted: () => insertEvent(town, organisationId, 'DRAFT'),
    published,
    registeredAt: async () => {
      const dateId = await published();
      return { id: (await register(somebody, dateId)).data.registerForEvent.id, dateId };
    },
    slot,
    claimed: async () => {
      const id = newId();
      await town.pool.query(
        `with taken as (update support_slot set places_taken = 1 where id = $2 returning id)
         insert into support_claim (id, slot_id, member_id, created_at) select $1, id, $3, now() from taken`,
        [id, await slot(), somebody.id],
      );
      return id;
    },
    declined: async () => {
      const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
      const id = await propose(town, await town.member(), {}, organisationId);
      await act(staff, 'declineAction', id, { words: 'No' });
      return id;
    },
    somebody,
    registered,
    organisationId,
    neighbourhoodId: rows[0]?.id ?? '',
    photoId: async () => {
      const { id } = await send(town, somebody, await photo());
      await ask(town, somebody, { photoIds: [id] });
      return id;
    },
    open,
    offered: async () => offer(await town.member(), await open()),
    matched: async () => {
      const requestId = await open();
      const match = await offer(await town.member(), requestId);
      await accept(somebody, match.matchId);
      return { requestId, ...match };
    },
    given,
    withdrawn: async () => {
      const id = await given();
      await town.pool.query(`update help_offer set state = 'WITHDRAWN' where id = $1`, [id]);
      return id;
    },
    checked: () =>
      noted(
        `insert into member_check (id, member_id, kind, recorded_by_id, recorded_at) values ($1, $2, 'IDENTITY_SEEN', $3, now())`,
      ),
    consented: () =>
      noted(`insert into consent (id, member_id, taken_by_id, manner, given_at) values ($1, $2, $3, 'SPOKEN', now())`),
    reported: async () => newestCase(town, await ask(town, somebody)),
    appealed: async () => {
      const caseId = await newestCase(town, await ask(town, somebody));
      await decide(await town.member({ townRole: 'COORDINATOR' }), caseId);
      await appeal(somebody, caseId);
      return caseId;
    },
    unreached: async () => {
      await tell(town, registered);
      await town.app.deliver();
      const { rows: calls } = await town.pool.query<{ id: string }>(
        'select id from notification where member_id = $1 order by id desc limit 1',
        [registered.id],
      );
      return calls[0]?.id ?? '';
    },
  };
}

interface Assembled {
  phaseId: string;
  itemId: string;
  questionId: string;
  version: number;
}

async function assembledBy(town: Town, staff: Person, organisationId: string): Promise<Assembled> {
  // It has begun already: the clock of the world stays where it is, since other steps would end.
  const { now } = town;
  const times = { opensAt: inHours(town, -1), closesAt: inHours(town, 48) };
  const phases = [{ kind: 'DECIDE', method: 'ASSEMBLY', ...times }];
  const { phaseId } = await openAssembly(town, staff, organisationId, { phases }, [{ title: 'Il parco' }]);
  town.now = now;
  const { items, version } = await assemblyOf(staff, phaseId);
  const asked = await askAssembly(await town.member(), phaseId, 'Quando?');
  return { phaseId, version, itemId: items[0]?.id ?? '', questionId: asked.data.askAssembly.id };
}

interface Proposed {
  phaseId: string;
  id: string;
  commentId: string;
  amendmentId: string;
}

async function proposedBy(author: Person, { phaseId }: { phaseId: string }, staff: Person): Promise<Proposed> {
  const id = await publishedProposal({ staff, author, phaseId }, { title: 'Panchine' });
  const { data: said } = await comment(author, id, 'FOR', 'Si sta seduti.');
  const { data: amended } = await amend(author, id, 1, 'Tre panchine.');
  return { phaseId, id, commentId: said.addProposalComment.id, amendmentId: amended.amendProposal.id };
}

/** The case of a request that somebody reports. */
async function newestCase(town: Town, requestId: string): Promise<string> {
  await report(await town.member(), 'HELP_REQUEST', requestId);
  const { rows } = await town.pool.query<{ id: string }>('select id from moderation_case where subject_id = $1', [
    requestId,
  ]);
  return rows[0]?.id ?? '';
}

/** Somebody of each role. */
export const roleMakers: Record<string, (world: World) => Promise<Person>> = {
  visitor: ({ town }) => Promise.resolve(town.visitor),
  member: ({ town }) => town.member(),
  'token help:read': async ({ town }) => withToken(town, await town.member(), ['help:read']),
  'token of an administrator': async ({ town }) =>
    withToken(town, await town.member({ townRole: 'ADMINISTRATOR' }), ['zones:write', 'organisations:write']),
  volunteer: ({ town, organisationId }) => town.member({ in: { organisationId, role: 'VOLUNTEER' } }),
  'organisation coordinator': ({ town, organisationId }) =>
    town.member({ in: { organisationId, role: 'COORDINATOR' } }),
  'administrator without second factor': ({ town }) => town.member({ townRole: 'ADMINISTRATOR', secondFactor: false }),
  ...Object.fromEntries(
    townRoles.map((townRole) => [townRole.toLowerCase(), ({ town }: World) => town.member({ townRole })]),
  ),
};

async function withToken(town: Town, person: Person, scopes: string[]): Promise<Person> {
  const { secret } = await town.app.accounts.createApiToken(person.id, 'Programma', scopes, null);
  const headers = { authorization: `Bearer ${secret}` };
  const token = { ...person, headers };
  return town.at(town.app, token);
}
