import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recountGroups } from '../../../server/src/commands/recount/groups.ts';
import { releaseParticipants } from '../../../server/src/features/consultations/index.ts';
import {
  addStatements,
  answer,
  decide,
  type Draft,
  fine,
  insertAnswers,
  openConsultation,
  participation,
  propose,
  statementIds,
  weigh,
} from '../../testkit/consultations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
let open: Draft;
let ids: string[];
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  open = await openConsultation(town, giulia, association);
  ids = await statementIds(town, open.phaseId);
});
afterAll(() => town.close());

const close = async () => {
  town.now = new Date(town.now.getTime() + 49 * 3_600_000);
  await weigh(town);
};

interface Result {
  people: number;
  placed: number;
  mayUniteMore: boolean;
  mayDivideMore: boolean;
  reason: string | null;
  groups: { size: number; stands: { side: string; percent: number | null; statement: { id: string } }[] }[];
  unites: { side: string; percent: number | null; statement: { id: string; text: { words: string } } }[];
  divides: { id: string }[];
  statements: {
    id: string;
    all: Counts;
    groups: Counts[];
    ungrouped: Counts | null;
  }[];
  openData: string;
}
type Counts = Record<'people' | 'agree' | 'disagree' | 'pass', number | null>;

const results = async (id: string, person: Person = town.visitor) =>
  fine(
    await person.query<{ opinionResults: Result[] }>(
      `query ($id: UUID!) { opinionResults(consultationId: $id) { people placed reason mayUniteMore mayDivideMore openData
         groups { size stands { side percent statement { id } } } unites { side percent statement { id text { words } } }
         divides { id } statements { id all { people agree disagree pass } groups { people agree disagree pass }
         ungrouped { people agree disagree pass } } } }`,
      { id },
    ),
  ).opinionResults;

/** What `pnpm recount groups` makes of the published file, where nothing in it is withheld. */
async function recountsToTheSame(result: Result | undefined): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vicinia-recount-'));
  const file = join(folder, 'results.csv');
  await writeFile(file, result?.openData ?? '');
  const { result: recounted } = await recountGroups(file);
  await rm(folder, { recursive: true });
  const named = (all: { side: string; statement: { id: string } }[] = []) =>
    all.map(({ side, statement }) => ({ id: statement.id, side }));
  const unites = named(result?.unites);
  expect(recounted).toMatchObject({
    k: result?.groups.length,
    consensus: {
      agree: unites.filter(({ side }) => side === 'AGREE').map(({ id }) => ({ id })),
      disagree: unites.filter(({ side }) => side === 'DISAGREE').map(({ id }) => ({ id })),
    },
    divides: result?.divides.map(({ id }) => id),
    groups: result?.groups.map(({ stands }) => ({ representative: named(stands) })),
    participants: [],
  });
}

describe('somebody answers statements', () => {
  test('one after the other, the same one until it is answered, until all are answered; an answer may be changed', async () => {
    const rosa = await town.member({ name: 'Rosa' });
    const first = await participation(rosa, open.id);
    expect(first).toMatchObject({ standing: 'MAY', answered: 0, total: 4, answers: [] });
    expect((await participation(rosa, open.id)).next).toEqual(first.next);
    const seen = new Set<string>();
    for (let next = first.next; next;) {
      expect(seen.has(next.id)).toBe(false);
      seen.add(next.id);
      next = fine(await answer(rosa, next.id, 'AGREE')).answerStatement.next;
    }
    expect([...seen].toSorted()).toEqual(ids.toSorted());
    const changed = fine(await answer(rosa, ids[0] ?? '', 'DISAGREE')).answerStatement;
    expect(changed).toMatchObject({ standing: 'TAKES_PART', answered: 4, next: null });
    expect(changed.answers?.find(({ statement }) => statement.id === ids[0])?.value).toBe('DISAGREE');
  });

  test('forty answers of one person at the same moment, in two processes: one participant and one answer', async () => {
    const samir = await town.member();
    const elsewhere = town.at(await town.secondProcess(), samir);
    const values = ['AGREE', 'DISAGREE', 'PASS', 'AGREE'];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => answer(at % 2 ? samir : elsewhere, ids[1] ?? '', values[at % 4] ?? '')),
    );
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    const { rows } = await town.pool.query<{ people: number; votes: number }>(
      `select count(distinct p.id)::int as people, count(v.value)::int as votes
         from participant p left join statement_vote v on v.participant_id = p.id where p.member_id = $1`,
      [samir.id],
    );
    expect(rows).toEqual([{ people: 1, votes: 1 }]);
  });

  test('visitors, people of another zone, and everybody after the end are told why not', async () => {
    expect((await answer(town.visitor, ids[0] ?? '', 'AGREE')).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect((await answer(town.visitor, ids[0] ?? '', 'AGREE', 'made-up')).codes).toEqual(['HELP_ENDED']);
    const ofZone = await openConsultation(town, giulia, association, { who: 'ZONE', zoneId: town.zones[0]?.id });
    const [statement = ''] = await statementIds(town, ofZone.phaseId);
    expect((await answer(await town.member(), statement, 'AGREE')).codes).toEqual(['MAY_NOT_TAKE_PART']);
    const withCodes = await openConsultation(town, giulia, association, { who: 'CODES' });
    const [other = ''] = await statementIds(town, withCodes.phaseId);
    expect((await answer(await town.member(), other, 'AGREE')).codes).toEqual(['CODE_NEEDED']);
    const over = await openConsultation(town, giulia, association);
    const [late = ''] = await statementIds(town, over.phaseId);
    const before = town.now;
    town.now = new Date(before.getTime() + 50 * 3_600_000);
    expect((await answer(await town.member(), late, 'AGREE')).codes).toEqual(['NOT_OPEN']);
    town.now = before;
  });
});

