import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countStatements } from '../testkit/count-statements.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { answerAppeal, appeal, decide, queueOf, report } from '../testkit/moderation.ts';
import { noticesOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

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
const caseOf = async (moderator: Person, excerpt: string) => {
  const found = (await queueOf(moderator)).find((one) => one.excerpt === excerpt && one.waiting);
  if (!found) throw new Error(`No case about ${excerpt}`);
  return found;
};
const write = (person: Person, threadId: string, text: string) =>
  person.query<{ sendMessage: { id: string } }>(
    'mutation ($key: UUID!, $threadId: UUID!, $text: String!) { sendMessage(key: $key, threadId: $threadId, text: $text) { id } }',
    { key: newKey(), threadId, text },
  );

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

describe('the queue', () => {
  test('what waits comes first, in pages that leave nothing out, with at most five statements', async () => {
    const moderator = await town.member({ townRole: 'COORDINATOR' });
    for (let i = 0; i < 6; i++) {
      await report(await town.member(), 'HELP_REQUEST', await ask(town, await town.member(), { details: `Coda ${i}` }));
    }
    await decide(coordinator, (await caseOf(coordinator, 'Coda 5')).id, { outcome: 'WARN' });
    const all = await queueOf(moderator);
    expect(all.map(({ waiting }) => waiting)).toEqual(
      all
        .map(({ waiting }) => waiting)
        .toSorted()
        .toReversed(),
    );

    const paged: string[] = [];
    let after: string | null = null;
    do {
      const query = `query ($after: String) { moderationCases(first: 3, after: $after) { nodes { id owner { displayName } reports { rule reporter { displayName } } } pageInfo { hasNextPage endCursor } } }`;
      let page: Queue | undefined;
      const read = async () => {
        page = (await moderator.query<{ moderationCases: Queue }>(query, { after })).data.moderationCases;
      };
      expect(await countStatements(read)).toBeLessThanOrEqual(5);
      paged.push(...(page?.nodes.map(({ id }) => id) ?? []));
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  test('shows what it is asked for', async () => {
    const ask = async (filter: string) =>
      (
        await administrator.query<{ moderationCases: { nodes: { waiting: boolean; subjectKind: string }[] } }>(
          `{ moderationCases(first: 50, filter: ${filter}) { nodes { waiting subjectKind } } }`,
        )
      ).data.moderationCases.nodes;
    expect(new Set((await ask('{ waiting: true }')).map(({ waiting }) => waiting))).toEqual(new Set([true]));
    expect(new Set((await ask('{ waiting: false }')).map(({ waiting }) => waiting))).toEqual(new Set([false]));
    expect(await ask('{ kinds: [FEEDBACK] }')).toEqual([]);
  });
});

describe('what can be reported', () => {
  test('only what one can see', async () => {
    const [mother, helper, outsider] = [await town.member(), await town.member(), await town.member()];
    const requestId = await ask(town, mother);
    const { matchId, threadId } = await offer(helper, requestId);
    await accept(mother, matchId);
    const message = (await write(helper, threadId, 'Parola grossa')).data.sendMessage.id;
    expect((await report(outsider, 'MESSAGE', message)).codes).toEqual(['NOT_FOUND']);
    expect((await report(outsider, 'HELP_REQUEST', requestId)).codes).toEqual(['NOT_FOUND']);
    for (const kind of ['HELP_REQUEST', 'HELP_OFFER', 'SOLIDARITY_ACTION', 'MESSAGE', 'MEMBER', 'FEEDBACK'])
      expect((await report(mother, kind, newKey())).codes).toEqual(['NOT_FOUND']);
    expect((await report(mother, 'MESSAGE', message, { words: 'x'.repeat(1001) })).codes).toEqual(['TOO_LONG']);
    expect((await report(mother, 'MESSAGE', message, { words: 'x'.repeat(100_000) })).codes).toEqual(['TOO_LONG']);
    expect((await report(mother, 'MESSAGE', message)).codes).toEqual([]);

    await decide(coordinator, (await caseOf(coordinator, 'Parola grossa')).id);
    const texts = async (person: Person) =>
      (
        await person.query<{ thread: { messages: { nodes: { text: string; hidden: boolean }[] } } }>(
          'query ($id: UUID!) { thread(id: $id) { messages { nodes { text hidden } } } }',
          { id: threadId },
        )
      ).data.thread.messages.nodes;
    expect(await texts(mother)).toEqual([{ text: '', hidden: true }]);
    expect(await texts(helper)).toEqual([{ text: 'Parola grossa', hidden: false }]);
  });

  test('conduct cannot be hidden', async () => {
    const person = await town.member({ name: 'Sgarbato' });
    await report(await town.member(), 'MEMBER', person.id);
    const found = await caseOf(coordinator, 'Sgarbato');
    expect((await decide(coordinator, found.id)).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.outcome',
    });
  });
});

describe('a suspended member', () => {
  test('reads, appeals, marks notices, downloads and leaves, but writes nothing, in any process', async () => {
    const other = await town.secondProcess();
    const person = await town.member({ name: 'Sospeso' });
    const elsewhere = town.at(other, person);
    await ask(town, elsewhere);
    const reporter = await town.member();
    await report(reporter, 'MEMBER', person.id);
    const found = await caseOf(coordinator, 'Sospeso');
    const suspend = (suspendUntil: string | null) =>
      decide(coordinator, found.id, { outcome: 'SUSPEND', suspendUntil });
    expect((await suspend(null)).codes).toEqual(['REQUIRED']);
    expect((await suspend('2020-01-01')).codes).toEqual(['DATE_IN_PAST']);
    expect((await suspend('2099-01-01')).codes).toEqual(['OUT_OF_RANGE']);
    const until = new Date(town.now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
    expect((await suspend(until)).codes).toEqual([]);

    const tryToAsk = (by: Person) =>
      by.query(
        'mutation ($key: UUID!, $zoneId: UUID!) { askForHelp(key: $key, input: { category: FOOD, when: TOMORROW, zoneId: $zoneId }) { id } }',
        { key: newKey(), zoneId: town.zones[0]?.id },
      );
    await expect.poll(async () => (await tryToAsk(elsewhere)).codes).toEqual(['SUSPENDED']);
    expect((await tryToAsk(person)).errors[0]?.extensions.params?.['until']).toMatch(/^\d{4}-/);
    for (const mutation of [
      'updateProfile(key: $key, input: { skills: ["Cucito"] }) { id }',
      `blockMember(key: $key, memberId: "${reporter.id}")`,
      `report(key: $key, input: { kind: MEMBER, subjectId: "${reporter.id}", rule: SPAM }) { id }`,
    ])
      expect((await person.query(`mutation ($key: UUID!) { ${mutation} }`, { key: newKey() })).codes).toEqual([
        'SUSPENDED',
      ]);
    expect((await person.query('{ myHelpRequests { nodes { id } } myData viewer { suspendedUntil } }')).codes).toEqual(
      [],
    );
    expect(
      (await person.query('mutation ($key: UUID!) { markNotificationsRead(key: $key) }', { key: newKey() })).codes,
    ).toEqual([]);
    expect((await appeal(person, found.id)).codes).toEqual([]);

    expect((await answerAppeal(administrator, found.id)).codes).toEqual([]);
    await expect.poll(async () => (await tryToAsk(elsewhere)).codes).toEqual([]);
    expect((await tryToAsk(person)).codes).toEqual([]);
  });

  test('is free again when the day is over, and may leave before', async () => {
    const person = await town.member({ name: 'Per poco' });
    await report(await town.member(), 'MEMBER', person.id);
    const found = await caseOf(coordinator, 'Per poco');
    await decide(coordinator, found.id, { outcome: 'SUSPEND', suspendUntil: town.now.toISOString().slice(0, 10) });
    const skills = () =>
      person.query('mutation ($key: UUID!) { updateProfile(key: $key, input: { skills: [] }) { id } }', {
        key: newKey(),
      });
    await expect.poll(async () => (await skills()).codes).toEqual(['SUSPENDED']);
    const before = town.now;
    town.now = new Date(before.getTime() + 86_400_000);
    expect((await skills()).codes).toEqual([]);
    town.now = before;
    const leaving = await person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
      key: newKey(),
    });
    expect(leaving.codes).toEqual([]);
  });
});

describe('what moderators keep about people', () => {
  test('goes into the download without the other side; a reporter who leaves leaves the report', async () => {
    const [reporter, reported] = [await town.member({ name: 'Chi parte' }), await town.member()];
    await report(reporter, 'HELP_REQUEST', await ask(town, reported, { details: 'Resta' }), { words: 'Ecco perché' });
    const mine = await reporter.query<{ myData: { moderation: { reports: { words: string }[] } } }>('{ myData }');
    expect(mine.data.myData.moderation.reports).toMatchObject([{ words: 'Ecco perché', state: 'WAITING' }]);
    await reporter.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
      key: newKey(),
    });
    const found = await caseOf(administrator, 'Resta');
    expect(found.reports).toEqual([{ rule: 'RESPECT', words: 'Ecco perché', complaint: false, reporter: null }]);
    expect((await decide(administrator, found.id)).codes).toEqual([]);
  });
});

interface Queue {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
