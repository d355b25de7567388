import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';
import { act, addMaterial, openWithShift, signUp } from '../testkit/actions.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { everything, readAll as readEverything } from '../testkit/everything.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

const schema = await buildApiSchema();
const secretWords = [
  'Vengo-io-segreto',
  'Messaggio-segreto',
  'Parere-segreto',
  'segreta@people.example',
  '+393331234567',
  'Via-segreta-12',
];

let town: Town;
let mother: Person;
let outsider: Person;
let ids: Record<string, string>;

beforeAll(async () => {
  town = await createTown();
  mother = await town.member({ name: 'Nome-della-madre', zoneId: town.zones[2]?.id ?? '' });
  const helper = await town.member({ name: 'Nome-di-chi-aiuta', speaks: ['it'] });
  outsider = await town.member();
  await town.pool.query(
    `update auth_user set email = 'segreta@people.example', phone_number = '+393331234567' where id = $1`,
    [mother.id],
  );
  await town.pool.query(`update member set zone_audience = 'NOBODY' where id = $1`, [mother.id]);
  const requestId = await ask(town, mother);
  const { matchId, threadId } = await offer(helper, requestId, secretWords[0]);
  const openId = await ask(town, mother, { places: 2 });
  await offer(helper, openId, secretWords[0]);
  await accept(mother, matchId);
  const key = () => ({ key: newKey() });
  await helper.query(
    `mutation ($key: UUID!, $id: UUID!) { sendMessage(key: $key, threadId: $id, text: "${secretWords[1]}") { id } }`,
    { ...key(), id: threadId },
  );
  await mother.query('mutation ($key: UUID!, $id: UUID!) { completeHelpRequest(key: $key, id: $id) { id } }', {
    ...key(),
    id: requestId,
  });
  await mother.query(
    `mutation ($key: UUID!, $id: UUID!) { giveFeedback(key: $key, matchId: $id, face: BAD, words: "${secretWords[2]}") { id } }`,
    { ...key(), id: matchId },
  );
  const { actionId, shiftId, staff } = await openWithShift(town, {}, {}, { meetingPoint: 'Via-segreta-12' });
  await signUp(mother, shiftId);
  const materialId = await addMaterial(staff, actionId, 'Guanti', 5);
  await act(helper, 'pledgeMaterial', materialId, { quantity: 2 });
  ids = { helpRequest: openId, thread: threadId, member: mother.id, solidarityAction: actionId };
});
afterAll(() => town.close());

const readAll = (person: Person) => readEverything(schema, person, (query) => ids[query] ?? mother.id);

describe('nothing private gets out', () => {
  test('an outsider who asks for every field there is reads no contact, note, message, feedback or hidden zone', async () => {
    const read = await readAll(outsider);
    for (const secret of secretWords) expect(read).not.toContain(secret);
    expect(read).not.toContain(
      `"displayName":"Nome-della-madre","gone":false,"zone":{"__typename":"Zone","id":"${town.zones[2]?.id}"`,
    );
  });

  test('a visitor reads no names of people either', async () => {
    const read = await readAll(town.visitor);
    for (const secret of [...secretWords, 'Nome-della-madre', 'Nome-di-chi-aiuta']) expect(read).not.toContain(secret);
  });

  test('an outsider reads neither who takes part in an action nor where they meet; who takes part reads where', async () => {
    const ofAction = async (person: Person) => {
      const type = schema.getType('SolidarityAction') as GraphQLObjectType;
      const { data } = await person.query(`query ($id: UUID!) { solidarityAction(id: $id) ${everything(type, 3)} }`, {
        id: ids['solidarityAction'],
      });
      return JSON.stringify(data);
    };
    const read = await ofAction(outsider);
    expect(read).toContain('Raccogliere i rifiuti');
    expect(read).not.toMatch(/Nome-di-chi-aiuta|Nome-della-madre|Via-segreta/);
    expect(await ofAction(mother)).toContain('Via-segreta-12');
  });

  test('feedback stays with its author until the other side has spoken', async () => {
    expect(await readAll(mother)).toContain(secretWords[2]);
  });
});
