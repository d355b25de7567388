import {
  askAssembly,
  assemblyOf,
  hideQuestion,
  noteHands,
  openAssembly,
  setItemState,
  signMinutes,
  writeMinutes,
} from '../testkit/assemblies.ts';
import {
  addFile,
  answer,
  decide as decideStatement,
  draftConsultation,
  fine,
  inHours,
  insertAnswers,
  makeCodes,
  openConsultation,
  propose,
  publishConsultation,
  statementIds,
  weigh,
} from '../testkit/consultations.ts';
import { dayIn } from '../testkit/actions.ts';
import {
  addCommitment,
  addGround,
  beginFromCommitment,
  decisionWords,
  moveCommitment,
  publishDecision,
  readDecision,
  saveDecision,
} from '../testkit/decisions.ts';
import { enterPaper } from '../testkit/paper.ts';
import { addQuestions, draftSurvey, endSurvey, everyKind, insertReplies, openSurvey, say } from '../testkit/surveys.ts';
import { draftVote, endVote, insertBallots, openVote } from '../testkit/votes.ts';
import {
  addProposal,
  amend,
  comment,
  decideAmendment,
  decideProposal,
  estimate,
  insertSupports,
  makeProposal,
  merge,
  openBudget,
  openForProposals,
  publishedProposal,
  takeProposals,
} from '../testkit/proposals.ts';
import type { Person, Town } from '../testkit/town.ts';
import { translate } from '../testkit/translations.ts';

/** A step with proposals that is over, and one with proposals in every state. */
async function proposalsToVisit(town: Town, association: string, { staff, member }: { staff: Person; member: Person }) {
  const over = await openForProposals(town, staff, association, { question: 'Che cosa mettiamo in piazza?' });
  const first = await publishedProposal({ staff, author: member, phaseId: over.phaseId }, { title: 'Una fontana' });
  const same = fine(await addProposal(staff, over.phaseId, 'Acqua in piazza')).addProposal.id;
  fine(await merge(staff, same, first));
  await insertSupports(town, over.id, first, 12);
  fine(await estimate(staff, first, 300_000, 450_000));
  town.now = new Date(town.now.getTime() + 80 * 3_600_000);

  const open = await openForProposals(town, staff, association, { question: 'Che cosa facciamo nel cortile?' });
  const id = await publishedProposal(
    { staff, author: member, phaseId: open.phaseId },
    { title: 'Un orto per tutti', text: 'Quattro aiuole e un rubinetto.', showsName: true },
  );
  const other = await town.member({ locale: 'ar' });
  fine(await comment(member, id, 'FOR', 'I bambini imparano.'));
  fine(await comment(other, id, 'AGAINST', 'لا يوجد ماء كافٍ.'));
  const accepted = fine(await amend(other, id, 1, 'Sei aiuole e un rubinetto.')).amendProposal.id;
  fine(await decideAmendment(member, accepted, true));
  const offered = fine(await amend(other, id, 2, 'Sei aiuole, un rubinetto e una panchina.')).amendProposal.id;
  fine(await translate(staff, 'PROPOSAL_AMENDMENT', offered, 'ar', { text: 'ستة أحواض وصنبور ومقعد.' }));
  await insertSupports(town, open.id, id, 7);
  fine(await estimate(staff, id, 80_000, 80_000));
  fine(await addProposal(staff, open.phaseId, 'Una tettoia'));
  fine(await makeProposal(member, open.phaseId, { title: 'Un tavolo da ping pong' }));
  const out = fine(await makeProposal(member, open.phaseId, { title: 'Orto, tavolo e musica' })).makeProposal.id;
  fine(await decideProposal(staff, out, 'SEVERAL_IDEAS'));
  const list = `/consultations/${open.id}/proposals/${open.phaseId}`;
  return { of: open.id, over: over.id, list, one: `${list}/${id}`, rejected: `${list}/${out}` };
}

