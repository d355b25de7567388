import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countStatements } from '../../testkit/count-statements.ts';
import { accept, ask, offer } from '../../testkit/help.ts';
import { caseOf, decide, queueOf, report } from '../../testkit/moderation.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let coordinator: Person;
let administrator: Person;
beforeAll(async () => {
  town = await createTown();
  coordinator = await town.member({ name: 'Carla', townRole: 'COORDINATOR' });
  administrator = await town.member({ name: 'Ada', townRole: 'ADMINISTRATOR' });
});
afterAll(() => town.close());
const write = (person: Person, threadId: string, text: string) =>
  person.query<{ sendMessage: { id: string } }>(
    'mutation ($key: UUID!, $threadId: UUID!, $text: String!) { sendMessage(key: $key, threadId: $threadId, text: $text) { id } }',
    { key: newKey(), threadId, text },
  );

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
