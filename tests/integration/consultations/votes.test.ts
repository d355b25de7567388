import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeTurn, writeLimit } from '../../../server/src/platform/sessions/target-limit.ts';
import { changeConsultation, draftConsultation, fine, makeCodes, useCode } from '../../testkit/consultations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import {
  boardBallot,
  boardOf,
  cast,
  countAll,
  draftVote,
  endVote,
  insertBallots,
  openVote,
  results,
  setOptions,
} from '../../testkit/votes.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

const count = async (query: string, values: unknown[]) =>
  Number((await town.pool.query<{ count: string }>(query, values)).rows[0]?.count);

describe('what is put to the vote', () => {
  test('a draft lacks its options and what the rule counts with, and is fixed once it is published', async () => {
    const { id, phaseId } = await draftVote(town, giulia, association, { ruleMethod: 'SCOTTISH_STV' });
    const missing = async () =>
      fine(
        await giulia.query<{ consultation: { missing: string[] } }>(
          `query ($id: UUID!) { consultation(id: $id) { missing } }`,
          { id },
        ),
      ).consultation.missing;
    expect(await missing()).toEqual(['RULE', 'OPTIONS']);
    expect((await setOptions(giulia, phaseId, [{ text: 'Alberi' }, { text: ' alberi ' }])).codes).toEqual([
      'SAID_ALREADY',
    ]);
    expect((await setOptions(giulia, phaseId, [{ text: '  ' }])).codes).toEqual(['REQUIRED']);
    const rosa = await town.member();
    expect((await setOptions(rosa, phaseId, [{ text: 'Alberi' }])).codes).toEqual(['NOT_FOUND']);

    const open = await openVote(town, giulia, association, { ruleMethod: 'SCHULZE' });
    expect((await setOptions(giulia, open.phaseId, [{ text: 'Altro' }])).codes).toEqual(['WRONG_STATE']);
    await expect(
      town.pool.query(`update ballot_option set text = 'Altro' where phase_id = $1`, [open.phaseId]),
    ).rejects.toThrow('stay as they are');
  });

  test('a rule that counts votes needs a step with one', async () => {
    const { id } = await draftConsultation(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const refused = await changeConsultation(giulia, 'publishConsultation', id);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'NOT_READY', params: { missing: 'RULE' } });
  });
});

describe('one person, one ballot', () => {
  test('two hundred ballots of one voter at once give one', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const rosa = await town.member();
    const answers = await Promise.all(Array.from({ length: 200 }, () => cast(rosa, vote, [1, null, 1, null])));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['BALLOT_CAST']));
    expect(await count(`select count(*) from ballot where phase_id = $1`, [vote.phaseId])).toBe(1);
  });

  test('ballots take no turn of the hour: not from what somebody may write, nor are they held up by it', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const rosa = await town.member();
    for (let turn = 1; turn < writeLimit.max; turn++) await takeTurn(town.pool, writeLimit, rosa.id);
    const ballots = await Promise.all(Array.from({ length: 5 }, () => cast(rosa, vote, [1, null, null, null])));
    expect(ballots.flatMap(({ codes }) => codes)).toEqual(Array<string>(4).fill('BALLOT_CAST'));
    const write = () => setOptions(rosa, vote.phaseId, [{ text: 'Altro' }]);
    expect((await write()).codes, 'the last turn is still there').toEqual(['NOT_FOUND']);
    expect((await write()).codes).toEqual(['RATE_LIMITED']);
    const next = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    fine(await cast(rosa, next, [1, null, null, null]));
  });

  test('the same key gets the same receipt again, and is no way to change a ballot', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'SCHULZE' });
    const [rosa, omar] = [await town.member(), await town.member()];
    const key = newKey();
    const { castBallot: first } = fine(await cast(rosa, vote, [1, 2, null, null], key));
    expect(first.receipt).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    expect(fine(await cast(rosa, vote, [1, 2, null, null], key)).castBallot).toEqual(first);
    expect((await cast(rosa, vote, [2, 1, null, null], key)).codes).toEqual(['BALLOT_CAST']);
    expect((await cast(omar, vote, [1, 2, null, null], key)).codes).toEqual(['KEY_REUSED']);
    fine(await cast(omar, vote, [1, 2, null, null]));
    expect(await count(`select count(*) from elector where phase_id = $1`, [vote.phaseId])).toBe(2);
  });

  test('holders of codes vote without an account; whoever is not known does not', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'SCORE', who: 'CODES' });
    const [code = ''] = await makeCodes(giulia, vote.id, 1);
    for (const person of [await town.member(), town.visitor])
      expect((await cast(person, vote, [5, 0, null, null])).codes).toEqual(['CODE_NEEDED']);
    const { token } = fine(await useCode(town.visitor, vote.id, code)).useCode;
    fine(await cast(town.visitor, vote, [5, 0, null, null], newKey(), token));
    expect((await cast(town.visitor, vote, [5, 0, null, null], newKey(), token)).codes).toEqual(['BALLOT_CAST']);
  });

  test('a ballot that the rule cannot count is refused and may be mended', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'SCOTTISH_STV', seats: 2 });
    const rosa = await town.member();
    expect((await cast(rosa, vote, [null, null, null, null])).codes).toEqual(['CHOICE_NONE']);
    expect((await cast(rosa, vote, [1, 1, null, null])).codes).toEqual(['CHOICE_SAME_RANK']);
    expect((await cast(rosa, vote, [9, null, null, null])).codes).toEqual(['OUT_OF_RANGE']);
    expect((await cast(rosa, { ...vote, optionIds: [newKey()] }, [1])).codes).toEqual(['INVALID_INPUT']);
    const key = newKey();
    const inTime = fine(await cast(rosa, vote, [2, 4, null, null], key));
    const { rows } = await town.pool.query(`select choices from ballot where phase_id = $1`, [vote.phaseId]);
    expect(rows).toEqual([{ choices: [1, 2, null, null] }]);
    await endVote(town);
    expect((await cast(await town.member(), vote, [1, 2, null, null])).codes).toEqual(['NOT_OPEN']);
    // The answer got lost, and is asked for again when the vote is over.
    expect(fine(await cast(rosa, vote, [2, 4, null, null], key))).toEqual(inTime);
    expect((await cast(rosa, vote, [4, 2, null, null], key)).codes).toEqual(['NOT_OPEN']);
  });
});