/** A budget whose proposals can be taken over, in every standing, and one that is being voted on. */
async function budgetsToVisit(town: Town, association: string, staff: Person) {
  const begin = async () => {
    const budget = await openBudget(town, staff, association);
    const add = async (title: string) => fine(await addProposal(staff, budget.phaseId, title)).addProposal.id;
    fine(await estimate(staff, await add('Due panchine di pietra lavica'), 150_000, 220_000));
    fine(await estimate(staff, await add('Una fontana'), 300_000, 300_000));
    fine(await takeProposals(staff, budget.voteId));
    fine(await estimate(staff, await add('Sei alberi d’arancio'), 90_000, 120_000));
    fine(await estimate(staff, await add('Un palco coperto'), 1_000_000, 2_500_000));
    await add('Un campo da bocce');
    return budget;
  };
  const voted = await begin();
  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const collecting = await begin();
  return {
    ballot: `/consultations/${voted.id}/vote/${voted.voteId}`,
    taking: `/consultations/${collecting.id}/options/${collecting.voteId}`,
  };
}

/** An assembly that is under way, and one whose minutes are signed. */
async function assembliesToVisit(town: Town, association: string, staff: Person) {
  const second = await town.member({ in: { organisationId: association, role: 'STAFF' } });
  const agenda = [{ title: 'Il parco di via Staffetta', minutes: 20 }, { title: 'Chi se ne prende cura' }];
  const pathOf = ({ id, phaseId }: { id: string; phaseId: string }) => `/consultations/${id}/assembly/${phaseId}`;
  const begin = async (question: string) => {
    const open = await openAssembly(town, staff, association, { question }, agenda);
    const { items } = await assemblyOf(staff, open.phaseId);
    return { ...open, items: items.map(({ id }) => id) };
  };
  const over = await begin('Che cosa abbiamo deciso per il parco?');
  for (const id of over.items) {
    fine(await noteHands(staff, id, [14, 3, 2]));
    fine(await writeMinutes(staff, id, (await assemblyOf(staff, over.phaseId)).version, 'Si comincia a marzo.'));
    fine(await setItemState(staff, id, 'DONE'));
  }
  const { version } = await assemblyOf(staff, over.phaseId);
  for (const one of [staff, second]) fine(await signMinutes(one, over.phaseId, version));

  const open = await begin('Come teniamo pulito il parco?');
  fine(await setItemState(staff, open.items[0] ?? '', 'NOW'));
  fine(await noteHands(staff, open.items[0] ?? '', [4, 1, 0]));
  fine(await noteHands(staff, open.items[0] ?? '', [5, 1, 0]));
  const asked = fine(await askAssembly(await town.member(), open.phaseId, 'Chi chiude il cancello la sera?'));
  fine(await hideQuestion(staff, asked.askAssembly.id, true));
  fine(await askAssembly(await town.member(), open.phaseId, 'Quanto costa un cestino?'));
  fine(await translate(staff, 'AGENDA_ITEM', open.items[0] ?? '', 'ar', { title: 'حديقة شارع ستافيتا' }));
  fine(await translate(staff, 'AGENDA_ITEM', over.items[0] ?? '', 'ar', { record: 'نبدأ في شهر مارس.' }));
  return { open: pathOf(open), over: pathOf(over), of: open.id };
}

