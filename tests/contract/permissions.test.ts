import { GraphQLNonNull, type GraphQLSchema, print, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';
import { townRoles } from '../../server/src/platform/authorization/actor.ts';
import { placeholderAddress } from '../../server/src/platform/sessions/placeholder-address.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { accept, ask, offer, offerRegularly } from '../testkit/help.ts';
import { appeal, decide, report } from '../testkit/moderation.ts';
import { tell } from '../testkit/notices.ts';
import { photo, send } from '../testkit/files.ts';
import { act, addMaterial, addShift, addTask, dayIn, openAction, propose } from '../testkit/actions.ts';
import { eventWords, insertEvent } from '../testkit/events.ts';
import { consultationWords, draftConsultation, openConsultation, statementIds } from '../testkit/consultations.ts';
import { draftVote, openVote, type Vote } from '../testkit/votes.ts';
import { register } from '../testkit/registrations.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let schema: GraphQLSchema;
beforeAll(async () => {
  town = await createTown();
  schema = await buildApiSchema();
});
afterAll(() => town.close());

type Given = Record<string, unknown>;

/**
 * What each operation is tried with: things of somebody else, or of nobody. A new operation must say here with what it
 * is tried, and its row in permissions.txt must be looked at.
 */
const tried: Record<string, (world: World) => Given | Promise<Given>> = {
  'Query.calendarImport': () => ({ fileId: newKey() }),
  'Mutation.readCalendarFile': ({ organisationId }) => ({
    organisationId,
    name: 'calendar.ics',
    content: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n').toString('base64'),
  }),
  'Mutation.importCalendar': () => ({ fileId: newKey(), zoneId: town.zones[0]?.id, publish: false }),
  'Mutation.makePersonalCalendar': () => ({}),
  'Mutation.revokePersonalCalendar': () => ({}),
  'Query.viewer': () => ({}),
  'Query.neighbourhoods': () => ({}),
  'Query.areaMap': () => ({}),
  'Query.eventZones': () => ({}),
  'Query.helpRequests': () => ({ first: 2 }),
  'Query.helpRequest': async ({ matched }) => ({ id: (await matched()).requestId }),
  'Query.myHelpRequests': () => ({ first: 2 }),
  'Query.myHelpMatches': () => ({ first: 2 }),
  'Query.thread': async ({ matched }) => ({ id: (await matched()).threadId }),
  'Query.member': ({ somebody }) => ({ id: somebody.id }),
  'Query.members': () => ({ first: 2 }),
  'Query.organisations': () => ({ first: 2 }),
  'Query.organisation': ({ organisationId }) => ({ id: organisationId }),
  'Query.solidarityActions': () => ({ first: 2 }),
  'Query.solidarityAction': async ({ declined }) => ({ id: await declined() }),
  'Query.mySolidarityActions': () => ({ first: 2 }),
  'Query.myShifts': () => ({ first: 2, past: false }),
  'Query.myData': () => ({}),
  'Query.accessCards': ({ registered }) => ({ memberId: registered.id }),
  'Query.apiTokens': () => ({}),
  'Query.notifications': () => ({ first: 2 }),
  'Query.noticeChannels': () => ({}),
  'Mutation.chooseNoticeChannels': () => ({ channels: ['MAIL'] }),
  'Query.calls': () => ({ first: 2 }),
  'Query.linkAction': () => ({ token: 'made-up' }),
  'Query.myReports': () => ({ first: 2 }),
  'Query.myBlocks': () => ({ first: 2 }),
  'Query.moderationCases': () => ({ first: 2 }),
  'Query.moderationCase': async ({ reported }) => ({ id: await reported() }),
  'Query.moderationDecision': async ({ reported }) => ({ id: await reported() }),
  'Query.outbox': () => ({ first: 2 }),
  'Query.demoCode': () => ({}),
  'Mutation.askForHelp': () => ({ input: { category: 'FOOD', when: 'THIS_WEEK', zoneId: town.zones[0]?.id } }),
  'Mutation.withdrawHelpRequest': async ({ open }) => ({ id: await open() }),
  'Mutation.completeHelpRequest': async ({ matched }) => ({ id: (await matched()).requestId }),
  'Mutation.offerHelp': async ({ open }) => ({ requestId: await open() }),
  'Mutation.acceptHelp': async ({ offered }) => ({ matchId: (await offered()).matchId }),
  'Mutation.declineHelp': async ({ offered }) => ({ matchId: (await offered()).matchId }),
  'Mutation.cancelHelp': async ({ offered }) => ({ matchId: (await offered()).matchId }),
  'Mutation.giveFeedback': async ({ matched }) => ({
    matchId: (await matched()).matchId,
    face: 'GOOD',
    forStaff: false,
  }),
  'Query.helpOffers': () => ({ first: 2 }),
  'Query.helpOffer': async ({ withdrawn }) => ({ id: await withdrawn() }),
  'Query.myHelpOffers': () => ({ first: 2 }),
  'Query.suggestedRequests': () => ({ first: 2 }),
  'Mutation.makeHelpOffer': () => ({
    input: { categories: ['FOOD'], rhythm: 'WEEKLY', days: ['MO'], zoneId: town.zones[0]?.id },
  }),
  'Mutation.withdrawHelpOffer': async ({ given }) => ({ id: await given() }),
  'Mutation.inviteHelper': async ({ open, given }) => ({ requestId: await open(), offerId: await given() }),
  'Mutation.shareContact': async ({ matched }) => ({ matchId: (await matched()).matchId, phone: '3331234567' }),
  'Mutation.stopSharingContact': async ({ matched }) => ({ matchId: (await matched()).matchId }),
  'Mutation.openContact': async ({ matched }) => ({ matchId: (await matched()).matchId }),
  'Mutation.recordCheck': ({ somebody }) => ({ input: { memberId: somebody.id, kind: 'IDENTITY_SEEN' } }),
  'Mutation.revokeCheck': async ({ checked }) => ({ id: await checked() }),
  'Mutation.recordConsent': ({ somebody }) => ({ memberId: somebody.id, manner: 'SPOKEN' }),
  'Mutation.withdrawConsent': async ({ consented }) => ({ id: await consented() }),
  'Mutation.describeAttachment': async ({ photoId }) => ({ id: await photoId(), alt: 'Una porta' }),
  'Mutation.removeAttachment': async ({ photoId }) => ({ id: await photoId() }),
  'Mutation.proposeAction': () => ({ input: aboutAction() }),
  'Mutation.openAction': ({ organisationId }) => ({ organisationId, input: aboutAction() }),
  'Mutation.updateAction': async (given) => ({ id: (await plan(given)).actionId, input: aboutAction() }),
  'Mutation.takeOnAction': async ({ organisationId }) => ({
    id: await propose(town, await town.member()),
    organisationId,
  }),
  'Mutation.declineAction': async ({ organisationId }) => ({
    id: await propose(town, await town.member(), {}, organisationId),
    words: 'No',
  }),
  'Mutation.cancelAction': async (given) => ({ id: (await plan(given)).actionId, words: 'Piove' }),
  'Mutation.closeAction': async (given) => ({ id: (await plan(given)).actionId, input: { words: 'Fatto' } }),
  'Mutation.saveActionTask': async (given) => ({
    actionId: (await plan(given)).actionId,
    input: { title: 'Cucinare' },
  }),
  'Mutation.removeActionTask': async (given) => ({ id: (await plan(given)).taskId }),
  'Mutation.saveActionShift': async (given) => ({
    taskId: (await plan(given)).taskId,
    input: { date: dayIn(town, 5), from: '09:00', until: '10:00', places: 2 },
  }),
  'Mutation.removeActionShift': async (given) => ({ id: (await plan(given)).shiftId }),
  'Mutation.saveActionMaterial': async (given) => ({
    actionId: (await plan(given)).actionId,
    input: { what: 'Guanti', needed: 2 },
  }),
  'Mutation.removeActionMaterial': async (given) => ({ id: (await plan(given)).materialId }),
  'Mutation.signUpForShift': async (given) => ({ shiftId: (await plan(given)).shiftId, despiteClash: true }),
  'Mutation.leaveShift': async (given) => ({ shiftId: (await plan(given)).shiftId }),
  'Mutation.markAttendance': async (given) => ({ shiftId: (await plan(given)).shiftId, attendance: [] }),
  'Mutation.pledgeMaterial': async (given) => ({ id: (await plan(given)).materialId, quantity: 1 }),
  'Mutation.sendMessage': async ({ matched }) => ({ threadId: (await matched()).threadId, text: 'Ciao' }),
  'Mutation.markThreadRead': async ({ matched }) => ({ id: (await matched()).threadId }),
  'Mutation.updateProfile': () => ({ input: { skills: ['Cucito'] } }),
  'Mutation.deleteMyAccount': () => ({ confirmation: true }),
  'Mutation.createOrganisation': () => ({ input: { name: `Ente ${newKey()}`, kind: 'SCHOOL' } }),
  'Mutation.updateOrganisation': ({ organisationId }) => ({
    id: organisationId,
    input: { name: `Ente ${newKey()}`, kind: 'SCHOOL' },
  }),
  'Mutation.setMembership': ({ organisationId, somebody }) => ({
    organisationId,
    memberId: somebody.id,
    roles: ['VOLUNTEER'],
  }),
  'Mutation.saveNeighbourhood': () => ({ name: `Quartiere ${newKey()}` }),
  'Mutation.saveZone': ({ neighbourhoodId }) => ({ input: { neighbourhoodId, name: `Zona ${newKey()}` } }),
  'Mutation.removeZone': () => ({ id: town.zones[0]?.id }),
  'Mutation.importZones': () => ({ geojson: '{"type":"FeatureCollection","features":[]}' }),
  'Mutation.setTownRoles': ({ somebody }) => ({ memberId: somebody.id, roles: [] }),
  'Mutation.registerPerson': () => ({ input: { displayName: 'Signora Ada', locale: 'it' } }),
  'Mutation.issueAccessCard': ({ registered }) => ({ memberId: registered.id }),
  'Mutation.revokeAccessCard': async ({ registered }) => ({
    id: (await town.app.accounts.issueAccessCard(registered.id, registered.id)).id,
  }),
  'Mutation.markNotificationsRead': () => ({}),
  'Mutation.markCalled': async ({ unreached }) => ({ id: await unreached() }),
  'Mutation.useLink': () => ({ token: 'made-up' }),
  'Mutation.report': ({ somebody }) => ({ input: { kind: 'MEMBER', subjectId: somebody.id, rule: 'SPAM' } }),
  'Mutation.blockMember': async () => ({ memberId: (await town.member()).id }),
  'Mutation.unblockMember': ({ somebody }) => ({ memberId: somebody.id }),
  'Mutation.decideCase': async ({ reported }) => ({
    input: { caseId: await reported(), outcome: 'WARN', rule: 'SPAM', reasons: 'Pubblicità' },
  }),
  'Mutation.decideAppeal': async ({ appealed }) => ({
    caseId: await appealed(),
    result: 'CONFIRMED',
    reasons: 'Resta',
  }),
  'Mutation.appeal': async ({ reported }) => ({ caseId: await reported(), words: 'Non è vero' }),
  'Mutation.createApiToken': () => ({ name: 'Programma', scopes: ['help:read'] }),
  'Mutation.revokeApiToken': () => ({ id: newKey() }),
  'Query.events': () => ({ first: 2 }),
  'Query.eventDate': async ({ drafted }) => ({ id: await drafted() }),
  'Query.myEventDates': () => ({ first: 2, past: false }),
  'Query.coOrganiserAsks': () => ({}),
  'Mutation.answerCoOrganiserAsk': ({ organisationId }) => ({
    eventId: newKey(),
    organisationId,
    answer: 'ACCEPTED',
  }),
  'Query.openSupport': () => ({ first: 2 }),
  'Query.registration': () => ({ token: 'made-up' }),
  'Query.myRegistrations': () => ({ first: 2 }),
  'Query.eventPeople': async ({ published }) => ({ dateId: await published() }),
  'Query.translation': async ({ published }) => ({
    subjectKind: 'EVENT',
    subjectId: await eventOf(await published()),
    locale: 'ar',
  }),
  'Mutation.saveTranslation': async ({ published }) => ({
    subjectKind: 'EVENT',
    subjectId: await eventOf(await published()),
    locale: 'ar',
    fields: [],
  }),
  'Mutation.createEvent': ({ organisationId }) => ({ organisationId, ...eventWords(town) }),
  'Mutation.updateEvent': async ({ published }) => ({
    dateId: await published(),
    version: 2,
    scope: 'ALL',
    ...eventWords(town),
  }),
  'Mutation.publishEvent': async ({ drafted }) => ({ dateId: await drafted() }),
  'Mutation.cancelEvent': async ({ published }) => ({ dateId: await published(), scope: 'ALL', words: 'Piove' }),
  'Mutation.removeEventDraft': async ({ drafted }) => ({ dateId: await drafted() }),
  'Mutation.saveEventResult': async ({ published }) => ({ dateId: await published(), input: { words: 'Bello' } }),
  'Mutation.registerForEvent': async ({ published }) => ({ dateId: await published(), input: { adults: 1 } }),
  'Mutation.registerGuest': async ({ published }) => ({
    dateId: await published(),
    guest: { name: 'Samira', contact: `${newKey()}@people.example` },
    input: { adults: 1 },
  }),
  'Mutation.confirmByCode': async ({ published }) => ({
    dateId: await published(),
    contact: `${newKey()}@people.example`,
    code: '000000',
  }),
  'Mutation.confirmRegistration': () => ({ token: 'made-up' }),
  'Mutation.takeOfferedPlace': () => ({ token: 'made-up' }),
  'Mutation.cancelRegistration': () => ({ token: 'made-up' }),
  'Mutation.giveEventFeedback': () => ({ token: 'made-up', face: 'GOOD' }),
  'Mutation.removeRegistration': async ({ registeredAt }) => ({ id: (await registeredAt()).id }),
  'Mutation.saveEventQuestions': async ({ published }) => ({ dateId: await published(), questions: [] }),
  'Mutation.saveSupportSlot': async ({ published }) => ({ dateId: await published(), input: { kind: 'SET_UP' } }),
  'Mutation.removeSupportSlot': async ({ slot }) => ({ slotId: await slot() }),
  'Mutation.claimSupport': async ({ slot }) => ({ slotId: await slot() }),
  'Mutation.leaveSupport': async ({ slot }) => ({ slotId: await slot() }),
  'Mutation.markSupport': async ({ published }) => ({ dateId: await published(), done: [] }),
  'Mutation.checkIn': async ({ published }) => ({ dateId: await published(), entries: [] }),
  'Query.consultations': () => ({ stage: 'OPEN', first: 2 }),
  'Query.consultation': async ({ draftedConsultation }) => ({ id: await draftedConsultation() }),
  'Query.myConsultations': () => ({ first: 2 }),
  'Query.statements': async ({ opened }) => ({ consultationId: (await opened()).id, state: 'PENDING', first: 2 }),
  'Query.participation': async ({ opened }) => ({ consultationId: (await opened()).id }),
  'Query.opinionResults': async ({ opened }) => ({ consultationId: (await opened()).id }),
  'Query.codeSheets': async ({ opened }) => ({ consultationId: (await opened()).id }),
  'Query.helpedSessions': async ({ opened }) => ({ consultationId: (await opened()).id }),
  'Mutation.createConsultation': ({ organisationId }) => ({ organisationId, input: consultationWords(town) }),
  'Mutation.updateConsultation': async ({ draftedConsultation }) => ({
    id: await draftedConsultation(),
    version: 1,
    input: consultationWords(town),
  }),
  'Mutation.updateConsultationWords': async ({ draftedConsultation }) => ({
    id: await draftedConsultation(),
    version: 1,
    input: { explanation: 'Breve', description: 'Lungo', documents: [], languages: ['it'] },
  }),
  'Mutation.publishConsultation': async ({ draftedConsultation }) => ({ id: await draftedConsultation() }),
  'Mutation.reopenConsultation': async ({ draftedConsultation }) => ({ id: await draftedConsultation() }),
  'Mutation.removeConsultationDraft': async ({ draftedConsultation }) => ({ id: await draftedConsultation() }),
  'Mutation.proposeStatement': async ({ opened }) => ({ phaseId: (await opened()).phaseId, text: `Idea ${newKey()}` }),
  'Mutation.addStatements': async ({ opened }) => ({
    phaseId: (await opened()).phaseId,
    texts: [`Idea ${newKey()}`],
    language: 'it',
  }),
  'Mutation.decideStatement': async ({ opened }) => ({ id: (await opened()).statementId, isMeta: false }),
  'Mutation.answerStatement': async ({ opened }) => ({ statementId: (await opened()).statementId, value: 'PASS' }),
  'Query.ballotPaper': async ({ vote }) => ({ phaseId: (await vote()).phaseId }),
  'Query.voteResults': async ({ vote }) => ({ consultationId: (await vote()).id }),
  'Mutation.setBallotOptions': async ({ draftedVote }) => ({
    phaseId: await draftedVote(),
    options: [{ text: 'Panchine' }],
    language: 'it',
  }),
  'Mutation.castBallot': async ({ vote }) => {
    const { phaseId, optionIds } = await vote();
    return { phaseId, choices: [{ optionId: optionIds[0], value: 1 }] };
  },
  'Mutation.makeCodes': async ({ opened }) => ({ consultationId: (await opened()).id, count: 2 }),
  'Mutation.useCode': async ({ opened }) => ({ consultationId: (await opened()).id, code: 'made-up' }),
  'Mutation.startHelping': async ({ opened }) => ({ consultationId: (await opened()).id, code: 'made-up' }),
  'Mutation.endHelping': async ({ opened }) => ({ consultationId: (await opened()).id, token: 'made-up' }),
  'Mutation.undoCheckIn': async ({ registeredAt }) => {
    const { id, dateId } = await registeredAt();
    return { dateId, registrationId: id };
  },
};

/** Subscriptions authorize in the same service methods; the stream test plays them. */
const playedElsewhere = new Set([
  'Subscription.messageSent',
  'Subscription.helpChanged',
  'Subscription.actionChanged',
  'Subscription.eventDateChanged',
]);

describe('who may do what', () => {
  test('every operation says with what it is tried', () => {
    expect(operations().filter((name) => !(name in tried) && !playedElsewhere.has(name))).toEqual([]);
  });

  test('the table of operations and roles is the one that was agreed', async () => {
    const roles = Object.keys(roleMakers);
    const rows: string[] = [];
    for (const name of operations()
      .filter((operation) => !playedElsewhere.has(operation))
      .toSorted()) {
      const byOutcome = new Map<string, string[]>();
      for (const role of roles) {
        const answer = await outcome(name, role);
        byOutcome.set(answer, [...(byOutcome.get(answer) ?? []), role]);
      }
      rows.push(
        [name, ...[...byOutcome].toSorted().map(([answer, who]) => `  ${answer}: ${who.join(', ')}`)].join('\n'),
      );
    }
    await expect(`${rows.join('\n\n')}\n`).toMatchFileSnapshot('./permissions.txt');
  }, 300_000);
});

const aboutAction = () => ({ title: 'Festa', words: 'Insieme', goal: 'Conoscersi', zoneId: town.zones[0]?.id });

const eventOf = async (dateId: string) =>
  (await town.pool.query<{ event_id: string }>('select event_id from event_date where id = $1', [dateId])).rows[0]
    ?.event_id;

/** An open action of the organisation with a task, a shift and a material. */
async function plan({ organisationId }: World) {
  const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
  const actionId = await openAction(town, staff, organisationId);
  const taskId = await addTask(staff, actionId);
  const [shiftId = ''] = await addShift(town, staff, taskId);
  return { actionId, taskId, shiftId, materialId: await addMaterial(staff, actionId, 'Guanti', 100) };
}

interface World {
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
  /** A consultation of the organisation: a draft, and one that is open to everybody. */
  draftedConsultation(): Promise<string>;
  opened(): Promise<{ id: string; phaseId: string; statementId: string }>;
  /** A vote of the organisation: its step in a draft, and one that is open. */
  draftedVote(): Promise<string>;
  vote(): Promise<Vote>;
}

let made: Promise<World> | undefined;
const world = () => (made ??= makeWorld());

async function makeWorld(): Promise<World> {
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
  const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
  const open = () => ask(town, somebody);
  const consultation = await openConsultation(town, staff, organisationId);
  const [statementId = ''] = await statementIds(town, consultation.phaseId);
  const vote = await openVote(town, staff, organisationId, { ruleMethod: 'APPROVAL' });
  return {
    draftedConsultation: async () => (await draftConsultation(town, staff, organisationId)).id,
    opened: () => Promise.resolve({ ...consultation, statementId }),
    draftedVote: async () => (await draftVote(town, staff, organisationId, { ruleMethod: 'APPROVAL' })).phaseId,
    vote: () => Promise.resolve(vote),
    drafted: () => insertEvent(town, organisationId, 'DRAFT'),
    published,
    registeredAt: async () => {
      const dateId = await published();
      return { id: (await register(somebody, dateId)).data.registerForEvent.id, dateId };
    },
    slot: async () => {
      const id = newId();
      await town.pool.query(
        `insert into support_slot (id, date_id, kind, places, created_at) values ($1, $2, 'SET_UP', 5, now())`,
        [id, await published()],
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
    reported: async () => newestCase(await ask(town, somebody)),
    appealed: async () => {
      const caseId = await newestCase(await ask(town, somebody));
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

/** The case of a request that somebody reports. */
async function newestCase(requestId: string): Promise<string> {
  await report(await town.member(), 'HELP_REQUEST', requestId);
  const { rows } = await town.pool.query<{ id: string }>('select id from moderation_case where subject_id = $1', [
    requestId,
  ]);
  return rows[0]?.id ?? '';
}

const roleMakers: Record<string, (world: World) => Promise<Person>> = {
  visitor: async () => town.visitor,
  member: () => town.member(),
  'token help:read': async () => withToken(await town.member(), ['help:read']),
  'token of an administrator': async () =>
    withToken(await town.member({ townRole: 'ADMINISTRATOR' }), ['zones:write', 'organisations:write']),
  volunteer: ({ organisationId }) => town.member({ in: { organisationId, role: 'VOLUNTEER' } }),
  'organisation coordinator': ({ organisationId }) => town.member({ in: { organisationId, role: 'COORDINATOR' } }),
  'administrator without second factor': () => town.member({ townRole: 'ADMINISTRATOR', secondFactor: false }),
  ...Object.fromEntries(townRoles.map((townRole) => [townRole.toLowerCase(), () => town.member({ townRole })])),
};

async function withToken(person: Person, scopes: string[]): Promise<Person> {
  const { secret } = await town.app.accounts.createApiToken(person.id, 'Programma', scopes, null);
  const headers = { authorization: `Bearer ${secret}` };
  const token = { ...person, headers };
  return town.at(town.app, token);
}

async function outcome(name: string, role: string): Promise<string> {
  const everything = await world();
  const given = await tried[name]?.(everything);
  const person = await roleMakers[role]?.(everything);
  if (!given || !person) throw new Error(`${name} ${role}`);
  const { codes } = await person.query(document(name), {
    ...given,
    ...(name.startsWith('Mutation.') ? { key: newKey() } : {}),
  });
  return codes.length === 0 ? 'yes' : codes.join(' ');
}

function operations(): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  );
}

/** A document that asks an operation for as little as it must. */
function document(name: string): string {
  const [kind, fieldName = ''] = name.split('.');
  const field = schema.getType(kind ?? '')?.toConfig() as {
    fields: Record<string, { args: Record<string, { type: unknown }>; type: unknown }>;
  };
  const found = field.fields[fieldName];
  const args = Object.entries(found?.args ?? {});
  const variables = args.map(([arg, { type }]) => `$${arg}: ${String(type)}`).join(', ');
  const passed = args.map(([arg]) => `${arg}: $${arg}`).join(', ');
  const bare = String(found?.type instanceof GraphQLNonNull ? found.type.ofType : found?.type).replace(/[[\]!]/g, '');
  const isObject = 'getFields' in (schema.getType(bare) ?? {});
  return print(
    parse(
      `${kind?.toLowerCase()} Tried${variables ? `(${variables})` : ''} { ${fieldName}${passed ? `(${passed})` : ''} ${isObject ? '{ __typename }' : ''} }`,
    ),
  );
}
