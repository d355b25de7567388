import { afterAll, beforeAll, expect, test } from 'vitest';
import { fine, makeCodes, useCode } from '../../testkit/consultations.ts';
import { checkCodes, correctPaper, enterPaper, paperBatches, signPaper } from '../../testkit/paper.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import { cast, countAll, endVote, openVote, results } from '../../testkit/votes.ts';

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

const count = async (table: string, phaseId: string) =>
  Number(
    (await town.pool.query<{ count: string }>(`select count(*) from ${table} where phase_id = $1`, [phaseId])).rows[0]
      ?.count,
  );
const hours = (number: number) => (town.now = new Date(town.now.getTime() + number * 3_600_000));

test('ballots on paper count once a second person has signed, beside those of people who voted themselves', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'SCOTTISH_STV', seats: 1 });
  const codes = await makeCodes(giulia, vote.id, 6);
  fine(await cast(await town.member(), vote, [1, null, null, null]));
  const papers = ['3 1', '3', '3 4 1', '-', '1 3', '3 2'];
  const { id } = fine(await enterPaper(giulia, vote.phaseId, codes, papers)).enterPaperBatch;
  expect(await count('ballot', vote.phaseId)).toBe(1);
  expect((await signPaper(giulia, id)).codes).toEqual(['SIGN_BY_ANOTHER']);
  const [batch] = await paperBatches(rita, vote.phaseId);
  expect(batch).toMatchObject({ papers: 6, viewerCanSign: true, signedAt: null });
  expect(batch?.ballots.map(({ choices }) => choices)).toEqual([
    [2, null, 1, null], [null, null, 1, null], [3, null, 1, 2], [null, null, null, null], [1, null, 2, null], [null, 2, 1, null],
  ]); // prettier-ignore
  const signed = await Promise.all(Array.from({ length: 8 }, () => signPaper(rita, id)));
  expect(signed.map((one) => one.codes.join()).toSorted()).toEqual(['', ...Array<string>(7).fill('WRONG_STATE')]);
  expect((await paperBatches(giulia, vote.phaseId))[0]?.ballots).toEqual([]);
  await endVote(town);
  const [result] = await results(town.visitor, vote.id);
  expect(result).toMatchObject({ ballots: 6, blank: 1, count: { winners: [2], points: [2, 0, 4, 0] } });
  expect(new Set(result?.board.nodes.map(({ receipt }) => receipt.length))).toEqual(new Set([14]));
});

test('one code, one ballot: who voted on paper cannot vote again, and who voted already is not counted twice', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [online = '', paper = '', other = '', ...more] = await makeCodes(giulia, vote.id, 7);
  const { token } = fine(await useCode(town.visitor, vote.id, online)).useCode;
  fine(await cast(town.visitor, vote, [1, null, null, null], newKey(), token));
  const refused = await enterPaper(
    giulia,
    vote.phaseId,
    [paper, online, 'ABCD-EFGH-JKMN', paper],
    ['1', '2', '3', '4'],
  );
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'PAPER_CODES', params: { lines: '2, 3, 4' } });
  expect(await count('elector', vote.phaseId)).toBe(1);
  // A desk asks first, with all envelopes closed: nothing is typed yet.
  const asked = await enterPaper(giulia, vote.phaseId, [paper, online], []);
  expect(asked.errors[0]?.extensions).toMatchObject({ code: 'PAPER_CODES', params: { lines: '2' } });
  expect((await enterPaper(giulia, vote.phaseId, [paper, other, ...more.slice(1)], [])).codes).toEqual(['REQUIRED']);
  expect(await count('elector', vote.phaseId)).toBe(1);
  // A code that answered elsewhere in the consultation, and did not vote, still may.
  const held = fine(await useCode(town.visitor, vote.id, other)).useCode.token;
  fine(await enterPaper(giulia, vote.phaseId, [paper, other, ...more.slice(1)], ['1 2', '1', '2', '-', '3']));
  expect((await useCode(town.visitor, vote.id, paper)).codes).toEqual(['WRONG_CODE']);
  expect((await cast(town.visitor, vote, [1, null, null, null], newKey(), held)).codes).toEqual(['BALLOT_CAST']);
});

