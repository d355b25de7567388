import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endHelping, fine, makeCodes, startHelping, useCode } from '../../testkit/consultations.ts';
import {
  addQuestion,
  addQuestions,
  countAllSurveys,
  draftSurvey,
  endSurvey,
  everyKind,
  insertReplies,
  openSurvey,
  paperOf,
  questionIds,
  say,
  send,
  summarise,
  surveyResults,
  textsOf,
} from '../../testkit/surveys.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

const count = async (query: string, ...values: unknown[]) =>
  Number((await town.pool.query<{ count: string }>(query, values)).rows[0]?.count);

const change = (name: string, given: Record<string, unknown>, types: string) =>
  giulia.query(
    `mutation ($key: UUID!, ${types}) { ${name}(key: $key, ${Object.keys(given)
      .map((one) => `${one}: $${one}`)
      .join(', ')}) { id } }`,
    { key: newKey(), ...given },
  );
const move = (id: string | undefined, position: number) =>
  change('moveSurveyQuestion', { id, position }, '$id: UUID!, $position: Int!');
const remove = (id: string | undefined) => change('removeSurveyQuestion', { id }, '$id: UUID!');
const alter = (id: string | undefined, input: Record<string, unknown>) =>
  change(
    'changeSurveyQuestion',
    { id, input: { required: true, ...input } },
    '$id: UUID!, $input: SurveyQuestionInput!',
  );

