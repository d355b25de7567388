import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../testkit/eventually.ts';
import { accept, ask, invite, offer, offerRegularly } from '../testkit/help.ts';
import { noticesOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const block = (person: Person, memberId: string) =>
  person.query('mutation ($key: UUID!, $memberId: UUID!) { blockMember(key: $key, memberId: $memberId) }', {
    key: newKey(),
    memberId,
  });
const unblock = (person: Person, memberId: string) =>
  person.query('mutation ($key: UUID!, $memberId: UUID!) { unblockMember(key: $key, memberId: $memberId) }', {
    key: newKey(),
    memberId,
  });
const look = (person: Person, id: string) => person.query('query ($id: UUID!) { member(id: $id) { id } }', { id });
const send = (person: Person, threadId: string) =>
  person.query(
    'mutation ($key: UUID!, $threadId: UUID!) { sendMessage(key: $key, threadId: $threadId, text: "Ciao") { id } }',
    {
      key: newKey(),
      threadId,
    },
  );
const canWrite = async (person: Person, id: string) =>
  (
    await person.query<{ thread: { viewerCanWrite: boolean } }>(
      'query ($id: UUID!) { thread(id: $id) { viewerCanWrite } }',
      { id },
    )
  ).data.thread.viewerCanWrite;

describe('a block', () => {
  test('parts the two from both sides, says to nobody who wants it so, and ends when it is taken back', async () => {
    const [anna, bruno, carla] = [await town.member(), await town.member(), await town.member()];
    const { matchId, threadId } = await offer(bruno, await ask(town, anna));
    await accept(anna, matchId);
    expect(await canWrite(bruno, threadId)).toBe(true);

    expect((await block(anna, bruno.id)).codes).toEqual([]);
    expect((await block(anna, bruno.id)).codes).toEqual([]);
    for (const [one, theOther] of [
      [anna, bruno],
      [bruno, anna],
    ] as const) {
      expect((await look(one, theOther.id)).codes).toEqual(['NOT_FOUND']);
      expect((await look(carla, theOther.id)).codes).toEqual([]);
      expect(await canWrite(one, threadId)).toBe(false);
      expect((await send(one, threadId)).codes).toEqual(['NOT_ALLOWED']);
    }
    const told = await noticesOf(bruno);
    expect(told.map(({ kind }) => kind)).toEqual(['HELP_CANCELLED', 'HELP_ACCEPTED']);
    expect(`${told[0]?.title} ${told[0]?.text}`).not.toContain(anna.name);
    const { rows } = await town.pool.query('select state, places_taken from help_request where requester_id = $1', [
      anna.id,
    ]);
    expect(rows).toEqual([{ state: 'OPEN', places_taken: 0 }]);
    const blocks = (person: Person) => person.query('{ myBlocks { nodes { member { id } } } }');
    expect((await blocks(anna)).data).toEqual({ myBlocks: { nodes: [{ member: { id: bruno.id } }] } });
    expect((await blocks(bruno)).data).toEqual({ myBlocks: { nodes: [] } });

    // The blocked one cannot undo it.
    await unblock(bruno, anna.id);
    expect((await look(bruno, anna.id)).codes).toEqual(['NOT_FOUND']);
    await unblock(anna, bruno.id);
    expect((await look(bruno, anna.id)).codes).toEqual([]);
    expect((await send(bruno, threadId)).codes, 'what was called off stays so').toEqual(['NOT_ALLOWED']);
  });

  test('ends what was agreed and what was about to be, and nobody opens a contact of the other any more', async () => {
    const [anna, bruno] = [await town.member(), await town.member()];
    const agreed = await offer(bruno, await ask(town, anna));
    await accept(anna, agreed.matchId);
    const share = (person: Person, phone: string) =>
      person.query(
        'mutation ($key: UUID!, $matchId: UUID!, $phone: String) { shareContact(key: $key, matchId: $matchId, phone: $phone) { id } }',
        { key: newKey(), matchId: agreed.matchId, phone },
      );
    await share(anna, '333 123 4567');
    await share(bruno, '333 765 4321');
    const asked = await ask(town, anna);
    const invited = (await invite(anna, asked, await offerRegularly(town, bruno))).data.inviteHelper.id;
    await block(anna, bruno.id);

    expect((await accept(bruno, invited)).codes).toEqual(['NOT_FOUND']);
    const opened = await bruno.query(
      'mutation ($key: UUID!, $matchId: UUID!) { openContact(key: $key, matchId: $matchId) { phone } }',
      { key: newKey(), matchId: agreed.matchId },
    );
    expect(opened.codes).toEqual(['NOT_FOUND']);
    expect((await share(bruno, '333 111 1111')).codes).toEqual(['NOT_FOUND']);
    const { data } = await bruno.query('{ myHelpMatches { nodes { contacts { otherShared canOpen } } } }');
    expect(data).toMatchObject({
      myHelpMatches: { nodes: [{ contacts: null }, { contacts: null }] },
    });
  });

  test('is of somebody else who exists, and does not keep staff from serving somebody', async () => {
    const person = await town.member();
    expect((await block(person, person.id)).codes).toEqual(['OWN_CONTENT']);
    expect((await block(person, newKey())).codes).toEqual(['NOT_FOUND']);
    const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    await block(person, operator.id);
    expect((await look(operator, person.id)).codes).toEqual([]);
    expect((await look(person, operator.id)).codes).toEqual(['NOT_FOUND']);
  });

  test('goes with the person', async () => {
    const [anna, bruno] = [await town.member(), await town.member()];
    await block(anna, bruno.id);
    const { data } = await anna.query<{ myData: { moderation: { blocked: unknown[] } } }>('{ myData }');
    expect(data.myData.moderation.blocked).toMatchObject([{ memberId: bruno.id }]);
    await bruno.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    expect((await anna.query('{ myBlocks { nodes { id } } }')).data).toEqual({ myBlocks: { nodes: [] } });
  });
});

describe('what two who are blocked see of each other', () => {
  test('neither lists, opens nor offers on the other’s requests; a third one does', async () => {
    const [anna, bruno, carla] = [await town.member(), await town.member(), await town.member()];
    const requests = { [anna.id]: await ask(town, anna), [bruno.id]: await ask(town, bruno) };
    await block(anna, bruno.id);
    const listed = async (person: Person, id = '') =>
      (
        await person.query<{ helpRequests: { nodes: { id: string }[] } }>(
          '{ helpRequests(first: 50) { nodes { id } } }',
        )
      ).data.helpRequests.nodes.some((node) => node.id === id);
    const open = (person: Person, id = '') =>
      person.query('query ($id: UUID!) { helpRequest(id: $id) { id } }', { id });
    const tryToOffer = (person: Person, requestId = '') =>
      person.query('mutation ($key: UUID!, $requestId: UUID!) { offerHelp(key: $key, requestId: $requestId) { id } }', {
        key: newKey(),
        requestId,
      });
    for (const [one, theOther] of [
      [anna, bruno],
      [bruno, anna],
    ] as const) {
      expect(await listed(one, requests[theOther.id])).toBe(false);
      expect(await listed(carla, requests[theOther.id])).toBe(true);
      expect((await open(one, requests[theOther.id])).codes).toEqual(['NOT_FOUND']);
      expect((await open(carla, requests[theOther.id])).codes).toEqual([]);
      expect((await tryToOffer(one, requests[theOther.id])).codes).toEqual(['NOT_FOUND']);
    }
  });

  test('holds in every process, also for somebody whom all remember as blocked with nobody, and ends everywhere', async () => {
    const [anna, bruno] = [await town.member(), await town.member()];
    const elsewhere = town.at(await town.secondProcess(), bruno);
    const asked = await ask(town, anna);
    const lists = async (person: Person) =>
      (
        await person.query<{ helpRequests: { nodes: { id: string }[] } }>(
          '{ helpRequests(first: 50) { nodes { id } } }',
        )
      ).data.helpRequests.nodes.some(({ id }) => id === asked);
    expect([await lists(bruno), await lists(elsewhere)]).toEqual([true, true]);
    await block(anna, bruno.id);
    expect(await lists(bruno), 'in the process that heard it first').toBe(false);
    await eventually(async () => expect(await lists(elsewhere)).toBe(false));
    await unblock(anna, bruno.id);
    expect(await lists(bruno)).toBe(true);
    await eventually(async () => expect(await lists(elsewhere)).toBe(true));
  });
});
