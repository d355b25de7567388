import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areaPath, readAreaFile } from '../../server/src/platform/files/area-file.ts';
import { areaArchive } from '../testkit/area-file.ts';
import { insertEvent } from '../testkit/events.ts';
import { createTown, type Town } from '../testkit/town.ts';

/** The map that the operator brought, and what stands beside it. */
let folder: string;
let file: string;
let town: Town;
const archive = areaArchive();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-area-'));
  file = join(folder, 'area.pmtiles');
  await writeFile(file, archive);
  town = await createTown({ map: readAreaFile(file) });
});
afterAll(async () => {
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

const mapOf = async (of: Town) =>
  (await of.visitor.query<{ areaMap: { path: string } | null }>('{ areaMap { path } }')).data.areaMap;

describe('the file of the map', () => {
  const get = async (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
    const url = (await mapOf(town))?.path ?? '';
    return town.app.http.inject({ method, url, headers });
  };

  test('comes part by part, may be kept for ever, and says nothing else', async () => {
    const answer = await get({ range: 'bytes=0-6' });
    expect([answer.statusCode, answer.body]).toEqual([206, 'PMTiles']);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes 0-6/${archive.length}`,
      'content-length': '7',
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    const last = await get({ range: 'bytes=-5' });
    expect(last.rawPayload.equals(archive.subarray(-5))).toBe(true);
    expect((await get({ range: `bytes=${archive.length}-` })).statusCode).toBe(416);
  });

  test('comes as a whole, or not again to whoever has it', async () => {
    const whole = await get();
    expect([whole.statusCode, whole.rawPayload.equals(archive)]).toEqual([200, true]);
    const etag = String(whole.headers.etag);
    expect((await get({ 'if-none-match': etag })).statusCode).toBe(304);
    expect((await get({ range: 'bytes=0-6', 'if-range': etag })).statusCode).toBe(206);
    expect((await get({ range: 'bytes=0-6', 'if-range': '"another"' })).statusCode).toBe(200);
    const head = await get({}, 'HEAD');
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, String(archive.length), '']);
  });

  test('has another address once it is another file', async () => {
    const later = join(folder, 'later.pmtiles');
    await writeFile(later, Buffer.concat([archive, Buffer.from('more')]));
    expect(areaPath(readAreaFile(later))).not.toBe(areaPath(readAreaFile(file)));
    expect((await town.app.http.inject('/map/0123456789abcdef.pmtiles')).statusCode).toBe(404);
  });

  test('is refused in one sentence where it is not there, or no map', async () => {
    const picture = join(folder, 'picture.pmtiles');
    await writeFile(picture, Buffer.alloc(500));
    expect(() => readAreaFile(picture)).toThrow(/^MAP_FILE [^\n]*picture.pmtiles is no map: [^\n]*\.$/);
    expect(() => readAreaFile(join(folder, 'none'))).toThrow(
      /^MAP_FILE [^\n]*none cannot be read \(ENOENT\): [^\n]*\.$/,
    );
    expect(() => readAreaFile(folder)).toThrow(/^MAP_FILE [^\n]* cannot be read \(EISDIR\): [^\n]*\.$/);
  });
});

test('a town without the setting has no map', async () => {
  const other = await createTown();
  expect(await mapOf(other)).toBeNull();
  await other.close();
});

test('zones with dates are counted with the filter of the list', async () => {
  const association = await town.organisation();
  for (const state of ['PUBLISHED', 'PUBLISHED', 'DRAFT'] as const) await insertEvent(town, association, state);
  await town.pool.query(`update zone set latitude = 40.9, longitude = 14.2 where id = $1`, [town.zones[0]?.id]);
  const { rows } = await town.pool.query<{ id: string }>(`update event set topics = '{FOOD}' where id in
    (select id from event where state = 'PUBLISHED' limit 1) returning id`);
  expect(rows).toHaveLength(1);
  const zones = async (filter: string) =>
    (
      await town.visitor.query<{ eventZones: unknown }>(
        `{ eventZones${filter} { count zone { name middle { latitude longitude } } } }`,
      )
    ).data.eventZones;
  const zone = { name: town.zones[0]?.name, middle: { latitude: 40.9, longitude: 14.2 } };
  expect(await zones('')).toEqual([{ count: 2, zone }]);
  expect(await zones('(filter: { topics: [FOOD] })')).toEqual([{ count: 1, zone }]);
  expect(await zones('(filter: { past: true })')).toEqual([]);
});