describe('the questions of a survey', () => {
  test('a draft lacks them, and they are fixed once it is published', async () => {
    const draft = await draftSurvey(town, giulia, association);
    const missing = async () =>
      fine(
        await giulia.query<{ consultation: { missing: string[] } }>(
          `query ($id: UUID!) { consultation(id: $id) { missing } }`,
          { id: draft.id },
        ),
      ).consultation.missing;
    expect(await missing()).toEqual(['QUESTIONS']);
    await addQuestions(town, giulia, draft.phaseId, everyKind);
    expect(await missing()).toEqual([]);
    expect((await addQuestion(await town.member(), draft.phaseId, { kind: 'TEXT', text: 'E poi?' })).codes).toEqual([
      'NOT_FOUND',
    ]);

    const open = await openSurvey(town, giulia, association);
    expect((await addQuestion(giulia, open.phaseId, { kind: 'TEXT', text: 'E poi?' })).codes).toEqual(['WRONG_STATE']);
    await expect(
      town.pool.query(`update survey_question set text = 'Altro' where phase_id = $1`, [open.phaseId]),
    ).rejects.toThrow('stay as they are');
  });

  test.each([
    { given: { kind: 'SINGLE', text: ' ', choices: ['A', 'B'] }, code: 'REQUIRED' },
    { given: { kind: 'SINGLE', text: 'Uno?', choices: ['A'] }, code: 'OUT_OF_RANGE' },
    { given: { kind: 'SINGLE', text: 'Due?', choices: ['A', ' a '] }, code: 'SAID_ALREADY' },
    { given: { kind: 'MULTIPLE', text: 'Tre?', choices: ['A', 'B'], most: 3 }, code: 'OUT_OF_RANGE' },
    { given: { kind: 'SCALE', text: 'Quattro?', toValue: 11 }, code: 'OUT_OF_RANGE' },
    { given: { kind: 'MATRIX', text: 'Cinque?', choices: ['A', 'B'] }, code: 'OUT_OF_RANGE' },
    { given: { kind: 'TEXT', text: 'Sei?', longest: 5 }, code: 'OUT_OF_RANGE' },
    { given: { kind: 'TEXT', text: 'Sette?', whenQuestionId: newKey(), whenValues: [0] }, code: 'INVALID_INPUT' },
  ])('what cannot be answered is refused: $given.text', async ({ given, code }) => {
    const { phaseId } = await draftSurvey(town, giulia, association);
    expect((await addQuestion(giulia, phaseId, given)).codes).toEqual([code]);
  });

  test('a condition looks back: nothing moves before what it needs, and nothing needed goes', async () => {
    const { phaseId } = await draftSurvey(town, giulia, association);
    const [first, second, third] = await addQuestions(town, giulia, phaseId, everyKind.slice(0, 3));
    expect((await move(second, 0)).codes).toEqual(['QUESTION_NEEDED']);
    expect((await remove(first)).codes).toEqual(['QUESTION_NEEDED']);
    fine(await move(third, 1));
    expect(await questionIds(town, phaseId)).toEqual([first, third, second]);
    // It follows its answer to another place, and does not lose it unseen.
    fine(await alter(first, { kind: 'SINGLE', text: 'Usi il giardino?', choices: ['No', 'Sì'] }));
    const { rows } = await town.pool.query(`select when_values from survey_question where id = $1`, [second]);
    expect(rows).toEqual([{ when_values: [1] }]);
    expect((await alter(first, { kind: 'TEXT', text: 'Usi il giardino?' })).codes).toEqual(['QUESTION_NEEDED']);
    fine(await remove(second));
    fine(await remove(third));
    fine(await remove(first));
    expect(await questionIds(town, phaseId)).toEqual([]);
  });

  test('they are translated as the options of a vote are', async () => {
    const { phaseId, questionIds: [id] } = await openSurvey(town, giulia, association); // prettier-ignore
    const fields = [
      { name: 'text', words: 'Do you use the garden?' },
      { name: 'choice1', words: 'Never' },
    ];
    fine(
      await giulia.query(
        `mutation ($key: UUID!, $id: UUID!, $fields: [TranslationInput!]!) {
           saveTranslation(key: $key, subjectKind: "SURVEY_QUESTION", subjectId: $id, locale: "en", fields: $fields) { name } }`,
        { key: newKey(), id, fields },
      ),
    );
    const reader = town.at(town.app, { ...town.visitor, headers: { 'accept-language': 'en' } });
    const answer = await reader.query<{ surveyPaper: { questions: Record<string, unknown>[] } }>(
      `query ($phaseId: UUID!) { surveyPaper(phaseId: $phaseId) { questions { text { words state } choices { words language } } } }`,
      { phaseId },
    );
    expect(fine(answer).surveyPaper.questions[0]).toEqual({
      text: { words: 'Do you use the garden?', state: 'APPROVED' },
      choices: [
        { words: 'Sì', language: 'it' },
        { words: 'Never', language: 'en' },
      ],
    });
  });
});

