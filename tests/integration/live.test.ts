import { openStream } from './live-stream.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAssembly, assemblyOf, openAssembly, setItemState } from '../testkit/assemblies.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let address: string;
let otherAddress: string;
beforeAll(async () => {
  town = await createTown();
  address = await town.app.http.listen({ port: 0, host: '127.0.0.1' });
  const other = await town.secondProcess();
  otherAddress = await other.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => town.close());

const messages =
  'subscription ($id: UUID!) { messageSent(threadId: $id) { text author { displayName } viewerIsAuthor } }';
const changes = 'subscription ($id: UUID!) { helpChanged(requestId: $id) { state placesLeft matches { state } } }';
const send = (person: Person, threadId: string, text: string) =>
  person.query(
    'mutation ($key: UUID!, $threadId: UUID!, $text: String!) { sendMessage(key: $key, threadId: $threadId, text: $text) { id } }',
    {
      key: newKey(),
      threadId,
      text,
    },
  );

describe('open pages hear what happens', () => {
  test('a message written in one process arrives at the other side in another', async () => {
    const [mother, helper] = [await town.member({ name: 'Amina' }), await town.member({ name: 'Rosa' })];
    const { threadId } = await offer(helper, await ask(town, mother));
    await using stream = await openStream(otherAddress, mother, messages, { id: threadId });
    await send(helper, threadId, 'Sono qui');
    expect(await stream.next()).toEqual({
      data: { messageSent: { text: 'Sono qui', author: { displayName: 'Rosa' }, viewerIsAuthor: false } },
    });
    await send(helper, threadId, 'Ci vediamo');
    expect(await stream.next()).toMatchObject({ data: { messageSent: { text: 'Ci vediamo' } } });
  });

  test('a request tells when somebody offers and is taken', async () => {
    const [mother, helper] = [await town.member(), await town.member()];
    const requestId = await ask(town, mother);
    await using stream = await openStream(address, mother, changes, { id: requestId });
    const { matchId } = await offer(helper, requestId);
    expect(await stream.next()).toEqual({
      data: { helpChanged: { state: 'OPEN', placesLeft: 1, matches: [{ state: 'PROPOSED' }] } },
    });
    await accept(mother, matchId);
    expect(await stream.next()).toEqual({
      data: { helpChanged: { state: 'MATCHED', placesLeft: 0, matches: [{ state: 'ACCEPTED' }] } },
    });
  });

  test('a room hears of a question and of the next point of its agenda; a hidden consultation tells nothing more', async () => {
    const organisation = await town.organisation();
    const staff = await town.member({ in: { organisationId: organisation, role: 'COORDINATOR' } });
    const { id, phaseId } = await openAssembly(town, staff, organisation);
    const changed = 'subscription ($id: UUID!) { assemblyChanged(phaseId: $id) { viewerCanRun items { state } } }';
    await using stream = await openStream(otherAddress, town.visitor, changed, { id: phaseId });
    await askAssembly(await town.member(), phaseId, 'Quando si comincia?');
    const seen = (...states: string[]) => ({
      data: { assemblyChanged: { viewerCanRun: false, items: states.map((state) => ({ state })) } },
    });
    expect(await stream.next()).toEqual(seen('COMING', 'COMING'));
    const [item] = (await assemblyOf(staff, phaseId)).items;
    await setItemState(staff, item?.id ?? '', 'NOW');
    expect(await stream.next()).toEqual(seen('NOW', 'COMING'));
    await town.pool.query('update consultation set hidden_at = now() where id = $1', [id]);
    await setItemState(staff, item?.id ?? '', 'DONE');
    expect(await stream.next()).toBeNull();
  });

  test('outsiders and visitors hear nothing', async () => {
    const [mother, helper, outsider] = [await town.member(), await town.member(), await town.member()];
    const { threadId } = await offer(helper, await ask(town, mother));
    for (const [person, code] of [
      [outsider, 'NOT_FOUND'],
      [town.visitor, 'SIGN_IN_REQUIRED'],
    ] as const) {
      await using stream = await openStream(address, person, messages, { id: threadId });
      await send(helper, threadId, 'Solo per te');
      const heard = (await stream.next()) as { errors: { extensions: { code: string } }[] };
      expect(heard.errors[0]?.extensions.code).toBe(code);
      expect(JSON.stringify(heard)).not.toContain('Solo per te');
    }
  });

  test('a session that was ended hears nothing more', async () => {
    const [mother, helper] = [await town.member(), await town.member()];
    const { threadId } = await offer(helper, await ask(town, mother));
    await using stream = await openStream(address, mother, messages, { id: threadId });
    await send(helper, threadId, 'Prima');
    await stream.next();
    await town.pool.query('delete from auth_session where user_id = $1', [mother.id]);
    await send(helper, threadId, 'Dopo');
    expect(JSON.stringify(await stream.next())).not.toContain('Dopo');
  });
});