/** Consultations at every stage, with answers, own statements and what came out. */
export async function consultationsToVisit(
  town: Town,
  association: string,
  { staff, member }: { staff: Person; member: Person },
) {
  const closed = await openConsultation(town, staff, association, { question: 'Come usiamo la sala di quartiere?' });
  const [a = '', b = '', c = '', d = ''] = await statementIds(town, closed.phaseId);
  await insertAnswers(town, closed, 31, { [a]: 'AGREE', [b]: 'AGREE', [c]: 'DISAGREE', [d]: 'PASS' });
  await insertAnswers(town, closed, 26, { [a]: 'AGREE', [b]: 'DISAGREE', [c]: 'AGREE', [d]: 'AGREE' });
  town.now = new Date(town.now.getTime() + 80 * 3_600_000);
  await weigh(town);
  await decide(town, staff, closed.id, { followed: a, departed: c });

  const counted = await openVote(town, staff, association, {
    ruleMethod: 'SCOTTISH_STV',
    seats: 2,
    quorum: 5,
    question: 'Quali due lavori facciamo prima?',
  });
  await insertBallots(town, counted, [
    ...Array.from({ length: 5 }, () => [1, 2, 3, null]),
    ...Array.from({ length: 4 }, () => [null, 1, null, 2]),
  ]);
  await endVote(town);
  const ranked = await openVote(town, staff, association, {
    ruleMethod: 'SCHULZE',
    question: 'Da che cosa cominciamo?',
  });
  await insertBallots(
    town,
    ranked,
    Array.from({ length: 57 }, (_, at) => (at % 3 ? [1, 2, null, 3] : [3, null, 1, 2])),
  );
  await endVote(town);
  fine(await saveDecision(staff, counted.id, decisionWords(town, { outcome: 'DEPARTS', reasons: '' })));
  fine(await addGround(staff, counted.id, { kind: 'OPTION', subjectId: counted.optionIds[0], stance: 'FOLLOWS' }));
  fine(await addCommitment(staff, counted.id, { words: 'Sei panchine', owner: 'Comune', dueOn: dayIn(town, 60) }));
  const costs = { ruleMethod: 'EQUAL_SHARES', budgetCents: 1_000_000, question: 'Che cosa compriamo per il parco?' };
  const drafted = await draftVote(town, staff, association, costs);

  const answered = await openSurvey(town, staff, association, { question: 'Come va il giardino?' });
  await insertReplies(town, answered, 31, { 0: [0], 1: [0, 2], 2: [4], 3: [0, 1], 4: 'Più luce la sera.' });
  await insertReplies(town, answered, 12, { 0: [0], 1: [1], 2: [2], 3: [1, null] });
  await insertReplies(town, answered, 9, { 0: [1], 3: [0, 0] });
  await endSurvey(town);
  const asking = await draftSurvey(town, staff, association, { question: 'Quando apriamo la biblioteca?' });
  await addQuestions(town, staff, asking.phaseId, everyKind);

  const proposals = await proposalsToVisit(town, association, { staff, member });
  const assemblies = await assembliesToVisit(town, association, staff);
  const budgets = await budgetsToVisit(town, association, staff);
  const withCodes = await openConsultation(town, staff, association, {
    question: 'Di che cosa hanno bisogno le mamme del corso?',
    who: 'CODES',
  });
  const open = await openConsultation(town, staff, association, { quorum: 30 });
  const [first = '', second = ''] = await statementIds(town, open.phaseId);
  await answer(member, first, 'AGREE');
  await answer(member, second, 'PASS');
  const own = await propose(member, open.phaseId, 'Serve un’altalena e una fontana e meno macchine.');
  await decideStatement(staff, own.data.proposeStatement.id, 'SEVERAL_IDEAS');
  await propose(member, open.phaseId, 'Serve un’altalena per i bambini piccoli.');
  await insertAnswers(town, open, 12, { [first]: 'AGREE', [second]: 'DISAGREE' });
  const ballot = await openVote(town, staff, association, { ruleMethod: 'SCHULZE', question: 'Quale gioco vogliamo?' });
  const paperCodes = await makeCodes(staff, ballot.id, 10);
  fine(await enterPaper(staff, ballot.phaseId, paperCodes.slice(5), ['3 1', '-', '2=4 1', '1', '2']));
  fine(
    await enterPaper(
      await town.member({ in: { organisationId: association, role: 'STAFF' } }),
      ballot.phaseId,
      paperCodes.slice(0, 5),
      ['1 2', '-', '3', '3', '4'],
    ),
  );
  const survey = await openSurvey(town, staff, association, { question: 'Come vivi il quartiere?' });
  await say(member, survey, 0, [0]);
  await say(member, survey, 1, [0, 2]);
  const surveyCodes = await makeCodes(staff, survey.id, 5);
  fine(
    await enterPaper(staff, survey.phaseId, surveyCodes, [
      '1: 1; 2: 1 3; 3: 4; 4: 1 -; 5: Più luce la sera',
      '-',
      '1: 2',
      '1: 2',
      '-',
    ]),
  );
  const coming = await publishConsultation(town, staff, association, {
    question: 'Quali corsi facciamo in primavera?',
  });
  const draft = await draftConsultation(town, staff, association, {
    question: 'Dove mettiamo le rastrelliere per le bici?',
    explanation: '',
    answerBy: inHours(town, 24).slice(0, 10),
  });
  await addFile(town, staff, draft.id, { title: 'Le misure delle rastrelliere', bytes: 340_000 });
  await addFile(town, staff, open.id, { title: 'Il progetto del giardino con tutti i disegni', bytes: 1_300_000 });
  await addFile(town, staff, open.id, { title: 'مشروع الحديقة', language: 'ar' });
  const voteOf = (vote: { id: string; phaseId: string }, page: string) =>
    `/consultations/${vote.id}/${page}/${vote.phaseId}`;
  return {
    proposals,
    assemblies,
    budgets,
    counted: counted.id,
    ranked: ranked.id,
    ballot: voteOf(ballot, 'vote'),
    paper: voteOf(ballot, 'paper'),
    options: voteOf(drafted, 'options'),
    survey: voteOf(survey, 'survey'),
    surveyOnPaper: voteOf(survey, 'paper'),
    surveyQuestion: `${voteOf(survey, 'survey')}?question=${survey.questionIds[2] ?? ''}`,
    surveyMatrix: `${voteOf(survey, 'survey')}?question=${survey.questionIds[3] ?? ''}`,
    questions: voteOf(asking, 'questions'),
    answered: answered.id,
    surveyTexts: voteOf(answered, 'questions'),
    closed: closed.id,
    open: open.id,
    withCodes: withCodes.id,
    coming: coming.id,
    draft: draft.id,
  };
}

