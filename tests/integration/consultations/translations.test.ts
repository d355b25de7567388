import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  askAssembly,
  assemblyOf,
  hideQuestion,
  openAssembly,
  planAssembly,
  setItemState,
  signMinutes,
  writeMinutes,
} from '../../testkit/assemblies.ts';
import {
  addStatements,
  answer,
  changeConsultation,
  draftConsultation,
  fine,
  openConsultation,
  publishConsultation,
  statementIds,
  weigh,
} from '../../testkit/consultations.ts';
import { dayIn } from '../../testkit/actions.ts';
import { countStatements } from '../../testkit/count-statements.ts';
import {
  addCommitment,
  addGround,
  decisionWords,
  moveCommitment,
  publishDecision,
  readDecision,
  saveDecision,
} from '../../testkit/decisions.ts';
import { amend, comment, decideAmendment, openForProposals, publishedProposal } from '../../testkit/proposals.ts';
import { addQuestions, draftSurvey, openSurvey } from '../../testkit/surveys.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import { lackingIn, type Shown, shownWords, toTranslate, translate } from '../../testkit/translations.ts';
import { draftVote, endVote, insertBallots, openVote, setOptions } from '../../testkit/votes.ts';

let town: Town;
let association: string;
let giulia: Person;
let marco: Person;
let mediator: Person;
let fatima: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  marco = await town.member({ in: { organisationId: association, role: 'STAFF' } });
  mediator = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
  fatima = await town.member({ locale: 'ar' });
});
afterAll(() => town.close());

const agenda = [{ title: 'Il parco' }, { title: 'La festa' }];
async function planned() {
  const open = await openAssembly(town, giulia, association, {}, agenda);
  const [park, feast] = (await assemblyOf(giulia, open.phaseId)).items;
  return { ...open, park: park?.id ?? '', feast: feast?.id ?? '' };
}
const version = async (phaseId: string) => (await assemblyOf(giulia, phaseId)).version;
const titles = async (phaseId: string) => (await assemblyOf(fatima, phaseId)).items.map(({ title }) => title);
const original = (words: string) => ({ words, language: 'it', state: 'ORIGINAL', source: 'it' });

