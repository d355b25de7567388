import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../testkit/help.ts';
import { answerAppeal, appeal, caseOf, decide, queueOf, report } from '../../testkit/moderation.ts';
import { noticesOf } from '../../testkit/notices.ts';
import { createTown, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let coordinator: Person;
let administrator: Person;
beforeAll(async () => {
  town = await createTown();
  coordinator = await town.member({ name: 'Carla', townRole: 'COORDINATOR' });
  administrator = await town.member({ name: 'Ada', townRole: 'ADMINISTRATOR' });
});
afterAll(() => town.close());

const listed = async (person: Person, id: string) =>
  (
    await person.query<{ helpRequests: { nodes: { id: string }[] } }>('{ helpRequests(first: 50) { nodes { id } } }')
  ).data.helpRequests.nodes.some((node) => node.id === id);
const read = (person: Person, id: string) =>
  person.query('query ($id: UUID!) { helpRequest(id: $id) { details hidden } }', { id });

describe('from a report to an appeal', () => {
  test('a request is reported by two, hidden, and its author told in Arabic; another moderator overturns it and it is back', async () => {
    const amina = await town.member({ name: 'أمينة', locale: 'ar' });
    const [rosa, pino] = [await town.member({ name: 'Rosa' }), await town.member({ name: 'Pino' })];
    const words = 'كلام مرفوض';
    const id = await ask(town, amina, { details: words });
    expect((await report(rosa, 'HELP_REQUEST', id, { words: 'Mi ha offesa', anonymous: true })).codes).toEqual([]);
    expect((await report(pino, 'HELP_REQUEST', id, { rule: 'TRUTH' })).codes).toEqual([]);
    expect((await report(rosa, 'HELP_REQUEST', id)).codes).toEqual(['ALREADY_REPORTED']);
    expect((await report(amina, 'HELP_REQUEST', id)).codes).toEqual(['OWN_CONTENT']);

    // One case for both; an anonymous name is for administrators.
    const found = await caseOf(coordinator, words);
    expect(found.reports.map((one) => [one.rule, one.reporter?.displayName ?? null])).toEqual([
      ['RESPECT', null],
      ['TRUTH', 'Pino'],
    ]);
    expect((await caseOf(administrator, words)).reports[0]?.reporter?.displayName).toBe('Rosa');

    expect((await decide(coordinator, found.id, { reasons: '  ' })).codes).toEqual(['REQUIRED']);
    expect((await decide(coordinator, found.id)).data.decideCase).toMatchObject({ state: 'DECIDED', outcome: 'HIDE' });
    for (const person of [rosa, town.visitor]) {
      expect(await listed(person, id)).toBe(false);
      expect((await read(person, id)).codes).toEqual(['NOT_FOUND']);
    }
    expect((await read(amina, id)).data).toEqual({ helpRequest: { details: words, hidden: true } });

    const [notice] = await noticesOf(amina);
    expect(notice).toMatchObject({ kind: 'MODERATION_DECIDED', title: 'قرار يخصك', path: `/appeals/${found.id}` });
    expect(notice?.text).toContain('الاحترام');
    expect((await noticesOf(rosa))[0]).toMatchObject({ kind: 'REPORT_DECIDED', path: '/profile/reports' });
    expect((await noticesOf(rosa))[0]?.text).not.toContain('أمينة');

    // The appeal goes to somebody else.
    expect((await appeal(amina, found.id)).data).toEqual({ appeal: { state: 'APPEALED', viewerCanAppeal: false } });
    expect((await appeal(amina, found.id)).codes).toEqual(['ALREADY_APPEALED']);
    expect((await appeal(rosa, found.id)).codes).toEqual(['NOT_FOUND']);
    expect((await caseOf(coordinator, words)).viewerCanDecide).toBe(false);
    expect((await answerAppeal(coordinator, found.id)).codes).toEqual(['CANNOT_DECIDE_TWICE']);
    expect((await answerAppeal(administrator, found.id)).data).toEqual({ decideAppeal: { state: 'OVERTURNED' } });
    expect(await listed(rosa, id)).toBe(true);
    expect((await read(town.visitor, id)).data).toEqual({ helpRequest: { details: words, hidden: false } });
    expect((await noticesOf(amina))[0]).toMatchObject({ kind: 'APPEAL_DECIDED' });
    for (const reporter of [rosa, pino]) {
      const told = await noticesOf(reporter);
      expect(told.map(({ kind }) => kind)).toEqual(['REPORT_OVERTURNED', 'REPORT_DECIDED']);
      expect(told[0]).toMatchObject({ title: 'Cambia la risposta alla tua segnalazione', path: '/profile/reports' });
      expect(JSON.stringify(told)).not.toMatch(/أمينة|كلام/);
    }

    const { rows } = await town.pool.query<{ action: string }>(
      'select action from audit_entry where subject_id = $1 order by id',
      [found.id],
    );
    expect(rows.map((row) => row.action)).toEqual(['moderation.hide', 'moderation.overturned']);
  });

  test('the reporter never gets to the reported, wherever they look', async () => {
    const reported = await town.member({ townRole: 'ADMINISTRATOR' });
    const reporter = await town.member({ name: 'Nome-di-chi-segnala' });
    const id = await ask(town, reported, { details: 'Segnalata' });
    await report(reporter, 'HELP_REQUEST', id, { words: 'Parole-di-chi-segnala' });
    await report(reporter, 'MEMBER', reported.id);
    const found = await caseOf(coordinator, 'Segnalata');

    const everything = async () => {
      const answers = [
        await reported.query(
          '{ moderationCases(first: 50) { nodes { id reports { words reporter { id displayName } } } } }',
        ),
        await reported.query('query ($id: UUID!) { moderationCase(id: $id) { reports { reporter { id } } } }', {
          id: found.id,
        }),
        await reported.query(
          'query ($id: UUID!) { moderationDecision(id: $id) { excerpt path rule outcome reasons state appealWords appealReasons viewerCanAppeal } }',
          { id: found.id },
        ),
        await reported.query('query ($id: UUID!) { helpRequest(id: $id) { id hidden matches { id } } }', { id }),
        await reported.query(
          '{ notifications(first: 50) { nodes { kind title text path } } myData myReports { nodes { id } } myBlocks { nodes { id } } }',
        ),
        await decide(reported, found.id),
        await answerAppeal(reported, found.id),
      ];
      return JSON.stringify(answers);
    };
    const before = await everything();
    await decide(coordinator, found.id);
    const after = (await everything()) + JSON.stringify(await appeal(reported, found.id)) + (await everything());
    for (const secret of [reporter.id, reporter.name, 'Parole-di-chi-segnala']) {
      expect(before + after).not.toContain(secret);
    }
    expect(after).toContain('Offende una persona.');
  });

  test('two moderators at once decide once', async () => {
    const mother = await town.member();
    for (let round = 0; round < 5; round++) {
      const details = `Insieme ${round}`;
      const id = await ask(town, mother, { details });
      await report(await town.member(), 'HELP_REQUEST', id);
      const found = await caseOf(coordinator, details);
      const answers = await Promise.all([
        decide(coordinator, found.id, { outcome: 'WARN' }),
        decide(administrator, found.id, { outcome: 'WARN' }),
      ]);
      expect(answers.flatMap(({ codes }) => codes)).toEqual(['ALREADY_DECIDED']);
    }
    expect((await noticesOf(mother)).filter(({ kind }) => kind === 'MODERATION_DECIDED')).toHaveLength(5);
  });

  test('many reports at once are one case, and one person’s are one report', async () => {
    const id = await ask(town, await town.member(), { details: 'In tanti' });
    const people = await Promise.all(Array.from({ length: 6 }, () => town.member()));
    const answers = await Promise.all([...people, ...people].map((person) => report(person, 'HELP_REQUEST', id)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 6 }, () => 'ALREADY_REPORTED'));
    const cases = (await queueOf(coordinator)).filter((one) => one.excerpt === 'In tanti');
    expect(cases.map((one) => one.reports.length)).toEqual([6]);
  });

  test('nobody decides on what they reported, nor sees a case about themselves; nothing done is not told', async () => {
    const mother = await town.member();
    const id = await ask(town, mother, { details: 'Segnalata da chi modera' });
    await report(coordinator, 'HELP_REQUEST', id);
    const found = await caseOf(coordinator, 'Segnalata da chi modera');
    expect(found.viewerCanDecide).toBe(false);
    expect((await decide(coordinator, found.id)).codes).toEqual(['CANNOT_DECIDE_OWN']);
    expect((await decide(administrator, found.id, { outcome: 'NOTHING', rule: null })).codes).toEqual([]);
    expect(await noticesOf(mother)).toEqual([]);
    expect((await appeal(mother, found.id)).codes).toEqual(['NOT_FOUND']);
    expect((await noticesOf(coordinator))[0]).toMatchObject({ kind: 'REPORT_DECIDED' });
  });

  test('who reported is told nothing anew of a decision that stands', async () => {
    const [mother, reporter] = [await town.member(), await town.member()];
    await report(reporter, 'HELP_REQUEST', await ask(town, mother, { details: 'Resta nascosta' }));
    const found = await caseOf(coordinator, 'Resta nascosta');
    await decide(coordinator, found.id);
    await appeal(mother, found.id);
    expect((await answerAppeal(administrator, found.id, 'CONFIRMED')).codes).toEqual([]);
    expect((await noticesOf(reporter)).map(({ kind }) => kind)).toEqual(['REPORT_DECIDED']);
  });

  test('an appeal comes too late after fourteen days', async () => {
    const mother = await town.member();
    await report(await town.member(), 'HELP_REQUEST', await ask(town, mother, { details: 'Vecchia' }));
    const found = await caseOf(coordinator, 'Vecchia');
    await decide(coordinator, found.id);
    const before = town.now;
    town.now = new Date(before.getTime() + 15 * 86_400_000);
    expect((await appeal(mother, found.id)).codes).toEqual(['APPEAL_TOO_LATE']);
    town.now = before;
    expect((await appeal(mother, found.id, ' ')).codes).toEqual(['REQUIRED']);
    expect((await appeal(mother, found.id)).codes).toEqual([]);
  });
});