describe('answering', () => {
  test('what is answered waits for its person, and what is no longer asked is neither kept nor sent', async () => {
    const survey = await openSurvey(town, giulia, association);
    const rosa = await town.member();
    expect(await paperOf(rosa, survey)).toMatchObject({
      standing: 'MAY',
      asked: [0, 3, 4].map((at) => survey.questionIds[at]),
    });
    fine(await say(rosa, survey, 0, [0]));
    fine(await say(rosa, survey, 1, [2, 0]));
    expect((await say(rosa, survey, 1, [0, 1, 2])).errors[0]?.extensions).toMatchObject({
      code: 'CHOSEN_TOO_MANY',
      field: survey.questionIds[1],
    });
    expect((await send(rosa, survey)).errors[0]?.extensions).toMatchObject({
      code: 'REQUIRED',
      field: survey.questionIds[2],
    });
    expect(await paperOf(rosa, survey)).toMatchObject({
      standing: 'TAKES_PART',
      asked: survey.questionIds,
      answers: [{ values: [0] }, { values: [0, 2] }],
    });
    fine(await say(rosa, survey, 0, [1]));
    const sent = fine(await send(rosa, survey)).sendSurvey;
    expect(sent).toMatchObject({ hasSent: true, answers: [] });
    const { rows } = await town.pool.query(`select answers from survey_reply where phase_id = $1`, [survey.phaseId]);
    expect(rows).toEqual([{ answers: { [survey.questionIds[0] ?? '']: { values: [1], text: '' } } }]);
    expect((await say(rosa, survey, 0, [0])).codes).toEqual(['SURVEY_SENT']);
  });

  test('two hundred sendings at once give one reply', async () => {
    const survey = await openSurvey(town, giulia, association);
    const rosa = await town.member();
    fine(await say(rosa, survey, 0, [1]));
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(rosa, survey)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['SURVEY_SENT']));
    expect(await count(`select count(*) from survey_reply where phase_id = $1`, survey.phaseId)).toBe(1);
  });

  test('the holder of a code comes back on another phone; what a helper heard is gone when the session ends', async () => {
    const survey = await openSurvey(town, giulia, association, { who: 'CODES' });
    const [code = '', other = ''] = await makeCodes(giulia, survey.id, 2);
    expect((await say(await town.member(), survey, 0, [0])).codes).toEqual(['CODE_NEEDED']);
    const { token } = fine(await useCode(town.visitor, survey.id, code)).useCode;
    fine(await say(town.visitor, survey, 0, [1], token));
    expect((await paperOf(town.visitor, survey, token)).answers).toHaveLength(1);

    const { token: first } = fine(await startHelping(giulia, survey.id, other)).startHelping;
    fine(await say(giulia, survey, 0, [0], first));
    expect(await paperOf(giulia, survey, first)).toMatchObject({ helped: true, answers: [{ values: [0] }] });
    expect(fine(await endHelping(giulia, survey.id, first)).endHelping).toEqual({ answers: 0 });
    expect((await paperOf(giulia, survey, first)).answers).toEqual([]);
    const { token: second } = fine(await startHelping(giulia, survey.id, other)).startHelping;
    expect((await paperOf(giulia, survey, second)).answers).toEqual([]);
    await countAllSurveys(town);
    expect(await count(`select count(*) from survey_draft where session_id is not null`)).toBe(0);
    fine(await say(giulia, survey, 0, [1], second));
    expect(fine(await send(giulia, survey, second)).sendSurvey).toMatchObject({ hasSent: true, answers: [] });
    expect((await send(giulia, survey, second)).codes).toEqual(['SURVEY_SENT']);
  });

  test('nothing is taken before it opens or after it closes', async () => {
    const survey = await openSurvey(town, giulia, association);
    const rosa = await town.member();
    fine(await say(rosa, survey, 0, [1]));
    await endSurvey(town);
    expect((await send(rosa, survey)).codes).toEqual(['NOT_OPEN']);
    expect((await say(rosa, survey, 0, [0])).codes).toEqual(['NOT_OPEN']);
    expect(await count(`select count(*) from survey_draft d join survey_question q on q.id = d.question_id where q.phase_id = $1`, survey.phaseId)).toBe(0); // prettier-ignore
  });

  test('answers that were not sent are the person’s own, and go with the account', async () => {
    const survey = await openSurvey(town, giulia, association);
    const rosa = await town.member();
    fine(await say(rosa, survey, 4, 'Più luce la sera.'));
    const { myData } = fine(await rosa.query<{ myData: unknown }>(`{ myData }`));
    expect(JSON.stringify(myData)).toContain('Più luce la sera.');
    fine(
      await rosa.query(`mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }`, { key: newKey() }),
    );
    expect(await count(`select count(*) from survey_draft where answer::text like '%luce la sera%'`)).toBe(0);
  });
});