describe('an assembly in the reader’s language', () => {
  test('an agenda is read with the state of its translation, which stays with its words', async () => {
    const { phaseId, park, feast } = await planned();
    fine(await translate(mediator, 'AGENDA_ITEM', park, 'ar', { title: 'الحديقة' }));
    fine(await translate(giulia, 'AGENDA_ITEM', feast, 'ar', { title: 'الحفلة' }));
    const translated = { language: 'ar', source: 'it' };
    const parkShown = { words: 'الحديقة', state: 'REVIEWED', ...translated };
    const feastShown = { words: 'الحفلة', state: 'APPROVED', ...translated };
    expect(await titles(phaseId)).toEqual([parkShown, feastShown]);
    expect((await assemblyOf(town.visitor, phaseId)).items[0]?.title).toEqual(original('Il parco'));

    const turned = [{ title: 'La festa', minutes: 5 }, { title: 'Il parco' }];
    fine(await planAssembly(marco, phaseId, await version(phaseId), turned));
    expect(await titles(phaseId)).toEqual([feastShown, parkShown]);
    const longer = [{ title: 'La festa di maggio' }, { title: 'Il parco' }];
    fine(await planAssembly(marco, phaseId, await version(phaseId), longer));
    expect(await titles(phaseId)).toEqual([{ ...feastShown, state: 'OUTDATED' }, parkShown]);
    fine(await planAssembly(marco, phaseId, await version(phaseId), [{ title: 'Il parco' }]));
    expect(await titles(phaseId)).toEqual([parkShown]);
    const { rows } = await town.pool.query(`select 1 from translation where subject_id = $1`, [feast]);
    expect(rows).toEqual([]);
  });

  test('words keep the language in which they were written, whoever saves them again', async () => {
    const { phaseId, park } = await planned();
    const english = await town.member({ locale: 'en', in: { organisationId: association, role: 'STAFF' } });
    const more = [...agenda, { title: 'The bins' }];
    fine(await planAssembly(english, phaseId, await version(phaseId), more));
    fine(await writeMinutes(giulia, park, await version(phaseId), 'Si fa.'));
    fine(await writeMinutes(english, park, await version(phaseId), 'Si fa.'));
    const { items } = await assemblyOf(giulia, phaseId);
    expect(items.map(({ title }) => title.language)).toEqual(['it', 'it', 'en']);
    expect(items[0]?.record).toEqual(original('Si fa.'));
  });

  test('minutes are translated by those who may read them, and read once they are signed', async () => {
    const { id, phaseId, park, feast } = await planned();
    fine(await writeMinutes(marco, park, await version(phaseId), 'Si fa la fontana.'));
    const record = { record: 'سنبني النافورة.' };
    expect((await translate(mediator, 'AGENDA_ITEM', park, 'ar', record)).codes).toEqual(['INVALID_INPUT']);
    const fieldsOf = async (person: Person) =>
      fine(await toTranslate(person, id, 'ar'))
        .consultationTranslations.nodes.filter((one) => one.id === park)
        .flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(await fieldsOf(mediator)).toEqual(['title']);
    expect(await fieldsOf(giulia)).toEqual(['title', 'record']);
    fine(await translate(giulia, 'AGENDA_ITEM', park, 'ar', record));
    expect((await assemblyOf(fatima, phaseId)).items[0]?.record).toBeNull();
    for (const item of [park, feast]) fine(await setItemState(giulia, item, 'DONE'));
    for (const one of [giulia, marco]) fine(await signMinutes(one, phaseId, await version(phaseId)));
    expect(await fieldsOf(mediator)).toEqual(['title', 'record']);
    expect((await assemblyOf(fatima, phaseId)).items[0]?.record).toEqual({
      words: record.record,
      language: 'ar',
      state: 'APPROVED',
      source: 'it',
    });
  });

  test('a question written in Arabic is read in Italian, and no longer to be translated once it is hidden', async () => {
    const { id, phaseId } = await planned();
    const question = fine(await askAssembly(fatima, phaseId, 'متى؟')).askAssembly.id;
    const seen = async (person: Person) =>
      fine(
        await person.query<{ assemblyQuestions: { nodes: { text: Shown }[] } }>(
          `query ($phaseId: UUID!) { assemblyQuestions(phaseId: $phaseId) { nodes { text ${shownWords} } } }`,
          { phaseId },
        ),
      ).assemblyQuestions.nodes.map(({ text }) => text);
    const asked = { words: 'متى؟', language: 'ar', state: 'ORIGINAL', source: 'ar' };
    expect(await seen(town.visitor)).toEqual([asked]);
    const waiting = async () => fine(await toTranslate(mediator, id, 'it')).consultationTranslations.nodes;
    expect(await waiting()).toMatchObject([{ id: question, kind: 'ASSEMBLY_QUESTION' }]);
    fine(await translate(mediator, 'ASSEMBLY_QUESTION', question, 'it', { text: 'Quando?' }));
    expect((await translate(fatima, 'ASSEMBLY_QUESTION', question, 'it', { text: 'No.' })).codes).toEqual([
      'NOT_ALLOWED',
    ]);
    expect(await seen(town.visitor)).toEqual([{ words: 'Quando?', language: 'it', state: 'REVIEWED', source: 'ar' }]);
    fine(await hideQuestion(marco, question, true));
    expect(await waiting()).toEqual([]);
    expect((await translate(mediator, 'ASSEMBLY_QUESTION', question, 'it', { text: 'No.' })).codes).toEqual([
      'NOT_FOUND',
    ]);
  });
});

