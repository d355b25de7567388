import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearExpiredAccounts } from '../../server/src/features/members/index.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const update = (person: Person, input: Record<string, unknown>) =>
  person.query(
    'mutation ($key: UUID!, $input: ProfileInput!) { updateProfile(key: $key, input: $input) { displayName } }',
    { key: newKey(), input },
  );

const seen = (reader: Person, id: string) =>
  reader.query<{ member: Record<string, unknown> }>(
    'query ($id: UUID!) { member(id: $id) { displayName gone zone { name } languages { tag level } skills availability { rrule startTime endTime } } }',
    { id },
  );

describe('a profile', () => {
  test('shows others what its owner lets them see, part by part', async () => {
    const [rosa, neighbour] = [await town.member({ name: 'Rosa' }), await town.member()];
    await update(rosa, {
      displayName: '  Rosa   Esposito ',
      zoneId: town.zones[0]?.id,
      languages: [
        { tag: 'it', level: 'MOTHER_TONGUE' },
        { tag: 'nap', level: 'WELL' },
      ],
      skills: ['Cucinare', 'Cucinare', ' '],
      availability: [{ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', startTime: '16:00', endTime: '18:00' }],
      skillsAudience: 'NOBODY',
    });
    expect((await seen(neighbour, rosa.id)).data.member).toEqual({
      displayName: 'Rosa Esposito',
      gone: false,
      zone: { name: 'Centro storico' },
      languages: [
        { tag: 'it', level: 'MOTHER_TONGUE' },
        { tag: 'nap', level: 'WELL' },
      ],
      skills: [],
      availability: [{ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', startTime: '16:00', endTime: '18:00' }],
    });
    expect((await seen(rosa, rosa.id)).data.member['skills']).toEqual(['Cucinare']);
    expect((await seen(town.visitor, rosa.id)).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('says which field is wrong', async () => {
    const rosa = await town.member();
    const wrong = async (input: Record<string, unknown>) =>
      (await update(rosa, input)).errors.map(({ extensions }) => [extensions.code, extensions.field]);
    expect(await wrong({ displayName: ' ' })).toEqual([['REQUIRED', 'input.displayName']]);
    expect(await wrong({ displayName: 'x'.repeat(81) })).toEqual([['TOO_LONG', 'input.displayName']]);
    expect(await wrong({ zoneId: newKey() })).toEqual([['INVALID_INPUT', 'input.zoneId']]);
    const hours = { rrule: 'FREQ=WEEKLY;BYDAY=TU', startTime: '18:00', endTime: '16:00' };
    expect(await wrong({ availability: [hours] })).toEqual([['INVALID_INPUT', 'input.availability.endTime']]);
    expect(await wrong({ availability: [{ ...hours, rrule: 'FREQ=SECONDLY' }] })).toEqual([
      ['INVALID_INPUT', 'input.availability.0.rrule'],
    ]);
  });
});

describe('leaving', () => {
  test('takes the person out and leaves the other side its conversation, without the name', async () => {
    const [mother, rosa] = [
      await town.member({ name: 'Amina' }),
      await town.member({ name: 'Rosa Esposito', speaks: ['it'] }),
    ];
    const requestId = await ask(town, mother);
    const { matchId, threadId } = await offer(rosa, requestId, 'Vengo io, Rosa');
    await accept(mother, matchId);
    await rosa.query(
      'mutation ($key: UUID!, $id: UUID!) { sendMessage(key: $key, threadId: $id, text: "A domani") { id } }',
      { key: newKey(), id: threadId },
    );

    const data = JSON.stringify((await rosa.query<{ myData: unknown }>('{ myData }')).data.myData);
    for (const kept of ['Rosa Esposito', 'A domani', 'Vengo io, Rosa', `${rosa.id}@people.example`])
      expect(data).toContain(kept);
    expect(data).not.toContain('Amina');

    const leave = 'mutation ($key: UUID!, $yes: Boolean!) { deleteMyAccount(key: $key, confirmation: $yes) }';
    expect((await rosa.query(leave, { key: newKey(), yes: false })).codes).toEqual(['REQUIRED']);
    expect((await rosa.query(leave, { key: newKey(), yes: true })).codes).toEqual([]);
    expect((await rosa.query('{ myData }')).codes).toEqual(['SIGN_IN_REQUIRED']);

    const after = await mother.query<Record<string, unknown>>(
      `query ($id: UUID!, $thread: UUID!) {
        helpRequest(id: $id) { state placesLeft matches { state note helper { displayName gone languages { tag } } } }
        thread(id: $thread) { viewerCanWrite participants { displayName gone } messages { nodes { text author { displayName gone } } } }
      }`,
      { id: requestId, thread: threadId },
    );
    expect(after.data).toEqual({
      helpRequest: {
        state: 'OPEN',
        placesLeft: 1,
        matches: [{ state: 'CANCELLED', note: null, helper: { displayName: '', gone: true, languages: [] } }],
      },
      thread: {
        viewerCanWrite: false,
        participants: expect.arrayContaining([{ displayName: '', gone: true }]) as unknown,
        messages: { nodes: [{ text: 'A domani', author: { displayName: '', gone: true } }] },
      },
    });
    const { rows } = await town.pool.query<Record<string, unknown>>('select * from member where id = $1', [rosa.id]);
    expect(JSON.stringify(rows)).not.toContain('Rosa');
  });

  test('the last administrator stays until there is another', async () => {
    const elena = await town.member({ townRole: 'ADMINISTRATOR' });
    const leave = () =>
      elena.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    const resign = () =>
      elena.query('mutation ($key: UUID!, $id: UUID!) { setTownRoles(key: $key, memberId: $id, roles: []) { id } }', {
        key: newKey(),
        id: elena.id,
      });
    expect((await leave()).codes).toEqual(['LAST_ADMINISTRATOR']);
    expect((await resign()).codes).toEqual(['LAST_ADMINISTRATOR']);
    await town.member({ townRole: 'ADMINISTRATOR' });
    expect((await resign()).codes).toEqual([]);
  });
});

describe('zones', () => {
  test('are imported from GeoJSON by name, with a report of what did not fit', async () => {
    const elena = await town.member({ townRole: 'ADMINISTRATOR' });
    const square = {
      type: 'Polygon',
      coordinates: [
        [
          [14.1, 40.9],
          [14.2, 40.9],
          [14.2, 41],
          [14.1, 40.9],
        ],
      ],
    };
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'Casacelle', neighbourhood: 'Casacelle', 'name:ar': 'كازاتشيلي' },
          geometry: square,
        },
        { type: 'Feature', properties: { name: 'Varcaturo', neighbourhood: 'Costa' }, geometry: square },
        { type: 'Feature', properties: { name: 'Un punto' }, geometry: { type: 'Point', coordinates: [14, 41] } },
        { type: 'Feature', properties: {}, geometry: square },
      ],
    });
    const send = (text: string) =>
      elena.query<{ importZones: unknown }>(
        'mutation ($key: UUID!, $text: String!) { importZones(key: $key, geojson: $text) { added changed skipped } }',
        {
          key: newKey(),
          text,
        },
      );
    expect((await send(geojson)).data.importZones).toEqual({ added: 1, changed: 1, skipped: ['Un punto', '#4'] });
    expect((await send(geojson)).data.importZones).toEqual({ added: 0, changed: 2, skipped: ['Un punto', '#4'] });
    expect((await send('not json')).codes).toEqual(['INVALID_GEOJSON']);
    const { data } = await elena.query<{
      neighbourhoods: { name: string; zones: { name: string; geometry: unknown }[] }[];
    }>('{ neighbourhoods { name zones { name geometry } } }');
    expect(data.neighbourhoods.find(({ name }) => name === 'Casacelle')?.zones).toEqual([
      { name: 'Casacelle', geometry: square },
    ]);
  });
});

describe('the nightly upkeep', () => {
  test('removes members whose address nobody confirmed within a week, and nobody else', async () => {
    const stays = await town.member();
    const goes = await town.member();
    await town.pool.query(`delete from auth_session where user_id = $1`, [goes.id]);
    await town.pool.query(
      `update auth_user set email_verified = false, created_at = now() - interval '8 days' where id = $1`,
      [goes.id],
    );
    await clearExpiredAccounts(town.app.accounts).run({ em: town.app.orm.em.fork(), clock: { now: () => new Date() } });
    const { rows } = await town.pool.query<{ id: string }>('select id from member where id = any($1)', [
      [stays.id, goes.id],
    ]);
    expect(rows).toEqual([{ id: stays.id }]);
  });
});