test('codes are asked about before any envelope is opened: each is named, and none is used up', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const other = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [online = '', opened = '', ...more] = await makeCodes(giulia, vote.id, 6);
  const [foreign = ''] = await makeCodes(giulia, other.id, 1);
  const { token } = fine(await useCode(town.visitor, vote.id, online)).useCode;
  fine(await cast(town.visitor, vote, [1, null, null, null], newKey(), token));
  const held = fine(await useCode(town.visitor, vote.id, opened)).useCode.token;
  const [twice = ''] = more;
  const given = [online, opened, twice, foreign, 'made-up', twice.toLowerCase(), ...more.slice(1)];
  const standings = ['USED', 'STANDS', 'STANDS', 'UNKNOWN', 'UNKNOWN', 'DOUBLE', 'STANDS', 'STANDS', 'STANDS'];
  expect(fine(await checkCodes(giulia, vote.phaseId, given)).checkPaperCodes).toEqual(standings);
  expect(fine(await checkCodes(giulia, vote.phaseId, given)).checkPaperCodes).toEqual(standings);
  expect(await count('elector', vote.phaseId)).toBe(1);
  fine(await cast(town.visitor, vote, [1, null, null, null], newKey(), held));
  fine(await useCode(town.visitor, vote.id, twice));
  expect(fine(await checkCodes(giulia, vote.phaseId, [opened])).checkPaperCodes).toEqual(['USED']);
});

test('nobody else asks about codes, and nobody tries many', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const desk = await town.member({ in: { organisationId: association, role: 'STAFF' } });
  const [code = ''] = await makeCodes(giulia, vote.id, 1);
  expect((await checkCodes(await town.member(), vote.phaseId, [code])).codes).toEqual(['NOT_FOUND']);
  expect((await checkCodes(town.visitor, vote.phaseId, [code])).codes).toEqual(['SIGN_IN_REQUIRED']);
  expect((await checkCodes(desk, vote.phaseId, Array<string>(201).fill(code))).codes).toEqual(['TOO_MUCH']);
  for (let turn = 0; turn < 60; turn++) {
    fine(await checkCodes(desk, vote.phaseId, [code]));
    expect((await enterPaper(desk, vote.phaseId, ['made-up'], ['1'])).codes).toEqual(['PAPER_CODES']);
  }
  expect((await checkCodes(desk, vote.phaseId, [code])).codes).toEqual(['RATE_LIMITED']);
  expect((await enterPaper(desk, vote.phaseId, [code], ['1'])).codes).toEqual(['RATE_LIMITED']);
  fine(await checkCodes(giulia, vote.phaseId, [code]));
});

test('the same papers entered at once by two desks are entered once', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const codes = await makeCodes(giulia, vote.id, 5);
  const lines = ['1', '1', '2', '1 2', '3'];
  const entered = await Promise.all(
    [giulia, rita, giulia, rita].map((desk, at) =>
      enterPaper(desk, vote.phaseId, at % 2 ? codes.toReversed() : codes, lines),
    ),
  );
  expect(entered.map((one) => one.codes.join()).toSorted()).toEqual(['', ...Array<string>(3).fill('PAPER_CODES')]);
  expect(await count('elector', vote.phaseId)).toBe(5);
});

test('fewer than five papers are not entered, and use up no code; a batch tells in no order whose a ballot is', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'SCHULZE' });
  const codes = await makeCodes(giulia, vote.id, 12);
  const few = await enterPaper(giulia, vote.phaseId, codes.slice(0, 4), ['1', '2', '3', '-']);
  expect(few.errors[0]?.extensions).toMatchObject({ code: 'PAPER_TOO_FEW', params: { min: 5 } });
  expect(await count('elector', vote.phaseId)).toBe(0);

  const options = [1, 2, 3, 4];
  const lines = options.flatMap((one) => options.filter((two) => two !== one).map((two) => `${one} ${two}`));
  const { id } = fine(await enterPaper(giulia, vote.phaseId, codes.toReversed(), lines)).enterPaperBatch;
  const [batch] = await paperBatches(rita, vote.phaseId);
  fine(await signPaper(rita, id));
  const stored = async (column: string, table: string) =>
    (
      await town.pool.query<{ value: unknown }>(
        `select ${column} as value from ${table} where phase_id = $1 order by ctid`,
        [vote.phaseId],
      )
    ).rows.map(({ value }) => JSON.stringify(value));
  const typed = batch?.ballots.map(({ choices }) => JSON.stringify(choices));
  const put = await stored('choices', 'ballot');
  expect(put.toSorted()).toEqual(typed?.toSorted());
  expect(put).not.toEqual(typed);
  const electors = await stored('participant_id', 'elector');
  expect(electors).toEqual(electors.toSorted());
});