describe('what is said about a proposal, in the reader’s language', () => {
  test('comments and other texts are read with the state of their translation, each part in its own language', async () => {
    const { id: consultationId, phaseId } = await openForProposals(town, giulia, association);
    const rosa = await town.member();
    const id = await publishedProposal({ staff: giulia, author: rosa, phaseId }, { title: 'Panchine' });
    const said = fine(await comment(fatima, id, 'FOR', 'مكان للراحة.')).addProposalComment.id;
    const offered = fine(await amend(fatima, id, 1, 'Tre panchine all’ombra.')).amendProposal.id;
    fine(await decideAmendment(rosa, offered, true));
    const kinds = async (locale: string) =>
      fine(await toTranslate(mediator, consultationId, locale)).consultationTranslations.nodes.map(
        ({ kind, fields }) => `${kind} ${fields.map(({ name, language }) => `${name}:${language}`).join(' ')}`,
      );
    expect(await kinds('ar')).toEqual([
      'CONSULTATION question:it explanation:it description:it decisionBody:it',
      'PROPOSAL title:it text:it',
      'PROPOSAL_AMENDMENT text:it answer:it',
    ]);
    expect(await kinds('it')).toEqual(['PROPOSAL_COMMENT text:ar', 'PROPOSAL_AMENDMENT why:ar']);
    fine(await translate(mediator, 'PROPOSAL_COMMENT', said, 'it', { text: 'Un posto per riposare.' }));
    fine(await translate(mediator, 'PROPOSAL_AMENDMENT', offered, 'ar', { text: 'ثلاثة مقاعد.', answer: 'شكراً.' }));
    expect((await translate(mediator, 'PROPOSAL_AMENDMENT', offered, 'ar', { why: 'لا' })).codes).toEqual([
      'INVALID_INPUT',
    ]);
    const talk = async (person: Person) => {
      const { proposalComments, proposalAmendments } = fine(
        await person.query<{
          proposalComments: { nodes: { text: Shown }[] };
          proposalAmendments: { nodes: { text: Shown; why: Shown; answer: Shown }[] };
        }>(
          `query ($id: UUID!) { proposalComments(proposalId: $id, side: FOR) { nodes { text ${shownWords} } }
             proposalAmendments(proposalId: $id) { nodes { text ${shownWords} why ${shownWords} answer ${shownWords} } } }`,
          { id },
        ),
      );
      return { comment: proposalComments.nodes[0]?.text, ...proposalAmendments.nodes[0] };
    };
    expect(await talk(town.visitor)).toMatchObject({
      comment: { words: 'Un posto per riposare.', state: 'REVIEWED', source: 'ar' },
      text: original('Tre panchine all’ombra.'),
      why: { language: 'ar', state: 'ORIGINAL' },
    });
    expect(await talk(fatima)).toMatchObject({
      comment: { words: 'مكان للراحة.', state: 'ORIGINAL' },
      text: { words: 'ثلاثة مقاعد.', state: 'REVIEWED', source: 'it' },
      answer: { words: 'شكراً.', language: 'ar' },
    });
    fine(
      await fatima.query(`mutation ($key: UUID!, $id: UUID!) { removeProposalComment(key: $key, id: $id) }`, {
        key: newKey(),
        id: said,
      }),
    );
    const { rows } = await town.pool.query(`select 1 from translation where subject_id = $1`, [said]);
    expect(rows).toEqual([]);
  });
});