/** A decision with a commitment in each standing, one of which began an action. */
async function decide(town: Town, staff: Person, id: string, said: { followed: string; departed: string }) {
  fine(await saveDecision(staff, id, decisionWords(town, { outcome: 'PARTLY' })));
  const ground = { kind: 'STATEMENT', why: 'La sala serve anche la sera, per i corsi.' };
  fine(await addGround(staff, id, { ...ground, subjectId: said.followed, stance: 'FOLLOWS' }));
  fine(await addGround(staff, id, { ...ground, subjectId: said.departed, stance: 'DEPARTS' }));
  const promises = [
    'Aprire la sala la domenica',
    'Comprare trenta sedie',
    'Un corso di cucito',
    'Un forno',
    'Le tende',
  ];
  for (const [at, words] of promises.entries())
    fine(
      await addCommitment(staff, id, { words, owner: 'Ufficio tecnico', dueOn: dayIn(town, at === 1 ? 1 : 20 + at) }),
    );
  fine(await publishDecision(staff, id));
  const of = new Map((await readDecision(staff, id))?.commitments.map(({ id: at, words }) => [words.words, at]));
  const move = async (words: string, state: string, said: string, expectedOn?: string) =>
    fine(await moveCommitment(staff, of.get(words) ?? '', { state, words: said, expectedOn }));
  await move('Aprire la sala la domenica', 'UNDER_WAY', 'Cerchiamo chi tiene le chiavi.');
  await move('Aprire la sala la domenica', 'DONE', 'La sala è aperta ogni domenica dalle 10 alle 18.');
  await move('Comprare trenta sedie', 'UNDER_WAY', 'Il fornitore è in ritardo.', dayIn(town, 40));
  await move('Un forno', 'DROPPED', 'L’impianto elettrico non lo permette.');
  const zoneId = town.zones[0]?.id;
  fine(await beginFromCommitment(staff, of.get('Un corso di cucito') ?? '', 'ACTION', { zoneId }));
}
