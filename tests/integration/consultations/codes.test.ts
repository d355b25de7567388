import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseUsedCodes } from '../../../server/src/features/consultations/index.ts';
import {
  answer,
  endHelping,
  fine,
  makeCodes,
  openConsultation,
  participation,
  propose,
  startHelping,
  statementIds,
  useCode,
  weigh,
} from '../../testkit/consultations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import { cast, openVote, showReceipt } from '../../testkit/votes.ts';

let town: Town;
let association: string;
let giulia: Person;
let consultation: string;
let phaseId: string;
let statement: string;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  ({ id: consultation, phaseId } = await openConsultation(town, giulia, association, { who: 'CODES' }));
  [statement = ''] = await statementIds(town, phaseId);
});
afterAll(() => town.close());

const oneCode = async () => (await makeCodes(giulia, consultation, 1))[0] ?? '';

describe('a code on paper', () => {
  test('lets somebody without an account take part, as it was typed', async () => {
    const code = await oneCode();
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)} `;
    const { token } = fine(await useCode(town.visitor, consultation, typed)).useCode;
    expect((await participation(town.visitor, consultation, token)).standing).toBe('TAKES_PART');
    fine(await answer(town.visitor, statement, 'AGREE', token));
    fine(await propose(town.visitor, phaseId, 'Serve un bagno pubblico.', token));
    const own = await participation(town.visitor, consultation, token);
    expect(own).toMatchObject({ answered: 1, answers: [{ value: 'AGREE' }], statements: [{ state: 'PENDING' }] });
    expect((await participation(town.visitor, consultation)).standing).toBe('NEEDS_CODE');
  });

  test('is for people without an account: who is signed in is refused, before and after voting, and the code stays for somebody else', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [code = ''] = await makeCodes(giulia, vote.id, 1);
    const rosa = await town.member();
    expect((await useCode(rosa, vote.id, code)).codes).toEqual(['CODE_NOT_FOR_MEMBERS']);
    fine(await cast(rosa, vote, [1, null, null, null]));
    expect((await useCode(rosa, vote.id, code)).codes).toEqual(['CODE_NOT_FOR_MEMBERS']);
    const { token } = fine(await useCode(town.visitor, vote.id, code)).useCode;
    fine(await cast(town.visitor, vote, [null, 1, null, null], newKey(), token));
    const { rows } = await town.pool.query(`select 1 from elector where phase_id = $1`, [vote.phaseId]);
    expect(rows).toHaveLength(2);
  });

  test('lets members in where only codes do', async () => {
    const rosa = await town.member();
    const { token } = fine(await useCode(rosa, consultation, await oneCode())).useCode;
    expect(fine(await answer(rosa, statement, 'AGREE', token)).answerStatement.byCode).toBe(true);
  });

  test('who signs in on a device where a code was used votes as themselves, and the code keeps its ballot', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [code = ''] = await makeCodes(giulia, vote.id, 1);
    const { token } = fine(await useCode(town.visitor, vote.id, code)).useCode;
    const rosa = await town.member();
    fine(await cast(rosa, vote, [1, null, null, null], newKey(), token));
    expect((await cast(rosa, vote, [1, null, null, null])).codes).toEqual(['BALLOT_CAST']);
    fine(await cast(town.visitor, vote, [null, 1, null, null], newKey(), token));
    const amina = await town.member();
    const read = await amina.query<{ ballotPaper: { standing: string; hasVoted: boolean } }>(
      `query ($phaseId: UUID!, $token: String) { ballotPaper(phaseId: $phaseId, token: $token) { standing hasVoted } }`,
      { phaseId: vote.phaseId, token },
    );
    expect(fine(read).ballotPaper).toEqual({ standing: 'MAY', hasVoted: false });
  });

  test('who signs in where a code was used answers statements as themselves, and sees nobody else’s answers', async () => {
    const all = await openConsultation(town, giulia, association);
    const [code = ''] = await makeCodes(giulia, all.id, 1);
    const [first = ''] = await statementIds(town, all.phaseId);
    const { token } = fine(await useCode(town.visitor, all.id, code)).useCode;
    fine(await answer(town.visitor, first, 'AGREE', token));
    const rosa = await town.member();
    expect(await participation(rosa, all.id, token)).toMatchObject({ byCode: false, answered: 0, answers: [] });
    const own = fine(await answer(rosa, first, 'DISAGREE', token)).answerStatement;
    expect(own).toMatchObject({ byCode: false, answers: [{ value: 'DISAGREE' }] });
    const kept = await participation(town.visitor, all.id, token);
    expect(kept).toMatchObject({ byCode: true, answers: [{ value: 'AGREE' }] });
  });

  test('is used once; one that never was, one of elsewhere and one that was used are refused alike', async () => {
    const code = await oneCode();
    fine(await useCode(town.visitor, consultation, code));
    const elsewhere = await openConsultation(town, giulia, association, { who: 'CODES' });
    const [foreign = ''] = await makeCodes(giulia, elsewhere.id, 1);
    for (const wrong of [code, foreign, 'AAAA-BBBB-CCCC', '', 'é'.repeat(3000)])
      expect((await useCode(town.visitor, consultation, wrong)).errors[0]?.extensions).toEqual({
        params: {},
        code: 'WRONG_CODE',
        field: 'code',
      });
  });

  test('thirty people who type it at the same moment: one takes part', async () => {
    const code = await oneCode();
    const tried = await Promise.all(Array.from({ length: 30 }, () => useCode(town.visitor, consultation, code)));
    expect(tried.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  });

  test('what the holder is known by opens no other consultation', async () => {
    const { token } = fine(await useCode(town.visitor, consultation, await oneCode())).useCode;
    const elsewhere = await openConsultation(town, giulia, association, { who: 'CODES' });
    const [other = ''] = await statementIds(town, elsewhere.phaseId);
    expect((await answer(town.visitor, other, 'AGREE', token)).codes).toEqual(['HELP_ENDED']);
  });

  test('is kept nowhere: not in the database, not with the answer of a retry', async () => {
    const key = newKey();
    const make = () =>
      giulia.query<{ makeCodes: string[] }>(
        `mutation ($key: UUID!, $id: UUID!) { makeCodes(key: $key, consultationId: $id, count: 2) }`,
        { key, id: consultation },
      );
    const codes = fine(await make()).makeCodes;
    expect((await make()).codes).toEqual(['KEY_REUSED']);
    const { token } = fine(await useCode(town.visitor, consultation, codes[0] ?? '')).useCode;
    const { rows } = await town.pool.query<{ kept: string }>(
      `select string_agg(t, ' ') as kept from (
         select row_to_json(c)::text as t from participation_code c union all
         select row_to_json(k)::text from idempotency_key k union all select row_to_json(p)::text from participant p) as all_rows`,
    );
    for (const secret of [...codes, token]) expect(rows[0]?.kept).not.toContain(secret);
  });

  test('how many were used is told in fives and every hour: nobody sees who used one; members who ask see nothing', async () => {
    const own = await openConsultation(town, giulia, association, { who: 'CODES' });
    const sheets = (person: Person) =>
      person.query<{ codeSheets: { codes: number; used: number | null }[] }>(
        `query ($id: UUID!) { codeSheets(consultationId: $id) { codes used } }`,
        { id: own.id },
      );
    const release = () => releaseUsedCodes.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    const use = async (codes: string[]) => {
      for (const code of codes) fine(await useCode(town.visitor, own.id, code));
    };
    const used = async () => fine(await sheets(giulia)).codeSheets.map((sheet) => [sheet.codes, sheet.used]);
    const many = await makeCodes(giulia, own.id, 10);
    await use(await makeCodes(giulia, own.id, 1));
    await use(many.slice(0, 6));
    expect(await used()).toEqual([
      [1, null],
      [10, null],
    ]);
    await release();
    expect(await used()).toEqual([
      [1, null],
      [10, 5],
    ]);
    await use(many.slice(6));
    await release();
    expect((await used())[1], 'four more are not told while others can come').toEqual([10, 5]);
    const { now } = town;
    town.now = new Date(now.getTime() + 90 * 3_600_000);
    expect(await used()).toEqual([
      [1, null],
      [10, 10],
    ]);
    town.now = now;
    expect((await sheets(await town.member())).codes).toEqual(['NOT_FOUND']);
  });
});

describe('a helper sits beside somebody', () => {
  let mediator: Person;
  beforeAll(async () => {
    mediator = await town.member({ name: 'Samir', in: { organisationId: association, role: 'MEDIATOR' } });
  });

  test('answers are given, counted and never shown again; afterwards nothing leads from the helper to the person', async () => {
    const code = await oneCode();
    const { token } = fine(await startHelping(mediator, consultation, code)).startHelping;
    const given = fine(await answer(mediator, statement, 'DISAGREE', token)).answerStatement;
    expect(given).toMatchObject({ helped: true, byCode: false, answered: 1, answers: null, statements: null });
    expect(fine(await endHelping(mediator, consultation, token)).endHelping).toEqual({ answers: 1 });
    expect((await participation(mediator, consultation, token)).standing).toBe('NEEDS_CODE');
    const { rows } = await town.pool.query<{ answers: number; participant_id: string | null }>(
      `select answers, participant_id from helped_session where helper_id = $1 order by id desc limit 1`,
      [mediator.id],
    );
    expect(rows).toEqual([{ answers: 1, participant_id: null }]);
    const { helpedSessions } = fine(
      await giulia.query<{ helpedSessions: { answers: number; helper: { id: string }; token: string | null }[] }>(
        `query ($id: UUID!) { helpedSessions(consultationId: $id) { answers token helper { id } } }`,
        { id: consultation },
      ),
    );
    expect(helpedSessions[0]).toEqual({ answers: 1, helper: { id: mediator.id }, token: null });
  });

  test('at the end the session says how much was given in it: nothing where a ballot was filled in and not cast', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [code = ''] = await makeCodes(giulia, vote.id, 1);
    const end = async (token: string) => fine(await endHelping(mediator, vote.id, token)).endHelping;
    const start = async () => fine(await startHelping(mediator, vote.id, code)).startHelping.token;
    expect(await end(await start())).toEqual({ answers: 0 });
    const token = await start();
    fine(await cast(mediator, vote, [1, null, null, null], newKey(), token));
    expect(await end(token)).toEqual({ answers: 1 });
    expect(await end('made-up')).toBeNull();
  });

  test('the person comes back another day and goes on where they stopped', async () => {
    const code = await oneCode();
    for (const answered of [0, 1]) {
      const { token } = fine(await startHelping(mediator, consultation, code)).startHelping;
      const own = await participation(mediator, consultation, token);
      expect(own.answered).toBe(answered);
      fine(await answer(mediator, own.next?.id ?? '', 'AGREE', token));
      await endHelping(mediator, consultation, token);
    }
  });

  test('the next person begins where the one before ends; one who went away is forgotten by the timetable', async () => {
    const first = fine(await startHelping(mediator, consultation, await oneCode())).startHelping.token;
    const second = fine(await startHelping(mediator, consultation, await oneCode())).startHelping.token;
    expect((await answer(mediator, statement, 'AGREE', first)).codes).toEqual(['HELP_ENDED']);
    fine(await answer(mediator, statement, 'AGREE', second));
    town.now = new Date(town.now.getTime() + 4 * 3_600_000);
    expect((await answer(mediator, statement, 'PASS', second)).codes).toEqual(['HELP_ENDED']);
    await weigh(town);
    const { rows } = await town.pool.query(`select 1 from helped_session where participant_id is not null`);
    expect(rows).toEqual([]);
  });

  test('what is typed for somebody after the session is over is never the helper’s own', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [code = ''] = await makeCodes(giulia, vote.id, 1);
    const { token } = fine(await startHelping(mediator, vote.id, code)).startHelping;
    town.now = new Date(town.now.getTime() + 4 * 3_600_000);
    expect((await cast(mediator, vote, [1, null, null, null], newKey(), token)).codes).toEqual(['HELP_ENDED']);
    const { rows } = await town.pool.query(`select 1 from elector where phase_id = $1`, [vote.phaseId]);
    expect(rows).toEqual([]);
    fine(await cast(mediator, vote, [1, null, null, null], newKey()));
    const again = fine(await startHelping(mediator, vote.id, code)).startHelping.token;
    fine(await cast(mediator, vote, [null, 1, null, null], newKey(), again));
  });

  test('the receipt of a ballot is for the person’s eyes: not for the helper’s, and once', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const [code = '', other = '', third = ''] = await makeCodes(giulia, vote.id, 3);
    const { token } = fine(await startHelping(mediator, vote.id, code)).startHelping;
    const key = newKey();
    const choices = [1, null, null, null];
    expect(fine(await cast(mediator, vote, choices, key, token)).castBallot).toEqual({ receipt: null });
    expect(fine(await cast(mediator, vote, choices, key, token)).castBallot).toEqual({ receipt: null });

    // The helper's device has the key: neither the helper's own ballot, nor a code, nor another session leads on from it.
    fine(await cast(mediator, vote, choices));
    expect((await cast(mediator, vote, choices, key)).codes).toEqual(['BALLOT_CAST']);
    const { token: held } = fine(await useCode(town.visitor, vote.id, other)).useCode;
    expect((await showReceipt(mediator, vote.phaseId, key, held)).codes).toEqual(['NOT_FOUND']);
    const [shown, ...late] = (
      await Promise.all([1, 2, 3].map(() => showReceipt(mediator, vote.phaseId, key, token)))
    ).toSorted((one, two) => one.codes.length - two.codes.length);
    expect(late.map(({ codes }) => codes)).toEqual([['RECEIPT_SHOWN'], ['RECEIPT_SHOWN']]);
    const { rows } = await town.pool.query(`select receipt from ballot where phase_id = $1 and receipt = $2`, [
      vote.phaseId,
      shown?.data.showReceipt.receipt,
    ]);
    expect(rows).toHaveLength(1);

    fine(await endHelping(mediator, vote.id, token));
    expect((await showReceipt(mediator, vote.phaseId, key, token)).codes).toEqual(['HELP_ENDED']);
    for (const later of [third, code]) {
      const { token: beside } = fine(await startHelping(mediator, vote.id, later)).startHelping;
      expect((await showReceipt(mediator, vote.phaseId, key, beside)).codes).toEqual(['NOT_FOUND']);
    }
  });

  test('a code that its holder used alone opens nothing for a helper', async () => {
    const code = await oneCode();
    const { token } = fine(await useCode(town.visitor, consultation, code)).useCode;
    fine(await answer(town.visitor, statement, 'AGREE', token));
    expect((await startHelping(mediator, consultation, code)).codes).toEqual(['WRONG_CODE']);
    const beside = await oneCode();
    fine(await startHelping(mediator, consultation, beside));
    expect((await useCode(town.visitor, consultation, beside)).codes).toEqual(['WRONG_CODE']);
  });

  test('one person has one helper at a time: who begins last goes on, at once as well', async () => {
    const code = await oneCode();
    const desk = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
    const { token } = fine(await startHelping(mediator, consultation, code)).startHelping;
    const { token: later } = fine(await startHelping(desk, consultation, code)).startHelping;
    expect((await answer(mediator, statement, 'AGREE', token)).codes).toEqual(['HELP_ENDED']);
    fine(await answer(desk, statement, 'AGREE', later));
    const helpers = await Promise.all(
      Array.from({ length: 6 }, () => town.member({ in: { organisationId: association, role: 'MEDIATOR' } })),
    );
    const begun = await Promise.all(helpers.map((one) => startHelping(one, consultation, code)));
    const given = await Promise.all(
      begun.map((one, at) => answer(helpers[at] ?? desk, statement, 'PASS', fine(one).startHelping.token)),
    );
    expect(given.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  });

  test('a stranger who tries many codes stops nobody else', async () => {
    const far = town.visitorFrom('203.0.113.7');
    const tried = await Promise.all(Array.from({ length: 310 }, () => useCode(far, consultation, 'AAAA-AAAA-AAAA')));
    expect(tried.at(-1)?.codes).toEqual(['RATE_LIMITED']);
    fine(await useCode(town.visitor, consultation, await oneCode()));
  });

  test('a session is its helper’s alone, and members are no helpers', async () => {
    const { token } = fine(await startHelping(mediator, consultation, await oneCode())).startHelping;
    expect((await answer(giulia, statement, 'AGREE', token)).codes).toEqual(['HELP_ENDED']);
    expect((await answer(town.visitor, statement, 'AGREE', token)).codes).toEqual(['HELP_ENDED']);
    expect((await startHelping(await town.member(), consultation, await oneCode())).codes).toEqual(['NOT_FOUND']);
    const desk = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    fine(await startHelping(desk, consultation, await oneCode()));
  });
});