describe('who translates what others translate too', () => {
  type Words = Record<string, string>;
  /** The page of the languages as it was opened, to be sent with what is typed into some of its fields. */
  async function pageOf(person: Person, consultationId: string, subject = consultationId) {
    const { nodes } = fine(await toTranslate(person, consultationId, 'fr')).consultationTranslations;
    const { kind = '', fields = [] } = nodes.find(({ id }) => id === subject) ?? {};
    const send = (typed: Words, confirmed: string[] = []) =>
      Object.fromEntries(
        fields.map(({ name, words, mark }) => {
          const box = confirmed.includes(name) ? { confirmed: true } : {};
          return [name, { words: typed[name] ?? (words ?? '').replaceAll('\n', '\r\n'), seen: mark, ...box }];
        }),
      );
    return {
      states: fields.map(({ state }) => state),
      save: (typed: Words, confirmed?: string[]) => translate(person, kind, subject, 'fr', send(typed, confirmed)),
    };
  }
  const standing = (answer: Awaited<ReturnType<typeof translate>>) =>
    fine(answer).saveTranslation.map(({ words, state }) => (words ? `${words} ${state}` : null));

  test('two pages that were opened together keep the words of both, and clash where they say the same field', async () => {
    const { id } = await publishConsultation(town, giulia, association);
    const [one, other] = [await pageOf(mediator, id), await pageOf(giulia, id)];
    fine(await one.save({ question: 'De quoi a besoin le jardin ?', explanation: 'À nous\ntous.' }));
    const both = standing(await other.save({ description: 'Deux bancs cassés.' }));
    expect(both.slice(0, 3)).toEqual([
      'De quoi a besoin le jardin ? REVIEWED',
      'À nous\ntous. REVIEWED',
      'Deux bancs cassés. APPROVED',
    ]);
    const clash = await other.save({ question: 'Que faire ?', description: 'Deux bancs cassés.' });
    expect(clash.codes).toEqual(['CHANGED_MEANWHILE']);
    expect(standing(await (await pageOf(giulia, id)).save({})).slice(0, 3)).toEqual(both.slice(0, 3));
    expect(standing(await (await pageOf(giulia, id)).save({ question: '' }))[0]).toBeNull();
    const typed = (page: typeof one) => page.save({ question: 'Que manque-t-il ?' });
    const pages = [await pageOf(giulia, id), await pageOf(giulia, id)];
    expect((await Promise.all(pages.map(typed))).flatMap(({ codes }) => codes)).toEqual([]);
    const late = await Promise.all([one.save({ question: 'Quoi ?' }), other.save({ question: 'Comment ?' })]);
    expect(late.map(({ codes }) => codes)).toEqual([['CHANGED_MEANWHILE'], ['CHANGED_MEANWHILE']]);
  });

  test('words made from another source stay outdated until somebody changes them or says that they fit', async () => {
    const { id, phaseId, park } = await planned();
    fine(await translate(mediator, 'AGENDA_ITEM', park, 'fr', { title: 'Le parc' }));
    const seen = await pageOf(mediator, id, park);
    fine(await planAssembly(marco, phaseId, await version(phaseId), [{ title: 'La scuola' }, { title: 'La festa' }]));
    expect((await seen.save({ title: 'Le grand parc' })).codes).toEqual(['CHANGED_MEANWHILE']);
    const page = await pageOf(mediator, id, park);
    expect(standing(await page.save({}))).toEqual(['Le parc OUTDATED']);
    expect(standing(await page.save({}, ['title']))).toEqual(['Le parc REVIEWED']);
  });

  test('the same words change no state; approving is said, and a mediator takes it away by other words only', async () => {
    const { id } = await publishConsultation(town, giulia, association);
    fine(await translate(giulia, 'CONSULTATION', id, 'fr', { question: 'Quoi ?' }));
    const first = async (saved: ReturnType<typeof translate>) => standing(await saved)[0];
    expect(await first((await pageOf(mediator, id)).save({}, ['question']))).toBe('Quoi ? APPROVED');
    expect(await first(translate(mediator, 'CONSULTATION', id, 'fr', { question: 'Quoi ?' }))).toBe('Quoi ? APPROVED');
    expect(await first((await pageOf(mediator, id)).save({ question: 'Quoi donc ?' }))).toBe('Quoi donc ? REVIEWED');
    expect(await first((await pageOf(giulia, id)).save({ explanation: 'Oui.' }))).toBe('Quoi donc ? REVIEWED');
    const before = await pageOf(mediator, id);
    expect(await first((await pageOf(giulia, id)).save({}, ['question']))).toBe('Quoi donc ? APPROVED');
    expect((await before.save({ question: 'Et alors ?' })).codes).toEqual(['CHANGED_MEANWHILE']);
    const { nodes } = fine(await toTranslate(mediator, id, 'fr')).consultationTranslations;
    expect(nodes[0]?.fields[0]).toMatchObject({ state: 'APPROVED', viewerWrites: 'REVIEWED' });
  });
});

