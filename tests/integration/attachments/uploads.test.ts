import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endlessRecording, fetchFile, photo, recording, send } from '../../testkit/files.ts';
import { ask } from '../../testkit/help.ts';
import { createTown, newKey, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const secrets = ['Macchina-segreta', 'Casa-di-Amina', 'Amina-Segreta', 'Titolo-segreto', '+40.9283'];

describe('a photo', () => {
  test('goes in with the place where it was taken and comes out without it, upright and in two sizes', async () => {
    const amina = await town.member();
    const taken = await photo({ width: 3000, height: 2000, orientation: 6 });
    expect((await sharp(taken).metadata()).exif?.includes(secrets[0] ?? '')).toBe(true);

    const sent = await send(town, amina, taken);
    expect(sent).toMatchObject({ status: 201, kind: 'PHOTO', width: 1067, height: 1600, seconds: null });
    const requestId = await ask(town, amina, { photoIds: [sent.id] });
    const { data } = await town.visitor.query<{ helpRequest: { attachments: { url: string; smallUrl: string }[] } }>(
      'query ($id: UUID!) { helpRequest(id: $id) { attachments { kind url smallUrl width height alt } } }',
      { id: requestId },
    );
    const [seen] = data.helpRequest.attachments;
    expect(seen).toEqual({
      kind: 'PHOTO',
      url: `/files/${sent.id}/large`,
      smallUrl: `/files/${sent.id}/small`,
      width: 1067,
      height: 1600,
      alt: null,
    });
    for (const [url, side] of [
      [seen?.url, 1600],
      [seen?.smallUrl, 480],
    ] as const) {
      const answer = await fetchFile(town, town.visitor, url ?? '');
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': 'inline',
        'cache-control': 'public, max-age=3600, immutable',
      });
      const shown = await sharp(answer.rawPayload).metadata();
      expect(shown).toMatchObject({ format: 'webp', height: side });
      expect([shown.exif, shown.xmp, shown.iptc, shown.icc, shown.orientation]).toEqual(Array(5).fill(undefined));
      for (const secret of secrets) expect(answer.rawPayload.includes(secret)).toBe(false);
    }
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('may be a %s', async (format) => {
    const sent = await send(town, await town.member(), await photo({ format }));
    expect(sent).toMatchObject({ status: 201, width: 640, height: 400 });
  });

  test('is what can be decoded, whatever it is called', async () => {
    const amina = await town.member();
    const jpeg = await photo();
    const truncated = jpeg.subarray(0, jpeg.length / 2);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    for (const wrong of ['just words', '', truncated, svg, gif, '%PDF-1.7', '<html>', await recording()])
      expect(await send(town, amina, Buffer.from(wrong as string))).toMatchObject({ status: 400, code: 'NOT_A_PHOTO' });
    const svgAsSuch = await send(town, amina, Buffer.from(svg), { type: 'image/svg+xml' });
    expect(svgAsSuch.code).toBe('NOT_A_PHOTO');
  });

  test('that says in its header that it is a bomb is refused before it is decoded', async () => {
    const amina = await town.member();
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await send(town, amina, bomb, { type: 'image/png' })).toMatchObject({
      status: 400,
      code: 'PHOTO_TOO_LARGE',
      params: { max: 65 },
    });
  });

  test('that is also a page or a program comes out as a photo only', async () => {
    const amina = await town.member();
    const both = Buffer.concat([
      await photo(),
      Buffer.from('<html><script>alert("Casa-di-Amina")</script>'.repeat(50)),
    ]);
    const { url } = await send(town, amina, both);
    const { rawPayload } = await fetchFile(town, amina, url);
    expect(rawPayload.includes('script')).toBe(false);
    expect((await sharp(rawPayload).metadata()).format).toBe('webp');
  });

  test('of many is made small a few at a time, and all arrive', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => town.member()));
    const taken = await photo({ width: 2400, height: 1600 });
    const sent = await Promise.all(people.map((person) => send(town, person, taken)));
    expect(sent.map(({ status }) => status)).toEqual(Array(12).fill(201));
  });
});