describe('somebody says something new', () => {
  test('organisers look at it first; the author reads what became of it, and nobody else who wrote it', async () => {
    const fatou = await town.member({ name: 'Fatou' });
    const own = fine(await propose(fatou, open.phaseId, '  Serve   un’altalena. ')).proposeStatement;
    expect(own.state).toBe('PENDING');
    expect((await answer(fatou, own.id, 'AGREE')).codes).toEqual(['NOT_FOUND']);
    expect((await propose(fatou, open.phaseId, 'serve un’altalena.')).codes).toEqual(['SAID_ALREADY']);
    expect((await propose(fatou, open.phaseId, 'x'.repeat(141))).codes).toEqual(['TOO_LONG']);
    const queue = (person: Person) =>
      person.query<{ statements: { nodes: { id: string }[] } }>(
        `query ($id: UUID!) { statements(consultationId: $id, state: PENDING) { nodes { id text { words } } } }`,
        { id: open.id },
      );
    expect((await queue(fatou)).codes).toEqual(['NOT_FOUND']);
    expect(fine(await queue(giulia)).statements.nodes).toContainEqual({
      id: own.id,
      text: { words: 'Serve un’altalena.' },
    });
    expect((await decide(fatou, own.id)).codes).toEqual(['NOT_FOUND']);
    fine(await decide(giulia, own.id, 'SEVERAL_IDEAS'));
    expect((await participation(fatou, open.id)).statements).toEqual([
      { id: own.id, state: 'REJECTED', reason: 'SEVERAL_IDEAS' },
    ]);
    fine(await decide(giulia, own.id));
    fine(await decide(giulia, own.id));
    fine(await answer(fatou, own.id, 'AGREE'));
    const { rows } = await town.pool.query<{ reason: string }>(
      `select params ->> 'reason' as reason from notification where member_id = $1 order by id`,
      [fatou.id],
    );
    expect(rows).toEqual([{ reason: 'STATEMENT_SEVERAL_IDEAS' }, { reason: 'STATEMENT_ACCEPTED' }]);
  });

  test('ten of one person, however many arrive at once', async () => {
    const many = await town.member();
    fine(await answer(many, ids[0] ?? '', 'PASS'));
    const said = await Promise.all(
      Array.from({ length: 14 }, (_, at) => propose(many, open.phaseId, `Un’idea diversa, la ${at}`)),
    );
    expect(said.filter(({ codes }) => codes.length === 0)).toHaveLength(10);
    expect(said.flatMap(({ codes }) => codes)).toEqual(Array(4).fill('TOO_MUCH'));
  });
});