describe('a language that is promised', () => {
  const missing = async (id: string) =>
    fine(
      await giulia.query<{ consultation: { missing: string[] } }>(
        `query ($id: UUID!) { consultation(id: $id) { missing } }`,
        { id },
      ),
    ).consultation.missing;
  const words = { question: 'سؤال', explanation: 'شرح', description: 'وصف' };

  /** Each of these is translated in its turn; only after the last one nothing lacks. */
  async function lacksUntilAll(consultationId: string, kind: string, subjects: (readonly [string, string[]])[]) {
    fine(await translate(giulia, 'CONSULTATION', consultationId, 'ar', words));
    for (const [id, fields] of subjects)
      for (const field of fields) {
        expect(await missing(consultationId), `before ${kind} ${field}`).toEqual(['TRANSLATIONS']);
        fine(await translate(giulia, kind, id, 'ar', { [field]: 'كلمات' }));
      }
    expect(await missing(consultationId)).toEqual([]);
    fine(await changeConsultation(giulia, 'publishConsultation', consultationId));
  }

  test('is there for every statement that organisers begin with, and not older than it', async () => {
    const { id, phaseId } = await draftConsultation(town, giulia, association, { languages: ['it', 'ar'] });
    const ids = await statementIds(town, phaseId);
    const [bench = ''] = ids;
    fine(await translate(giulia, 'STATEMENT', bench, 'ar', { text: 'قديم' }));
    await town.pool.query(`update statement set text = text || ' Sì.' where id = $1`, [bench]);
    await lacksUntilAll(
      id,
      'STATEMENT',
      ids.map((one) => [one, ['text']]),
    );
  });

  test('is there for every option of a vote', async () => {
    const { id, phaseId } = await draftVote(town, giulia, association, {
      ruleMethod: 'APPROVAL',
      languages: ['it', 'ar'],
    });
    fine(await setOptions(giulia, phaseId, [{ text: 'Panchine' }, { text: 'Alberi' }]));
    const { rows } = await town.pool.query<{ id: string }>(`select id from ballot_option where phase_id = $1`, [
      phaseId,
    ]);
    await lacksUntilAll(
      id,
      'BALLOT_OPTION',
      rows.map((option) => [option.id, ['text']]),
    );
  });

  test('is there for every word of a survey', async () => {
    const draft = await draftSurvey(town, giulia, association, { languages: ['it', 'ar'] });
    const asked = { kind: 'SINGLE', text: 'Vieni al giardino?', choices: ['Sì', 'No'] };
    const [question = ''] = await addQuestions(town, giulia, draft.phaseId, [asked]);
    await lacksUntilAll(draft.id, 'SURVEY_QUESTION', [[question, ['text', 'choice0', 'choice1']]]);
  });
});