describe('a reply and its person', () => {
  test('no path in the schema leads from one to the other', async () => {
    const { rows: keys } = await town.pool.query<{ from: string; to: string }>(
      `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f'`,
    );
    for (const table of ['survey_reply', 'counted_survey_reply']) {
      expect(keys.filter(({ from }) => from === table).map(({ to }) => to)).toEqual(['consultation_phase']);
      expect(keys.filter(({ to }) => to === table)).toEqual([]);
    }
    expect(keys.filter(({ from }) => from === 'survey_text').map(({ to }) => to)).toEqual(['survey_question']);
    const { rows: columns } = await town.pool.query(
      `select column_name as column, column_default as default from information_schema.columns
        where table_name = 'survey_reply' order by ordinal_position`,
    );
    expect(columns).toEqual([
      { column: 'id', default: 'gen_random_uuid()' },
      { column: 'phase_id', default: null },
      { column: 'answers', default: null },
    ]);
  });

  test('after the end replies stand without their texts, in one transaction, and stay as they are', async () => {
    const survey = await openSurvey(town, giulia, association);
    await insertReplies(town, survey, 6, { 0: [1], 4: 'Una fontana.' });
    for (const one of [`update survey_reply set answers = '{}'`, `delete from survey_reply`, `truncate survey_reply`])
      await expect(town.pool.query(one)).rejects.toThrow(/stays/);
    await endSurvey(town);
    const where = `from counted_survey_reply where phase_id = '${survey.phaseId}'`;
    expect(await count(`select count(distinct xmin::text) ${where}`)).toBe(1);
    expect(await count(`select count(*) ${where} and answers::text like '%fontana%'`)).toBe(0);
    expect(await count(`select count(*) from survey_reply where phase_id = $1`, survey.phaseId)).toBe(0);
    for (const one of ['delete from counted_survey_reply', 'update survey_result set people = 1'])
      await expect(town.pool.query(`${one} where phase_id = $1`, [survey.phaseId])).rejects.toThrow('stays');
    await expect(insertReplies(town, survey, 1, { 0: [1] })).rejects.toThrow('are counted');
  });
});

