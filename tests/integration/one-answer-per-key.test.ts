import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../testkit/help.ts';
import { queueOf, report } from '../testkit/moderation.ts';
import { createTown, newKey, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const askMutation = `mutation ($key: UUID!, $input: AskForHelpInput!) { askForHelp(key: $key, input: $input) { id zone { name } } }`;
const input = (category = 'SHOPPING') => ({ category, when: 'TOMORROW', zoneId: town.zones[0]?.id });

describe('a write carries a key', () => {
  test('twenty parallel sends of one request make one request and get one answer', async () => {
    const mother = await town.member();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        mother.query<{ askForHelp: { id: string } }>(askMutation, { key, input: input() }),
      ),
    );
    expect(answers.flatMap((answer) => answer.codes)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.data.askForHelp.id)).size).toBe(1);
    const { rows } = await town.pool.query('select id from help_request where requester_id = $1', [mother.id]);
    expect(rows).toHaveLength(1);
  });

  test('a key used for something else is refused', async () => {
    const mother = await town.member();
    const key = newKey();
    await mother.query(askMutation, { key, input: input() });
    expect((await mother.query(askMutation, { key, input: input('REPAIRS') })).codes).toEqual(['KEY_REUSED']);
  });

  test('two people never meet on a key', async () => {
    const [one, other] = [await town.member(), await town.member()];
    const key = newKey();
    const first = await one.query<{ askForHelp: { id: string } }>(askMutation, { key, input: input() });
    const second = await other.query<{ askForHelp: { id: string } }>(askMutation, { key, input: input() });
    expect(second.data.askForHelp.id).not.toBe(first.data.askForHelp.id);
  });

  test('a write that failed can be sent again with its key', async () => {
    const mother = await town.member();
    const key = newKey();
    const bad = { ...input(), details: 'x'.repeat(2000) };
    expect((await mother.query(askMutation, { key, input: bad })).codes).toEqual(['TOO_LONG']);
    expect((await mother.query(askMutation, { key, input: input() })).codes).toEqual([]);
  });

  test('an answer made for a moderator is none for the same person without the role', async () => {
    const [author, reader, moderator] = [
      await town.member(),
      await town.member(),
      await town.member({ townRole: 'COORDINATOR' }),
    ];
    await report(reader, 'HELP_REQUEST', await ask(town, author, { details: 'Parole segrete' }));
    const [open] = await queueOf(moderator);
    const variables = {
      key: newKey(),
      input: { caseId: open?.id, outcome: 'WARN', rule: 'RESPECT', reasons: 'Offende una persona.' },
    };
    const decideIt = () =>
      moderator.query(
        'mutation ($key: UUID!, $input: DecisionInput!) { decideCase(key: $key, input: $input) { excerpt history { reasons } } }',
        variables,
      );
    expect((await decideIt()).data).toEqual({ decideCase: { excerpt: 'Parole segrete', history: [] } });
    expect((await decideIt()).data).toEqual({ decideCase: { excerpt: 'Parole segrete', history: [] } });
    await town.pool.query('delete from town_role where member_id = $1', [moderator.id]);
    await expect.poll(async () => (await decideIt()).codes).toEqual(['KEY_REUSED']);
  });

  test('a secret is told once, not again for its key', async () => {
    const member = await town.member();
    const variables = { key: newKey() };
    const query =
      'mutation ($key: UUID!) { createApiToken(key: $key, name: "Calendar", scopes: ["help:read"]) { secret } }';
    expect((await member.query(query, variables)).codes).toEqual([]);
    expect((await member.query(query, variables)).codes).toEqual(['KEY_REUSED']);
  });
});