describe('what there is to translate', () => {
  test('comes page by page, each thing once, with as few statements for many as for few', async () => {
    const open = await openConsultation(town, giulia, association);
    fine(
      await addStatements(
        giulia,
        open.phaseId,
        Array.from({ length: 76 }, (_, at) => `Frase numero ${at}.`),
      ),
    );
    const ids: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const answer = await toTranslate(giulia, open.id, 'ar', 30, after);
      const { nodes, pageInfo } = fine(answer).consultationTranslations;
      ids.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      pages += 1;
    } while (after);
    expect(ids).toHaveLength(81);
    expect(new Set(ids).size).toBe(81);
    expect(ids[0]).toBe(open.id);
    expect(pages).toBe(3);
    const count = (first: number) => countStatements(() => toTranslate(giulia, open.id, 'ar', first));
    const few = await count(2);
    expect(await count(50)).toBe(few);
    expect(few).toBeLessThan(30);
  });

  test('is asked for without what is in order: each field that is missing or out of date, with how many there are', async () => {
    const open = await openConsultation(town, giulia, association, { answerOwedBy: 'Comune' });
    const [bench = '', night = '', dogs = '', water = ''] = await statementIds(town, open.phaseId);
    const all = { question: 'سؤال', explanation: 'شرح', description: 'وصف' };
    fine(await translate(giulia, 'CONSULTATION', open.id, 'ar', all));
    for (const id of [bench, night]) fine(await translate(mediator, 'STATEMENT', id, 'ar', { text: 'جملة' }));
    await town.pool.query(`update statement set text = text || ' Sì.' where id = $1`, [night]);
    const read = async (locale = 'ar', first = 20, after: string | null = null) => {
      const { missing, outdated, nodes, pageInfo } = await lackingIn(mediator, open.id, locale, first, after);
      const lines = nodes.map(({ id, fields }) => [id, ...fields.map(({ name, state }) => `${name} ${state ?? '-'}`)]);
      return { missing, outdated, lines, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
    };
    const found = [
      [open.id, 'decisionBody -', 'answerOwedBy -'],
      [night, 'text OUTDATED'],
      [dogs, 'text -'],
      [water, 'text -'],
    ];
    expect(await read()).toEqual({ missing: 4, outdated: 1, lines: found, after: null });
    const begin = await read('ar', 2);
    expect(begin).toMatchObject({ missing: 4, outdated: 1, lines: found.slice(0, 2) });
    expect(await read('ar', 2, begin.after)).toEqual({ missing: 4, outdated: 1, lines: found.slice(2), after: null });
    expect((await read('fr')).lines[0]).toEqual([
      open.id,
      ...['question -', 'explanation -', 'description -', 'decisionBody -', 'answerOwedBy -'],
    ]);
    expect(await read('it')).toEqual({ missing: 0, outdated: 0, lines: [], after: null });

    const few = await countStatements(() => read());
    const more = Array.from({ length: 90 }, (_, at) => `Frase numero ${at}.`);
    fine(await addStatements(giulia, open.phaseId, more));
    expect(await countStatements(() => read())).toBe(few);
    expect((await read()).missing).toBe(94);
    await town.pool.query(
      `insert into statement (id, phase_id, text, language, state, created_at, decided_at)
         select uuidv7(), $1, 'Molte frasi ' || at, 'it', 'ACCEPTED', now(), now() from generate_series(1, 500) at`,
      [open.phaseId],
    );
    expect((await read()).missing).toBe(594);
  });

  test('is of every kind; what is not for everybody yet is for those only who write it', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    await insertBallots(town, vote, [[1, null, null, null]]);
    await endVote(town);
    fine(await saveDecision(giulia, vote.id, decisionWords(town)));
    const why = 'È la più votata.';
    fine(await addGround(giulia, vote.id, { kind: 'OPTION', subjectId: vote.optionIds[0], stance: 'FOLLOWS', why }));
    fine(await addCommitment(giulia, vote.id, { words: 'Sei panchine', owner: 'Comune', dueOn: dayIn(town, 9) }));
    const kinds = async (person: Person) =>
      fine(await toTranslate(person, vote.id, 'ar')).consultationTranslations.nodes.map(({ kind }) => kind);
    const ofVote = ['CONSULTATION', ...vote.optionIds.map(() => 'BALLOT_OPTION')];
    const decided = ['DECISION', 'DECISION_GROUND', 'COMMITMENT'];
    expect(await kinds(mediator)).toEqual(ofVote);
    expect(await kinds(giulia)).toEqual([...ofVote, ...decided]);
    fine(await publishDecision(giulia, vote.id));
    const promise = (await readDecision(giulia, vote.id))?.commitments[0]?.id ?? '';
    fine(await moveCommitment(giulia, promise, { state: 'UNDER_WAY', words: 'Arrivano a maggio.' }));
    expect(await kinds(mediator)).toEqual([...ofVote, ...decided, 'COMMITMENT_STEP']);

    const survey = await openSurvey(town, giulia, association);
    const { nodes } = fine(await toTranslate(mediator, survey.id, 'en')).consultationTranslations;
    expect(nodes.map(({ id }) => id)).toEqual([survey.id, ...survey.questionIds]);
  });

  test('what people vote on is called as it was when the vote opened, also after it; a missing language is filled in', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [benches = '', fountain = ''] = vote.optionIds;
    const call = (locale: string, text: string, confirmed = false) =>
      translate(confirmed ? giulia : mediator, 'BALLOT_OPTION', benches, locale, { text: { words: text, confirmed } });
    const opened = town.now;
    town.now = new Date(opened.getTime() - 7_000_000);
    fine(await call('ar', 'مقاعد'));
    fine(await call('ar', 'مقاعد طويلة'));
    const refused = async () => {
      for (const words of ['لا مقاعد', '']) {
        const { errors } = await call('ar', words);
        expect(errors[0]?.extensions).toEqual({ code: 'TRANSLATION_STAYS', field: 'fields.text', params: {} });
      }
    };
    town.now = opened;
    await refused();
    expect(fine(await call('ar', 'مقاعد طويلة', true)).saveTranslation[0]?.state).toBe('APPROVED');
    fine(await call('fr', 'Des bancs'));
    expect((await call('fr', 'Pas de bancs')).codes).toEqual(['TRANSLATION_STAYS']);
    await endVote(town);
    await refused();
    fine(await translate(mediator, 'BALLOT_OPTION', fountain, 'ar', { text: 'نافورة' }));
  });

  test('what people answer stays as they read it, in every language: a statement, a question, its rule, a survey', async () => {
    const soon = await publishConsultation(town, giulia, association, { answerOwedBy: 'Comune' });
    const [bench = '', night = ''] = await statementIds(town, soon.phaseId);
    const say = (id: string, kind: string, fields: Record<string, string>) => translate(giulia, kind, id, 'ar', fields);
    const asked = { question: 'ماذا يلزم الحديقة؟', explanation: 'الحديقة للجميع.', decisionBody: 'المجلس' };
    fine(await say(soon.id, 'CONSULTATION', { ...asked, question: 'سؤال', description: 'مقعدان' }));
    fine(await say(soon.id, 'CONSULTATION', asked));
    for (const id of [bench, night]) fine(await say(id, 'STATEMENT', { text: 'جملة' }));
    town.now = new Date(town.now.getTime() + 2 * 3_600_000);
    for (const [field, words] of Object.entries(asked))
      for (const other of ['لا نريد شيئًا', '', `${words}!`]) {
        const { errors } = await say(soon.id, 'CONSULTATION', { [field]: other });
        expect(errors[0]?.extensions).toEqual({ code: 'TRANSLATION_STAYS', field: `fields.${field}`, params: {} });
      }
    fine(await say(soon.id, 'CONSULTATION', { ...asked, answerOwedBy: 'البلدية', description: 'مقعدان مكسوران' }));
    expect((await say(soon.id, 'CONSULTATION', { answerOwedBy: 'لا أحد' })).codes).toEqual(['TRANSLATION_STAYS']);

    // A statement that nobody answered may still be called better.
    fine(await answer(fatima, bench, 'AGREE'));
    expect((await say(bench, 'STATEMENT', { text: 'لا مقاعد' })).codes).toEqual(['TRANSLATION_STAYS']);
    fine(await say(night, 'STATEMENT', { text: 'تُغلق ليلًا' }));
    fine(await translate(mediator, 'STATEMENT', bench, 'fr', { text: 'Il faut des bancs.' }));
    const { nodes } = fine(await toTranslate(mediator, soon.id, 'ar')).consultationTranslations;
    const fixed = nodes.flatMap(({ id, fields }) => fields.filter(({ stays }) => stays).map(({ name }) => [id, name]));
    expect(fixed).toEqual([
      ...['question', 'explanation', 'decisionBody', 'answerOwedBy'].map((name) => [soon.id, name]),
      [bench, 'text'],
    ]);

    // What explains the question gets better, and its translation with it.
    await town.pool.query(`update consultation set explanation = explanation || ' Sì.' where id = $1`, [soon.id]);
    fine(await say(soon.id, 'CONSULTATION', { explanation: 'الحديقة للجميع. نعم.' }));

    const survey = await openSurvey(town, giulia, association);
    const [question = ''] = survey.questionIds;
    fine(await say(question, 'SURVEY_QUESTION', { text: 'هل تأتي؟' }));
    expect((await say(question, 'SURVEY_QUESTION', { text: 'ألا تأتي؟' })).codes).toEqual(['TRANSLATION_STAYS']);
  });

  test('is also who decides, who answers and who promised, read in sentences of the reader’s language', async () => {
    const open = await openConsultation(town, giulia, association, { answerOwedBy: 'Comune' });
    fine(
      await translate(giulia, 'CONSULTATION', open.id, 'ar', { decisionBody: 'مجلس الحي', answerOwedBy: 'البلدية' }),
    );
    const rule = `query ($id: UUID!) { consultation(id: $id) { rule { decisionBody ${shownWords} answerOwedBy ${shownWords} } } }`;
    const read = async (person: Person) =>
      fine(
        await person.query<{ consultation: { rule: { decisionBody: Shown; answerOwedBy: Shown } } }>(rule, {
          id: open.id,
        }),
      ).consultation.rule;
    expect(await read(town.visitor)).toEqual({
      decisionBody: original('Consulta di quartiere'),
      answerOwedBy: original('Comune'),
    });
    const inArabic = { language: 'ar', state: 'APPROVED', source: 'it' };
    expect(await read(fatima)).toEqual({
      decisionBody: { words: 'مجلس الحي', ...inArabic },
      answerOwedBy: { words: 'البلدية', ...inArabic },
    });

    fine(await saveDecision(giulia, open.id, decisionWords(town, { decidedOn: null })));
    fine(await addCommitment(giulia, open.id, { words: 'Sei panchine', owner: 'Comune', dueOn: dayIn(town, 9) }));
    const promise = (await readDecision(giulia, open.id))?.commitments[0];
    expect(promise?.owner).toEqual({ words: 'Comune', language: 'it' });
    fine(await translate(giulia, 'COMMITMENT', promise?.id ?? '', 'ar', { owner: 'البلدية' }));
    const reader = await town.member({ locale: 'ar', in: { organisationId: association, role: 'STAFF' } });
    const draft = await readDecision(reader, open.id);
    expect(draft?.commitments[0]?.owner).toEqual({ words: 'البلدية', language: 'ar' });
    expect(draft?.body).toEqual({ words: 'Consulta di quartiere', language: 'it' });
    fine(await translate(giulia, 'DECISION', draft?.id ?? '', 'ar', { body: 'مجلس الحي', words: 'ثلاثة مقاعد.' }));
    const translatedDraft = await readDecision(reader, open.id);
    expect(translatedDraft?.body).toEqual({ words: 'مجلس الحي', language: 'ar' });
    // Whoever writes on finds the words as they were written, not a translation.
    expect(translatedDraft?.source).toEqual({ words: decisionWords(town).words, body: 'Consulta di quartiere' });
    const { now } = town;
    town.now = new Date(now.getTime() + 8 * 86_400_000);
    await weigh(town);
    fine(await saveDecision(giulia, open.id, decisionWords(town, { outcome: 'UNANSWERED', version: 1 })));
    fine(await publishDecision(giulia, open.id));
    town.now = now;
    const everybody = await readDecision(fatima, open.id);
    expect([everybody?.body.words, everybody?.source]).toEqual(['مجلس الحي', null]);
  });

  test('is for those who may translate', async () => {
    const { id } = await openConsultation(town, giulia, association);
    expect((await toTranslate(fatima, id, 'ar')).codes).toEqual(['NOT_FOUND']);
    expect((await toTranslate(town.visitor, id, 'ar')).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('an agenda of many items is read with as few statements as one of two', async () => {
    const read = async (items: number) => {
      const many = Array.from({ length: items }, (_, at) => ({ title: `Argomento ${at}` }));
      const { phaseId } = await openAssembly(town, giulia, association, {}, many);
      return countStatements(() => assemblyOf(fatima, phaseId));
    };
    expect(await read(20)).toBe(await read(2));
  });
});
