import { dayIn, propose } from '../testkit/actions.ts';
import { consultationWords } from '../testkit/consultations.ts';
import { decisionWords } from '../testkit/decisions.ts';
import { eventWords } from '../testkit/events.ts';
import { newKey, type Town } from '../testkit/town.ts';
import { plan, type World } from './world.ts';

/** What an operation is given. */
export type Given = Record<string, unknown>;

/**
 * What each operation is tried with: things of somebody else, or of nobody. A new operation must say here with what it
 * is tried, and its row in permissions.txt must be looked at.
 */
export const triedIn = (town: Town): Record<string, (world: World) => Given | Promise<Given>> => ({
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
  'Mutation.proposeAction': () => ({ input: aboutAction(town) }),
  'Mutation.openAction': ({ organisationId }) => ({ organisationId, input: aboutAction(town) }),
  'Mutation.updateAction': async (given) => ({ id: (await plan(given)).actionId, input: aboutAction(town) }),
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
  'Query.mySupport': () => ({ first: 2 }),
  'Query.registration': () => ({ token: 'made-up' }),
  'Query.myRegistrations': () => ({ first: 2 }),
  'Query.eventPeople': async ({ published }) => ({ dateId: await published() }),
  'Query.translation': async ({ published }) => ({
    subjectKind: 'EVENT',
    subjectId: await eventOf(town, await published()),
    locale: 'ar',
  }),
  'Query.consultationTranslations': async ({ opened }) => ({
    consultationId: (await opened()).id,
    locale: 'ar',
    onlyLacking: true,
    first: 2,
  }),
  'Mutation.saveTranslation': async ({ published }) => ({
    subjectKind: 'EVENT',
    subjectId: await eventOf(town, await published()),
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
  'Mutation.releaseSupport': async ({ claimed }) => ({ claimId: await claimed() }),
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
  'Mutation.attachConsultationFile': async ({ draftedConsultation }) => ({
    id: await draftedConsultation(),
    input: { fileId: newKey(), title: 'Il progetto', language: 'it' },
  }),
  'Mutation.removeConsultationFile': async ({ draftedConsultation }) => ({
    id: await draftedConsultation(),
    fileId: newKey(),
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
  'Query.proposals': async ({ proposed }) => ({
    phaseId: (await proposed()).phaseId,
    state: 'PENDING',
    order: 'FAIR',
    first: 2,
  }),
  'Query.proposal': async ({ proposed }) => ({ id: (await proposed()).id }),
  'Query.proposalPart': async ({ proposed }) => ({ phaseId: (await proposed()).phaseId }),
  'Query.proposalsCsv': async ({ proposed }) => ({ phaseId: (await proposed()).phaseId }),
  'Query.proposalComments': async ({ proposed }) => ({ proposalId: (await proposed()).id, side: 'FOR', first: 2 }),
  'Query.ownProposalComments': async ({ proposed }) => ({ proposalId: (await proposed()).id }),
  'Query.proposalAmendments': async ({ proposed }) => ({ proposalId: (await proposed()).id, first: 2 }),
  'Mutation.makeProposal': async ({ proposed }) => ({
    phaseId: (await proposed()).phaseId,
    input: aboutProposal(),
    showsName: false,
  }),
  'Mutation.addProposal': async ({ proposed }) => ({
    phaseId: (await proposed()).phaseId,
    input: aboutProposal(),
    language: 'it',
  }),
  'Mutation.decideProposal': async ({ proposed }) => ({ id: (await proposed()).id }),
  'Mutation.withdrawProposal': async ({ proposed }) => ({ id: (await proposed()).id }),
  'Mutation.setProposalSupport': async ({ proposed }) => ({ id: (await proposed()).id, supports: true }),
  'Mutation.mergeProposals': async ({ proposed }) => ({ id: (await proposed()).id, intoId: newKey() }),
  'Mutation.estimateProposal': async ({ proposed }) => ({
    id: (await proposed()).id,
    input: { fromCents: 100, toCents: 200, words: '' },
  }),
  'Mutation.addProposalComment': async ({ proposed }) => ({
    proposalId: (await proposed()).id,
    side: 'FOR',
    text: `Motivo ${newKey()}`,
  }),
  'Mutation.removeProposalComment': async ({ proposed }) => ({ id: (await proposed()).commentId }),
  'Mutation.amendProposal': async ({ proposed }) => ({
    proposalId: (await proposed()).id,
    input: { version: 1, text: `Testo ${newKey()}`, why: 'Meglio' },
  }),
  'Mutation.decideAmendment': async ({ proposed }) => ({
    id: (await proposed()).amendmentId,
    accepted: true,
    answer: '',
  }),
  'Query.assembly': async ({ assembled }) => ({ phaseId: (await assembled()).phaseId }),
  'Query.assemblyQuestions': async ({ assembled }) => ({ phaseId: (await assembled()).phaseId, first: 2 }),
  'Query.assemblyPart': async ({ assembled }) => ({ phaseId: (await assembled()).phaseId }),
  'Mutation.planAssembly': async ({ assembled }) => {
    const { phaseId, version } = await assembled();
    return { phaseId, version, items: [{ title: 'La festa' }] };
  },
  'Mutation.signMinutes': async ({ assembled }) => {
    const { phaseId, version, itemId } = await assembled();
    await town.pool.query(`update agenda_item set state = 'DONE' where id = $1`, [itemId]);
    return { phaseId, version };
  },
  'Mutation.setAgendaItemState': async ({ assembled }) => ({ id: (await assembled()).itemId, state: 'NOW' }),
  'Mutation.noteHands': async ({ assembled }) => ({
    id: (await assembled()).itemId,
    hands: { inFavour: 3, against: 2, abstained: 1 },
  }),
  'Mutation.writeMinutes': async ({ assembled }) => {
    const { itemId, version } = await assembled();
    return { id: itemId, version, record: 'Si fa.' };
  },
  'Mutation.askAssembly': async ({ assembled }) => ({ phaseId: (await assembled()).phaseId, text: 'Chi paga?' }),
  'Mutation.supportAssemblyQuestion': async ({ assembled }) => ({ id: (await assembled()).questionId, supports: true }),
  'Mutation.hideAssemblyQuestion': async ({ assembled }) => ({ id: (await assembled()).questionId, hidden: true }),
  'Query.ballotPaper': async ({ vote }) => ({ phaseId: (await vote()).phaseId }),
  'Query.voteResults': async ({ vote }) => ({ consultationId: (await vote()).id }),
  'Mutation.setBallotOptions': async ({ draftedVote }) => ({
    phaseId: await draftedVote(),
    options: [{ text: 'Panchine' }],
    language: 'it',
  }),
  'Query.budgetProposals': async ({ vote }) => ({ phaseId: (await vote()).phaseId }),
  'Mutation.takeProposals': async ({ vote }) => ({ phaseId: (await vote()).phaseId }),
  'Mutation.castBallot': async ({ vote }) => {
    const { phaseId, optionIds } = await vote();
    return { phaseId, choices: [{ optionId: optionIds[0], value: 1 }] };
  },
  'Mutation.showReceipt': async ({ vote }) => ({
    phaseId: (await vote()).phaseId,
    ballotKey: newKey(),
    token: 'made-up',
  }),
  'Query.surveyPaper': async ({ survey }) => ({ phaseId: (await survey()).phaseId }),
  'Query.surveyResults': async ({ survey }) => ({ consultationId: (await survey()).id }),
  'Query.surveyTexts': async ({ survey }) => ({ phaseId: (await survey()).phaseId }),
  'Mutation.addSurveyQuestion': async ({ draftedSurvey }) => ({
    phaseId: (await draftedSurvey()).phaseId,
    input: { kind: 'TEXT', text: 'E poi?', required: false },
    language: 'it',
  }),
  'Mutation.changeSurveyQuestion': async ({ draftedSurvey }) => ({
    id: (await draftedSurvey()).questionId,
    input: { kind: 'TEXT', text: 'E poi?', required: false },
  }),
  'Mutation.moveSurveyQuestion': async ({ draftedSurvey }) => ({ id: (await draftedSurvey()).questionId, position: 0 }),
  'Mutation.removeSurveyQuestion': async ({ draftedSurvey }) => ({ id: (await draftedSurvey()).questionId }),
  'Mutation.saveSurveyAnswer': async ({ survey }) => {
    const { phaseId, questionIds } = await survey();
    return { phaseId, questionId: questionIds[0], answer: { values: [1] } };
  },
  'Mutation.sendSurvey': async ({ survey }) => ({ phaseId: (await survey()).phaseId }),
  'Mutation.saveSurveySummary': async ({ survey }) => ({
    questionId: (await survey()).questionIds[4],
    words: 'Ombra.',
  }),
  'Query.paperBatches': async ({ vote }) => ({ phaseId: (await vote()).phaseId }),
  'Mutation.checkPaperCodes': async ({ vote }) => ({ phaseId: (await vote()).phaseId, codes: ['made-up'] }),
  'Mutation.enterPaperBatch': async ({ vote }) => ({
    phaseId: (await vote()).phaseId,
    codes: ['made-up'],
    lines: ['1'],
  }),
  'Mutation.correctPaperBatch': async ({ papers }) => ({ id: await papers(), lines: ['1'] }),
  'Mutation.signPaperBatch': async ({ papers }) => ({ id: await papers(), version: 1 }),
  'Query.decision': async ({ toDecide }) => ({ consultationId: (await toDecide()).consultationId }),
  'Query.decisions': () => ({ late: false, first: 2 }),
  'Query.groundSubjects': async ({ toDecide }) => ({ consultationId: (await toDecide()).consultationId }),
  'Mutation.saveDecision': async ({ opened }) => ({
    consultationId: (await opened()).id,
    input: decisionWords(town, { decidedOn: null }),
  }),
  'Mutation.publishDecision': async ({ toDecide }) => ({ consultationId: (await toDecide()).consultationId }),
  'Mutation.addGround': async ({ toDecide }) => {
    const { consultationId, statementId } = await toDecide();
    return { consultationId, input: { kind: 'STATEMENT', subjectId: statementId, stance: 'FOLLOWS' } };
  },
  'Mutation.removeGround': async ({ toDecide }) => ({ id: (await toDecide()).groundId }),
  'Mutation.addCommitment': async ({ toDecide }) => ({
    consultationId: (await toDecide()).consultationId,
    input: { words: 'Una fontanella', owner: 'Ufficio tecnico', dueOn: dayIn(town, 20) },
  }),
  'Mutation.removeCommitment': async ({ toDecide }) => ({ id: (await toDecide()).commitmentId }),
  'Mutation.moveCommitment': async ({ decided }) => ({
    id: (await decided()).commitmentId,
    input: { state: 'UNDER_WAY', words: 'Si comincia' },
  }),
  'Mutation.beginFromCommitment': async ({ decided }) => ({
    id: (await decided()).commitmentId,
    kind: 'ACTION',
    input: { zoneId: town.zones[0]?.id },
  }),
  'Mutation.makeCodes': async ({ opened }) => ({ consultationId: (await opened()).id, count: 2 }),
  'Mutation.useCode': async ({ opened }) => ({ consultationId: (await opened()).id, code: 'made-up' }),
  'Mutation.startHelping': async ({ opened }) => ({ consultationId: (await opened()).id, code: 'made-up' }),
  'Mutation.endHelping': async ({ opened }) => ({ consultationId: (await opened()).id, token: 'made-up' }),
  'Mutation.undoCheckIn': async ({ registeredAt }) => {
    const { id, dateId } = await registeredAt();
    return { dateId, registrationId: id };
  },
});

const aboutAction = (town: Town) => ({
  title: 'Festa',
  words: 'Insieme',
  goal: 'Conoscersi',
  zoneId: town.zones[0]?.id,
});

const eventOf = async (town: Town, dateId: string) =>
  (await town.pool.query<{ event_id: string }>('select event_id from event_date where id = $1', [dateId])).rows[0]
    ?.event_id;

const aboutProposal = () => ({ title: `Proposta ${newKey()}`, text: 'Due panchine.' });