describe('a secret ballot', () => {
  test('no path in the schema leads from a person to a ballot', async () => {
    const { rows: keys } = await town.pool.query<{ from: string; to: string }>(
      `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f'`,
    );
    for (const table of ['ballot', 'counted_ballot']) {
      expect(keys.filter(({ from }) => from === table).map(({ to }) => to)).toEqual(['consultation_phase']);
      expect(keys.filter(({ to }) => to === table)).toEqual([]);
    }
    // What could join without a key: a column of the same kind, a time, a number in order.
    const { rows: columns } = await town.pool.query<{ column: string; type: string; default: string | null }>(
      `select column_name as column, data_type as type, column_default as default from information_schema.columns
        where table_name = 'ballot' order by ordinal_position`,
    );
    expect(columns).toEqual([
      { column: 'id', type: 'uuid', default: 'gen_random_uuid()' },
      { column: 'phase_id', type: 'uuid', default: null },
      { column: 'receipt', type: 'text', default: null },
      { column: 'choices', type: 'jsonb', default: null },
    ]);
    const { rows: elector } = await town.pool.query<{ column: string }>(
      `select column_name as column from information_schema.columns where table_name = 'elector' order by 1`,
    );
    expect(elector.map(({ column }) => column)).toEqual(['participant_id', 'phase_id']);
  });

  test('nothing else of the database holds a receipt, a key or a mark of what was voted', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const key = newKey();
    const { receipt } = fine(await cast(await town.member(), vote, [1, null, null, null], key)).castBallot;
    const { rows: tables } = await town.pool.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const found = await count(
        `select count(*) from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%'`,
        [receipt, key],
      );
      if (found > 0) holding.push(name);
    }
    expect(holding).toEqual(['ballot']);
  });

  test('before the end nobody reads anything, after it nothing tells in which order or transaction ballots came', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const receipts: string[] = [];
    for (let voter = 0; voter < 6; voter++)
      receipts.push(
        fine(
          await cast(
            await town.member(),
            vote,
            [1, voter % 2, null, null].map((v) => v || null),
          ),
        ).castBallot.receipt,
      );
    await countAll(town);
    expect(await results(giulia, vote.id)).toEqual([]);
    await endVote(town);
    const [result] = await results(town.visitor, vote.id);
    expect(result).toMatchObject({ ballots: 6, count: { points: [6, 3, 0, 0], ranking: [[0], [1], [2, 3]] } });
    expect(result?.board.nodes.map(({ receipt }) => receipt)).toEqual(receipts.toSorted());
    expect(await count(`select count(*) from ballot where phase_id = $1`, [vote.phaseId])).toBe(0);
    const where = `from counted_ballot where phase_id = $1`;
    expect(await count(`select count(distinct xmin::text) ${where}`, [vote.phaseId])).toBe(1);
    const { rows } = await town.pool.query<{ receipt: string }>(`select receipt ${where} order by ctid`, [
      vote.phaseId,
    ]);
    expect(rows.map(({ receipt }) => receipt)).toEqual(receipts.toSorted());
  });

  test('ballots, and what was counted, cannot be changed, and none comes after the count', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    await insertBallots(
      town,
      vote,
      Array.from({ length: 5 }, () => [1, null, null, null]),
    );
    for (const change of [
      `update ballot set choices = '[]'`,
      `delete from ballot`,
      `truncate ballot`,
      `delete from elector`,
    ])
      await expect(town.pool.query(change)).rejects.toThrow(/stays/);
    await endVote(town);
    for (const change of [
      `update counted_ballot set choices = '[]'`,
      `delete from counted_ballot`,
      `update vote_result set ballots = 0`,
      `delete from vote_result`,
    ])
      await expect(town.pool.query(change)).rejects.toThrow('stays');
    await expect(insertBallots(town, vote, [[1, null, null, null]])).rejects.toThrow('are counted');
    await countAll(town);
    expect((await results(town.visitor, vote.id))[0]?.ballots).toBe(5);
  });

  test.each([
    { ballots: 4, quorum: 10, quorumMet: false },
    { ballots: 4, quorum: 3, quorumMet: null },
    { ballots: 0, quorum: 3, quorumMet: null },
  ])('$ballots ballots where $quorum are asked for tell nothing but that they were counted', async (told) => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL', quorum: told.quorum });
    await insertBallots(
      town,
      vote,
      Array.from({ length: told.ballots }, () => [1, null, null, null]),
    );
    await endVote(town);
    const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(await results(town.visitor, vote.id)).toEqual([
      {
        ballots: null,
        blank: null,
        quorumMet: told.quorumMet,
        papersLeftOut: 0,
        seed: null,
        count: null,
        board: none,
        export: null,
      },
    ]);
  });
});