test('who signs answers for what they saw: papers that were entered anew meanwhile are looked at again', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'SCORE' });
  const codes = await makeCodes(giulia, vote.id, 5);
  const rest = ['-', '-', '-', '-'];
  const { id } = fine(await enterPaper(giulia, vote.phaseId, codes, ['1:5', ...rest])).enterPaperBatch;
  const [seen] = await paperBatches(rita, vote.phaseId);
  fine(await correctPaper(giulia, id, ['1:0', ...rest]));
  expect((await signPaper(rita, id, seen?.version)).errors[0]?.extensions).toMatchObject({
    code: 'CHANGED_MEANWHILE',
    params: { version: 2 },
  });
  const [now] = await paperBatches(rita, vote.phaseId);
  expect(now).toMatchObject({ signedAt: null, version: 2, viewerCanSign: true });
  fine(await signPaper(rita, id, now?.version));
});

test('what is wrong is told by its line; whoever corrects a batch cannot sign it', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'SCORE' });
  const codes = await makeCodes(giulia, vote.id, 5);
  const rest = ['-', '-', '-'];
  const told = async (lines: string[], given = codes) =>
    (await enterPaper(giulia, vote.phaseId, given, lines)).errors[0]?.extensions;
  expect(await told(['1:5', '1:6', ...rest])).toMatchObject({ code: 'PAPER_LINE', params: { line: 2, text: '1:6' } });
  expect(await told(['9:5', '1:5', ...rest])).toMatchObject({ code: 'PAPER_LINE', params: { line: 1 } });
  expect(await told(['1:5'])).toMatchObject({ code: 'PAPER_COUNT', params: { codes: 5, papers: 1 } });
  const { id } = fine(await enterPaper(giulia, vote.phaseId, codes, ['1:5', '1:3', ...rest])).enterPaperBatch;
  expect((await correctPaper(rita, id, ['1:5'])).codes).toEqual(['PAPER_COUNT']);
  fine(await correctPaper(rita, id, ['1:5', '1:4', ...rest]));
  expect((await signPaper(rita, id, 2)).codes).toEqual(['SIGN_BY_ANOTHER']);
  fine(await signPaper(giulia, id, 2));
  expect((await correctPaper(rita, id, ['1:5', '1:0', ...rest])).codes).toEqual(['WRONG_STATE']);
  await expect(town.pool.query(`delete from paper_batch where id = $1`, [id])).rejects.toThrow('stay');
  await expect(town.pool.query(`update paper_batch set papers = 9 where id = $1`, [id])).rejects.toThrow('stay');
});

test('whoever hands in an empty ballot has voted: it counts for the quorum, and for nobody', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL', quorum: 8 });
  const codes = await makeCodes(giulia, vote.id, 9);
  const papers = ['1', '1', '1', '1', '2', '-', '-', '-', '-'];
  const { id } = fine(await enterPaper(giulia, vote.phaseId, codes, papers)).enterPaperBatch;
  fine(await signPaper(rita, id));
  await endVote(town);
  const [result] = await results(town.visitor, vote.id);
  expect(result).toMatchObject({ ballots: 5, blank: 4, quorumMet: true, count: { points: [4, 1, 0, 0] } });
  expect(result?.board.nodes.length).toBe(5);

  const few = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL', quorum: 5 });
  const others = await makeCodes(giulia, few.id, 5);
  const { id: batch } = fine(await enterPaper(giulia, few.phaseId, others, ['1', '-', '-', '-', '-'])).enterPaperBatch;
  fine(await signPaper(rita, batch));
  await endVote(town);
  expect(await results(town.visitor, few.id)).toMatchObject([{ ballots: null, blank: null, quorumMet: true }]);
});

test('the count waits two days for a signature, and then goes on without', async () => {
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const papers = ['1', '-', '-', '-', '-'];
  const codes = await makeCodes(giulia, vote.id, 10);
  const { id: first } = fine(await enterPaper(giulia, vote.phaseId, codes.slice(0, 5), papers)).enterPaperBatch;
  await endVote(town);
  expect(await results(giulia, vote.id)).toEqual([]);
  expect((await enterPaper(giulia, vote.phaseId, codes.slice(5), papers)).codes).toEqual(['NOT_OPEN']);
  hours(40);
  fine(await signPaper(rita, first));
  await countAll(town);
  expect(await results(giulia, vote.id)).toMatchObject([{ papersLeftOut: 0 }]);

  const late = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const lateCodes = await makeCodes(giulia, late.id, 5);
  const { id } = fine(await enterPaper(giulia, late.phaseId, lateCodes, papers)).enterPaperBatch;
  await endVote(town);
  expect(await results(giulia, late.id)).toEqual([]);
  hours(49);
  await countAll(town);
  expect(await results(giulia, late.id)).toMatchObject([{ ballots: null, papersLeftOut: 5 }]);
  expect((await signPaper(rita, id)).codes).toEqual(['NOT_OPEN']);
});