describe('what came out', () => {
  test('is not there while it is open, is there once it has ended, and stays as it is', async () => {
    const own = await openConsultation(town, giulia, association);
    const [a = '', b = '', c = '', d = ''] = await statementIds(town, own.phaseId);
    await insertAnswers(town, own, 14, { [a]: 'AGREE', [b]: 'AGREE', [c]: 'DISAGREE', [d]: 'AGREE' });
    await insertAnswers(town, own, 12, { [a]: 'AGREE', [b]: 'DISAGREE', [c]: 'AGREE', [d]: 'DISAGREE' });
    await weigh(town);
    expect(await results(own.id)).toEqual([]);
    const { rows } = await town.pool.query(`select 1 from statement where phase_id = $1 and priority is not null`, [
      own.phaseId,
    ]);
    expect(rows).toHaveLength(4);

    await close();
    const [result] = await results(own.id);
    expect(result).toMatchObject({ people: 26 });
    expect(result?.statements.find(({ id }) => id === a)?.all).toEqual({
      people: 26,
      agree: 26,
      disagree: 0,
      pass: 0,
    });
    expect(result?.unites[0]).toMatchObject({ side: 'AGREE', percent: 100, statement: { id: a } });
    expect(result?.divides.map(({ id }) => id)).not.toContain(a);
    expect(result?.divides.map(({ id }) => id)).toEqual(expect.arrayContaining([b, c, d]));
    await insertAnswers(town, own, 9, { [a]: 'DISAGREE' });
    await Promise.all([weigh(town), weigh(town)]);
    expect(await results(own.id)).toEqual([result]);
  });

  test('few people are no groups, and fewer than five are nothing at all', async () => {
    const few = await openConsultation(town, giulia, association);
    const [a = ''] = await statementIds(town, few.phaseId);
    await insertAnswers(town, few, 9, { [a]: 'AGREE' });
    const nobody = await openConsultation(town, giulia, association);
    const [b = ''] = await statementIds(town, nobody.phaseId);
    await insertAnswers(town, nobody, 4, { [b]: 'AGREE' });
    town.now = new Date(town.now.getTime() + 4 * 3_600_000);
    await close();
    expect(await results(few.id)).toMatchObject([{ people: 9, reason: 'TOO_FEW_PEOPLE', groups: [{ size: 9 }] }]);
    expect(await results(nobody.id)).toMatchObject([
      { people: 0, reason: 'TOO_FEW_PEOPLE', groups: [], statements: [], unites: [], divides: [] },
    ]);
  });

  test('everybody who answered a statement is counted, also who answered too few to be placed in a group', async () => {
    const own = await openConsultation(town, giulia, association);
    fine(
      await addStatements(giulia, own.phaseId, ['Serve una luce.', 'Serve ombra.', 'Serve un bagno.', 'Serve un bar.']),
    );
    const all = await statementIds(town, own.phaseId);
    const [bench = '', ...others] = all;
    const to = (statements: string[], value: 'AGREE' | 'DISAGREE') =>
      Object.fromEntries(statements.map((id) => [id, value]));
    await insertAnswers(town, own, 15, { [bench]: 'AGREE', ...to(others, 'AGREE') });
    await insertAnswers(town, own, 16, { [bench]: 'DISAGREE', ...to(others.slice(0, 5), 'AGREE') });
    await close();
    const [result] = await results(own.id);
    expect(result).toMatchObject({ people: 31, placed: 15, reason: 'TOO_FEW_PEOPLE', groups: [{ size: 31 }] });
    expect(result?.statements.find(({ id }) => id === bench)).toMatchObject({
      all: { people: 31, agree: 15, disagree: 16, pass: 0 },
      ungrouped: null,
    });
    expect(result?.divides.map(({ id }) => id)).toEqual([bench]);
    expect(result?.unites.find(({ statement }) => statement.id === others[0])).toMatchObject({ percent: 100 });
    expect(result?.openData).toMatch(new RegExp(`^${bench},.*,all,31,15,16,0$`, 'm'));
    await recountsToTheSame(result);
  });

  test('people in no group are told as such beside the groups, and what is withheld is not said to be nothing', async () => {
    const own = await openConsultation(town, giulia, association);
    fine(
      await addStatements(
        giulia,
        own.phaseId,
        Array.from({ length: 12 }, (_, at) => `Serve la cosa ${at}.`),
      ),
    );
    const all = await statementIds(town, own.phaseId);
    const camp = (turn: number) =>
      Object.fromEntries(all.map((id, at) => [id, at % 2 === turn ? ('AGREE' as const) : ('DISAGREE' as const)]));
    await insertAnswers(town, own, 20, camp(0));
    await insertAnswers(town, own, 20, camp(1));
    await insertAnswers(town, own, 6, { [all[0] ?? '']: 'AGREE', [all[1] ?? '']: 'PASS' });
    await close();
    const [result] = await results(own.id);
    expect(result).toMatchObject({ people: 46, placed: 40, groups: [{ size: 20 }, { size: 20 }] });
    expect(result?.statements.find(({ id }) => id === all[0])).toMatchObject({
      groups: [{ people: 20 }, { people: 20 }],
      ungrouped: { people: 6, agree: 6, disagree: 0, pass: 0 },
      all: { people: 46, agree: 26, disagree: 20, pass: 0 },
    });
    expect(result?.openData).toMatch(new RegExp(`^${all[0]},.*,none,6,6,0,0$`, 'm'));
    await recountsToTheSame(result);

    const few = await openConsultation(town, giulia, association);
    const ids = await statementIds(town, few.phaseId);
    const alike = Object.fromEntries(ids.map((id) => [id, 'AGREE' as const]));
    await insertAnswers(town, few, 14, alike);
    await insertAnswers(town, few, 2, Object.fromEntries(ids.map((id) => [id, 'DISAGREE' as const])));
    await close();
    expect(await results(few.id)).toMatchObject([
      { people: 16, unites: [], divides: [], mayUniteMore: true, mayDivideMore: true },
    ]);
  });

  test('a figure that is withheld is in no answer of any kind, nor is a row of a person', async () => {
    const own = await openConsultation(town, giulia, association);
    const [a = '', b = '', c = '', d = ''] = await statementIds(town, own.phaseId);
    await insertAnswers(town, own, 17, { [a]: 'AGREE', [b]: 'AGREE', [c]: 'PASS', [d]: 'PASS' });
    await insertAnswers(town, own, 3, { [a]: 'DISAGREE', [b]: 'AGREE', [c]: 'PASS', [d]: 'PASS' });
    await close();
    const read = JSON.stringify([await results(own.id), await results(own.id, giulia)]);
    const [result] = JSON.parse(read)[0] as Result[];
    const counts = result?.statements.find(({ id }) => id === a);
    for (const figures of [counts?.all, ...(counts?.groups ?? [])])
      for (const figure of Object.values(figures ?? {})) expect([1, 2, 3, 4, 17]).not.toContain(figure);
    expect(counts?.all.disagree).toBeNull();
    const lines = result?.openData.trim().split('\n') ?? [];
    expect(lines[0]).toBe('statement-id,statement,language,is-meta,group,people,agree,disagree,pass');
    expect(lines.filter((line) => line.startsWith(b))).toEqual(
      expect.arrayContaining([expect.stringMatching(/,all,20,20,0,0$/)]),
    );
    expect(lines.find((line) => line.startsWith(a) && line.includes(',all,'))).not.toMatch(/,17,|,3,/);
    const { rows: people } = await town.pool.query<{ id: string }>(
      `select id from participant where consultation_id = $1`,
      [own.id],
    );
    for (const { id } of people) expect(read).not.toContain(id);
  });

  test('how many take part is said in fives as it was released, so that nobody sees who was the fifth', async () => {
    const own = await openConsultation(town, giulia, association);
    const [a = ''] = await statementIds(town, own.phaseId);
    const atLeast = async () =>
      fine(
        await town.visitor.query<{ consultation: { participantsAtLeast: number | null } }>(
          `query ($id: UUID!) { consultation(id: $id) { participantsAtLeast } }`,
          { id: own.id },
        ),
      ).consultation.participantsAtLeast;
    const release = () => releaseParticipants.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    await insertAnswers(town, own, 4, { [a]: 'AGREE' });
    await release();
    expect(await atLeast()).toBeNull();
    await insertAnswers(town, own, 5, { [a]: 'AGREE' });
    expect(await atLeast(), 'the ninth is not seen to come').toBeNull();
    await release();
    expect(await atLeast()).toBe(5);
    await insertAnswers(town, own, 4, { [a]: 'AGREE' });
    await release();
    expect(await atLeast(), 'four more are not told while others can come').toBe(5);
    town.now = new Date(town.now.getTime() + 73 * 3_600_000);
    expect(await atLeast()).toBe(10);
  });

  test('a statement that was taken out again is in no result', async () => {
    const own = await openConsultation(town, giulia, association);
    const [a = '', b = ''] = await statementIds(town, own.phaseId);
    await insertAnswers(town, own, 8, { [a]: 'AGREE', [b]: 'AGREE' });
    fine(await decide(giulia, b, 'HURTS'));
    await close();
    const [result] = await results(own.id);
    expect(result?.statements.map(({ id }) => id)).toContain(a);
    expect(JSON.stringify(result)).not.toContain(b);
  });
});

describe('whoever leaves', () => {
  test('leaves answers behind that nobody can tell whose they were', async () => {
    const leaver = await town.member();
    const { phaseId } = await openConsultation(town, giulia, association);
    fine(await answer(leaver, (await statementIds(town, phaseId))[0] ?? '', 'AGREE'));
    const { data } = await leaver.query<{ myData: unknown }>('{ myData }');
    expect(JSON.stringify(data)).toContain('Servono più panchine all’ombra.');
    fine(
      await leaver.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
        key: newKey(),
      }),
    );
    const { rows } = await town.pool.query(`select 1 from participant where member_id = $1`, [leaver.id]);
    expect(rows).toEqual([]);
  });
});

test('organisers add statements while it is open; the same one is there once', async () => {
  const own = await openConsultation(town, giulia, association);
  fine(await addStatements(giulia, own.phaseId, ['Serve una luce.', 'serve una LUCE.', 'Serve una fontanella.']));
  expect(await statementIds(town, own.phaseId)).toHaveLength(5);
  expect((await addStatements(await town.member(), own.phaseId, ['No'])).codes).toEqual(['NOT_FOUND']);
});
