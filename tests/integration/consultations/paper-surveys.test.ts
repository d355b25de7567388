import { afterAll, beforeAll, expect, test } from 'vitest';
import { fine, makeCodes, useCode } from '../../testkit/consultations.ts';
import { correctPaper, enterPaper, paperBatches, signPaper } from '../../testkit/paper.ts';
import { countAllSurveys, endSurvey, openSurvey, paperOf, say, send, surveyResults } from '../../testkit/surveys.ts';
import { createTown, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person, rita: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  rita = await town.member({ in: { organisationId: association, role: 'STAFF' } });
});
afterAll(() => town.close());

const replies = async (phaseId: string) =>
  (await town.pool.query<{ answers: object }>(`select answers from survey_reply where phase_id = $1`, [phaseId])).rows;

test('a survey on paper counts once a second person has signed, like one that was sent', async () => {
  const survey = await openSurvey(town, giulia, association);
  const codes = await makeCodes(giulia, survey.id, 6);
  const lines = [
    '1: 1; 2: 1 3; 3: 4; 4: 1 2; 5: Più panchine; e alle 18: luce',
    '1: 2; 3: 5', // not asked of whoever does not use the garden
    '1: 1; 3: 5; 4: - 2',
    '1: 1; 2: 2; 3: 3',
    '1: 2',
    '-',
  ];
  const { id } = fine(await enterPaper(giulia, survey.phaseId, codes, lines)).enterPaperBatch;
  expect(await replies(survey.phaseId)).toHaveLength(0);
  expect((await signPaper(giulia, id)).codes).toEqual(['SIGN_BY_ANOTHER']);
  const [batch] = await paperBatches(rita, survey.phaseId);
  expect(batch).toMatchObject({ papers: 6, ballots: [], viewerCanSign: true });
  expect(batch?.replies.map(({ answers }) => answers.length)).toEqual([5, 1, 3, 3, 1, 0]);
  expect(batch?.lines).toEqual([lines[0], '1: 2', lines[2], lines[3], '1: 2', '-']);

  const signed = await Promise.all(Array.from({ length: 8 }, () => signPaper(rita, id)));
  expect(signed.map((one) => one.codes.join()).toSorted()).toEqual(['', ...Array<string>(7).fill('WRONG_STATE')]);
  expect((await paperBatches(giulia, survey.phaseId))[0]).toMatchObject({ replies: [], lines: [] });
  expect(await replies(survey.phaseId), 'an empty paper is no reply').toHaveLength(5);

  await endSurvey(town);
  const [result] = await surveyResults(giulia, survey.id);
  expect(result?.people).toBe(5);
});

test('one code, one reply, on paper or on a screen, and a draft is not kept beside it', async () => {
  const survey = await openSurvey(town, giulia, association);
  const [online = '', paper = '', begun = '', ...more] = await makeCodes(giulia, survey.id, 6);
  const { token } = fine(await useCode(town.visitor, survey.id, online)).useCode;
  fine(await say(town.visitor, survey, 0, [1], token));
  fine(await send(town.visitor, survey, token));
  const refused = await enterPaper(giulia, survey.phaseId, [paper, online, paper], ['1: 1', '1: 2', '1: 1']);
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'PAPER_CODES', params: { lines: '2, 3' } });

  const { token: held } = fine(await useCode(town.visitor, survey.id, begun)).useCode;
  fine(await say(town.visitor, survey, 0, [0], held));
  fine(await enterPaper(giulia, survey.phaseId, [begun, paper, ...more], ['1: 2', '1: 2', '-', '-', '-']));
  expect(await paperOf(town.visitor, survey, held)).toMatchObject({ hasSent: true, answers: [] });
  expect((await send(town.visitor, survey, held)).codes).toEqual(['SURVEY_SENT']);
});

test('what is wrong is told by its line, and the count waits two days for a signature', async () => {
  const survey = await openSurvey(town, giulia, association);
  const codes = await makeCodes(giulia, survey.id, 5);
  const rest = ['-', '-', '-'];
  const told = async (lines: string[]) =>
    (await enterPaper(giulia, survey.phaseId, codes, [...lines, ...rest])).errors[0]?.extensions;
  expect(await told(['1: 1', '1: 3'])).toMatchObject({ code: 'PAPER_LINE', params: { line: 2, text: '1: 3' } });
  expect(await told(['1: 1; 2: 1 2 3', '1: 1'])).toMatchObject({ code: 'PAPER_LINE', params: { line: 1 } });
  expect(await told([`5: ${'a'.repeat(201)}`, '1: 1'])).toMatchObject({ code: 'PAPER_LINE', params: { line: 1 } });
  expect(await told(['6: 1', '1: 1'])).toMatchObject({ code: 'PAPER_LINE', params: { line: 1 } });
  const { id } = fine(await enterPaper(giulia, survey.phaseId, codes, ['1: 1', '1: 2', ...rest])).enterPaperBatch;
  fine(await correctPaper(rita, id, ['1: 2', '1: 2', ...rest]));
  await endSurvey(town);
  expect(await surveyResults(giulia, survey.id)).toEqual([]);
  expect((await signPaper(rita, id, 2)).codes).toEqual(['SIGN_BY_ANOTHER']);
  fine(await signPaper(giulia, id, 2));
  await countAllSurveys(town);
  expect(await surveyResults(giulia, survey.id)).toMatchObject([{ people: null }]);
});