describe('the board', () => {
  test('is read page by page, in the order of the receipts, while the file holds every ballot', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    await insertBallots(
      town,
      vote,
      Array.from({ length: 60 }, (_, at) => [1, at % 2 || null, null, null]),
    );
    await endVote(town);
    const read: string[] = [];
    const pages: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await boardOf(town.visitor, vote.id, 25, after);
      read.push(...nodes.map(({ receipt }) => receipt));
      pages.push(nodes.length);
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    expect(pages).toEqual([25, 25, 10]);
    expect(read).toEqual([...new Set(read)].toSorted());
    const [result] = await results(town.visitor, vote.id);
    for (const receipt of read) expect(result?.export?.content).toContain(receipt);
  });

  test('a ballot is found by its code, however that is typed, and only once enough have voted', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const { receipt } = fine(await cast(await town.member(), vote, [null, 1, null, null])).castBallot;
    const few = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    const { receipt: ofFew } = fine(await cast(await town.member(), few, [1, null, null, null])).castBallot;
    await insertBallots(
      town,
      vote,
      Array.from({ length: 5 }, () => [1, null, null, null]),
    );
    await endVote(town);
    for (const typed of [receipt, ` ${receipt.toLowerCase().replaceAll('-', ' ')} `])
      expect(await boardBallot(town.visitor, vote.id, typed)).toEqual({ receipt, choices: [null, 1, null, null] });
    expect(await boardBallot(town.visitor, vote.id, 'ABCD')).toBeNull();
    expect(await boardBallot(town.visitor, few.id, ofFew)).toBeNull();
  });
});