describe('a voice note', () => {
  test.each([
    ['webm', 'audio/webm', 'audio/webm;codecs=opus'],
    ['ogg', 'audio/webm', 'audio/ogg'],
    ['mp4', 'audio/mp4', 'audio/x-m4a'],
    ['mp3', 'audio/mpeg', 'audio/mpeg'],
  ] as const)('as %s comes out with its sound and without its tags', async (container, mime, type) => {
    const amina = await town.member();
    const spoken = await recording(container, 5);
    expect(spoken.includes('Casa-di-Amina') || spoken.includes(Buffer.from('Casa-di-Amina', 'utf16le'))).toBe(true);
    const sent = await send(town, amina, spoken, { type });
    expect(sent).toMatchObject({ status: 201, kind: 'VOICE', width: null, height: null });
    expect(Math.abs((sent.seconds ?? 0) - 5)).toBeLessThan(0.2);
    const heard = await fetchFile(town, amina, sent.url);
    expect(heard.headers).toMatchObject({ 'content-type': mime, 'accept-ranges': 'bytes' });
    for (const secret of secrets) {
      expect(heard.rawPayload.includes(secret)).toBe(false);
      expect(heard.rawPayload.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
    }
    // What came out is a recording itself.
    expect((await send(town, amina, heard.rawPayload, { type })).status).toBe(201);
  });

  test('that is too long, or none at all, is refused', async () => {
    const amina = await town.member();
    const audio = { type: 'audio/webm' };
    const tooLong = await send(town, amina, await recording('webm', 180), audio);
    expect(tooLong).toMatchObject({ status: 400, code: 'RECORDING_TOO_LONG', params: { max: 2 } });
    const spoken = await recording('webm', 1);
    for (const wrong of ['just words', '', spoken.subarray(0, 40), await photo()])
      expect(await send(town, amina, Buffer.from(wrong as string), audio)).toMatchObject({ code: 'NOT_A_RECORDING' });
  });

  test('that could be read for ever is given up, and the others are served meanwhile', async () => {
    const amina = await town.member();
    let ended = false;
    const sending = send(town, amina, await endlessRecording(), { type: 'audio/webm' }).finally(() => (ended = true));
    expect((await send(town, amina, await recording(), { type: 'audio/webm' })).status).toBe(201);
    expect(ended, 'it is still being read').toBe(false);
    expect(await sending).toMatchObject({ status: 400, code: 'NOT_A_RECORDING' });
  });

  test('is sent in the parts that players ask for', async () => {
    const amina = await town.member();
    const { url } = await send(town, amina, await recording(), { type: 'audio/webm' });
    const whole = (await fetchFile(town, amina, url)).rawPayload;
    const part = async (range: string) => {
      const { statusCode, headers, rawPayload } = await fetchFile(town, amina, url, { range });
      return [statusCode, headers['content-range'], rawPayload.toString('hex')];
    };
    const bytes = (from: number, to: number) => whole.subarray(from, to).toString('hex');
    const size = whole.length;
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${size}`, bytes(0, 2)]);
    expect(await part(`bytes=${size - 3}-`)).toEqual([
      206,
      `bytes ${size - 3}-${size - 1}/${size}`,
      bytes(size - 3, size),
    ]);
    expect(await part('bytes=-4')).toEqual([206, `bytes ${size - 4}-${size - 1}/${size}`, bytes(size - 4, size)]);
    expect(await part(`bytes=5-${size * 2}`)).toEqual([206, `bytes 5-${size - 1}/${size}`, bytes(5, size)]);
    expect((await part(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    expect((await part('bytes=0-1,4-5'))[0]).toBe(200);
  });
});

describe('the way in', () => {
  test('is for members, from our own pages, within limits', async () => {
    const amina = await town.member();
    const jpeg = await photo();
    expect(await send(town, town.visitor, jpeg)).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
    const { secret } = await town.app.accounts.createApiToken(amina.id, 'Programma', ['help:read'], null);
    const reader = { ...amina, headers: { authorization: `Bearer ${secret}` } };
    expect(await send(town, reader, jpeg)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    const elsewhere = { headers: { 'sec-fetch-site': 'cross-site' } };
    expect(await send(town, amina, jpeg, elsewhere)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await send(town, amina, jpeg, { key: 'no-key' })).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await send(town, amina, jpeg, { type })).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    const large = Buffer.alloc(12 * 1024 * 1024 + 1);
    expect(await send(town, amina, large)).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE', params: { max: 12 } });
    const long = Buffer.alloc(3 * 1024 * 1024 + 1);
    expect(await send(town, amina, long, { type: 'audio/ogg' })).toMatchObject({ status: 413, params: { max: 3 } });
  });

  test('counts what really arrives, and still answers', async () => {
    const amina = await town.member();
    const address = await town.app.http.listen({ port: 0, host: '127.0.0.1' });
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        if (++sent > 30) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const answer = await fetch(`${address}/files`, {
      method: 'POST',
      headers: { ...amina.headers, 'content-type': 'image/jpeg', 'idempotency-key': newKey() },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'FILE_TOO_LARGE' }]);
  });

  test('gives one photo for one key, however often and however parallel it is sent', async () => {
    const amina = await town.member();
    const jpeg = await photo();
    const key = newKey();
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(town, amina, jpeg, { key })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect((await send(town, amina, jpeg, { key })).id).toBe(sent[0]?.id);
    expect(await send(town, amina, await photo({ width: 50 }), { key })).toMatchObject({ code: 'KEY_REUSED' });
    const rosa = await town.member();
    expect((await send(town, rosa, jpeg, { key })).id).not.toBe(sent[0]?.id);
  });

  test('is narrow for those who send all day', async () => {
    const amina = await town.member();
    const sent = await Promise.all(Array.from({ length: 61 }, () => send(town, amina, Buffer.from('no photo'))));
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});