describe('what comes out', () => {
  test('nobody reads anything before the end; then figures, means, and never a text', async () => {
    const survey = await openSurvey(town, giulia, association);
    await insertReplies(town, survey, 12, { 0: [0], 1: [0, 2], 2: [5], 3: [0, 1], 4: 'Più ombra per i bambini.' });
    await insertReplies(town, survey, 8, { 0: [0], 1: [1], 2: [2], 3: [0, null] });
    await insertReplies(town, survey, 6, { 0: [1] });
    await countAllSurveys(town);
    expect(await surveyResults(giulia, survey.id)).toEqual([]);
    expect(fine(await textsOf(giulia, survey)).surveyTexts).toEqual([{ texts: [] }]);
    expect((await summarise(giulia, survey, 4, 'Ombra.')).codes).toEqual(['WRONG_STATE']);
    await endSurvey(town);
    await countAllSurveys(town);
    const [result] = await surveyResults(town.visitor, survey.id);
    expect(result?.people).toBe(26);
    expect(
      result?.questions.map(({ asked, lines }) => [asked, ...lines.map(({ cells, noAnswer }) => [...cells, noAnswer])]),
    ).toEqual([
      [26, [20, 6, 0]],
      [20, [12, 8, 12, 0]],
      [20, [0, 8, 0, 0, 12, 0]],
      [26, [20, 0, 6], [0, 12, 14]],
      [26, [12, 14]],
    ]);
    expect(result?.questions[2]).toMatchObject({ mean: 3.8, median: 5 });
    expect(result?.openData).toContain('Usi il giardino?,,Sì,20,26');
    expect(JSON.stringify(result)).not.toContain('ombra');

    expect((await textsOf(await town.member(), survey)).codes).toEqual(['NOT_FOUND']);
    expect(fine(await textsOf(giulia, survey)).surveyTexts[0]?.texts).toHaveLength(12);
    fine(await summarise(giulia, survey, 4, 'Molti chiedono più ombra.'));
    const [told] = await surveyResults(town.visitor, survey.id);
    expect(told?.questions[4]?.summary).toEqual({ words: 'Molti chiedono più ombra.' });
  });

  test('four replies tell nothing, and four texts are nobody’s to read', async () => {
    const survey = await openSurvey(town, giulia, association);
    await insertReplies(town, survey, 4, { 0: [1], 4: 'Una panchina.' });
    await endSurvey(town);
    expect(await surveyResults(town.visitor, survey.id)).toEqual([{ people: null, openData: null, questions: [] }]);
    expect(fine(await textsOf(giulia, survey)).surveyTexts).toEqual([{ texts: [] }]);
    expect(await count(`select count(*) from survey_text where words = 'Una panchina.'`)).toBe(0);
  });

  test('where it is not told how many wrote, nobody counts it from their texts', async () => {
    const uses = { kind: 'SINGLE', text: 'Usi il giardino?', choices: ['Sì', 'No'] };
    const lacks = { kind: 'TEXT', text: 'Che cosa manca?', when: [0, [0]] as [number, number[]] };
    const free = await openSurvey(town, giulia, association, {}, [uses, { ...lacks, required: false }]);
    await insertReplies(town, free, 8, { 0: [0], 1: 'Una fontana.' });
    await insertReplies(town, free, 2, { 0: [0] });
    await insertReplies(town, free, 20, { 0: [1] });
    const forced = await openSurvey(town, giulia, association, {}, [uses, lacks]);
    await insertReplies(town, forced, 8, { 0: [0], 1: 'Una fontana.' });
    await insertReplies(town, forced, 2, { 0: [1] });
    await endSurvey(town);
    const [told] = await surveyResults(town.visitor, free.id);
    expect(told?.questions[1]?.lines).toEqual([{ cells: [null], noAnswer: null }]);
    const [asked] = await surveyResults(town.visitor, forced.id);
    expect(asked?.questions[1]?.asked).toBe(null);
    for (const survey of [free, forced])
      expect(fine(await textsOf(giulia, survey)).surveyTexts).toEqual([{ texts: [] }]);
  });

  test('from what the app publishes, whoever tries every way to answer tells no withheld figure', async () => {
    const chained = [
      { kind: 'SINGLE', text: 'Hai figli?', choices: ['Sì', 'No'] },
      { kind: 'SINGLE', text: 'Vanno a scuola?', choices: ['Sì', 'No'], when: [0, [0]] as [number, number[]] },
    ];
    const kinds: Record<number, number[]>[] = [{ 0: [1] }, { 0: [0], 1: [0] }, { 0: [0], 1: [1] }];
    const numbers = fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 30 })), { minLength: 3, maxLength: 3 });
    const figures = ([no = 0, school = 0, home = 0]: number[]) => [school + home, no, school + home, school, home];
    await fc.assert(
      fc.asyncProperty(numbers, async (people) => {
        const survey = await openSurvey(town, giulia, association, {}, chained);
        for (const [at, times] of people.entries()) await insertReplies(town, survey, times, kinds[at] ?? {});
        await endSurvey(town);
        const [result] = await surveyResults(town.visitor, survey.id);
        if (result?.people == null) {
          expect(people.reduce((a, b) => a + b)).toBeLessThan(5);
          return;
        }
        const [first, second] = result.questions;
        const shown = [...(first?.lines[0]?.cells ?? []), second?.asked ?? null, ...(second?.lines[0]?.cells ?? [])];
        const worlds: number[][] = [];
        for (let no = 0; no <= result.people; no++)
          for (let school = 0; school + no <= result.people; school++)
            worlds.push(figures([no, school, result.people - no - school]));
        const possible = worlds.filter((world) => shown.every((one, at) => one === null || one === world[at]));
        figures(people).forEach((figure, at) => {
          if (figure > 0 && figure < 5) expect(shown[at]).toBe(null);
          if (shown[at] === null) expect(new Set(possible.map((world) => world[at])).size).toBeGreaterThan(1);
          else expect(shown[at]).toBe(figure);
        });
      }),
      { numRuns: 12 },
    );
  });
});