describe('what comes out', () => {
  const run = promisify(execFile);
  const recount = async (command: string, content: string): Promise<Record<string, unknown>> => {
    const folder = await mkdtemp(join(tmpdir(), 'recount-'));
    try {
      const [method = '', name = '', ...options] = command.split(' ').slice(2);
      const path = join(folder, name);
      await writeFile(path, content);
      const { stdout } = await run(process.execPath, ['server/src/commands/recount.ts', method, path, ...options]);
      return JSON.parse(stdout) as Record<string, unknown>;
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const names = ['Panchine', 'Fontanella', 'Alberi', 'Giochi'];
  const named = (places: number[]) => places.map((place) => names[place]);
  const ranked = [
    [1, 2, 3, null], [2, 1, null, 3], [1, null, 2, null], [null, 2, 1, 3],
    [3, 1, 2, null], [null, null, 1, 2], [1, 2, null, null], [2, null, 1, null],
  ]; // prettier-ignore
  const counted = async (
    rule: Record<string, unknown> & { ruleMethod: string },
    ballots: (number | null)[][],
    costs?: number[],
  ) => {
    const options = names.map((text, at) => (costs ? { text, costCents: costs[at] ?? 1 } : { text }));
    const vote = await openVote(town, giulia, association, rule, options);
    await insertBallots(town, vote, ballots);
    await endVote(town);
    const [result] = await results(town.visitor, vote.id);
    if (!result?.count || !result.export) throw new Error('Not counted');
    const { count: published, export: file, ...rest } = result;
    return { ...rest, count: published, again: await recount(file.command, file.content) };
  };

  test('a vote by approval is what a recount of its export says, and so is one by points', async () => {
    const approval = await counted(
      { ruleMethod: 'APPROVAL', quorum: 8 },
      ranked.map((one) => one.map((v) => v && 1)),
    );
    expect(approval.quorumMet).toBe(true);
    expect(approval.again.ranking).toEqual(approval.count.ranking.map(named));
    const score = await counted({ ruleMethod: 'SCORE' }, ranked);
    expect(score.again.ranking).toEqual(score.count.ranking.map(named));
    expect(score.again.options).toEqual(names.map((name, at) => ({ name, points: score.count.points[at] })));
  });

  test('seats are filled as a recount fills them, a lot included', async () => {
    const { count: stv, again, seed } = await counted({ ruleMethod: 'SCOTTISH_STV', seats: 2 }, ranked);
    expect(again.winners).toEqual(named(stv.winners));
    expect(again.quota).toBe(stv.quota);
    const recounted = again.rounds as { nonTransferable: number }[];
    expect(stv.rounds.map((round) => round.nonTransferable)).toEqual(recounted.map((round) => round.nonTransferable));
    const tied = await counted({ ruleMethod: 'SCOTTISH_STV', seats: 1 }, [
      ...Array.from({ length: 3 }, () => [1, null, null, null]),
      ...Array.from({ length: 3 }, () => [null, 1, null, null]),
    ]);
    expect(tied.count.rounds.some(({ ties }) => ties.some(({ byLot }) => byLot))).toBe(true);
    expect(tied.count.rounds.at(-1)?.nonTransferable, 'three name nobody else').toBe(3);
    expect(tied.again.winners).toEqual(named(tied.count.winners));
    expect(tied.seed).not.toBe(seed);
  });

  test('a ranking by pairs is what a recount ranks, ties included', async () => {
    const { count: schulze, again } = await counted({ ruleMethod: 'SCHULZE' }, ranked);
    expect(again.ranking).toEqual(schulze.ranking.map(named));
  });

  test('a ranking by pairs says who is preferred to whom by how many, and no other rule does', async () => {
    const { count: schulze } = await counted({ ruleMethod: 'SCHULZE' }, ranked);
    const prefer = (one: number, other: number) =>
      ranked.filter((ranks) => (ranks[one] ?? Infinity) < (ranks[other] ?? Infinity)).length;
    expect(schulze.pairs).toEqual(names.map((_, one) => names.map((__, other) => prefer(one, other))));
    const { count: score } = await counted({ ruleMethod: 'SCORE' }, ranked);
    expect(score.pairs).toEqual([]);
  });

  test('a budget is shared out as a recount shares it', async () => {
    const ballots = ranked.map((one) => one.map((value) => value && 1));
    const { count: budget, again } = await counted(
      { ruleMethod: 'EQUAL_SHARES', budgetCents: 1_000_000 },
      ballots,
      [400_000, 350_000, 500_050, 250_000],
    );
    const ids = (places: number[]) => places.map((place) => String(place + 1));
    expect(again).toMatchObject({ selected: ids(budget.winners), cost: (budget.costCents ?? 0) / 100 });
    expect(again.greedy).toMatchObject({ selected: ids(budget.greedy) });
  });

  test.each([
    { ruleMethod: 'APPROVAL' },
    { ruleMethod: 'SCORE' },
    { ruleMethod: 'SCHULZE' },
    { ruleMethod: 'SCOTTISH_STV', seats: 2 },
    { ruleMethod: 'EQUAL_SHARES', budgetCents: 1_000_000 },
  ])('the order in which ballots came changes nothing: $ruleMethod', async (rule) => {
    const marks = rule.ruleMethod === 'APPROVAL' || rule.ruleMethod === 'EQUAL_SHARES';
    const clear = [...ranked, [1, 2, null, null]]; // nothing is left to the lot, which is another for other receipts
    const ballots = marks ? clear.map((one) => one.map((value) => value && 1)) : clear;
    const costs = rule.budgetCents ? [400_000, 350_000, 500_050, 250_000] : undefined;
    const outcomes = [];
    for (const order of [ballots, ballots.toReversed(), [...ballots.slice(3), ...ballots.slice(0, 3)]])
      outcomes.push(await counted(rule, order, costs));
    const [first, ...others] = outcomes.map(({ count }) => count);
    for (const other of others) expect(other).toEqual(first);
    expect(JSON.stringify(first)).not.toContain('"byLot":true');
  });
});
