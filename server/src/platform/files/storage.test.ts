import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage } from './storage.ts';

/** As much of an S3 service as is used: objects by path, for whoever signs with a key. */
const objects = new Map<string, Buffer>();
let service: Server;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-storage-'));
  service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url?.split('?')[0] ?? '';
      const isSigned = request.headers.authorization?.includes('Credential=an-id/');
      const found = objects.get(path);
      if (request.method === 'PUT') objects.set(path, Buffer.concat(parts));
      if (request.method === 'DELETE') objects.delete(path);
      const isMissing = request.method === 'GET' && !found;
      response.writeHead(!isSigned ? 403 : isMissing ? 404 : 200).end(request.method === 'GET' ? found : undefined);
    });
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  service.close();
  await rm(folder, { recursive: true });
});

const bytes = Buffer.from([0, 255, 1, 254]);

test.each(['folder', 'bucket'])('a %s keeps bytes, gives them back and lets go of them', async (where) => {
  const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const access = { bucket: 'vicinia', region: 'eu-south-1', accessKeyId: 'an-id', secretAccessKey: 'a-key' };
  const storage = openStorage({ folder, s3: where === 'bucket' ? { ...access, endpoint } : null });
  await storage.put('ab/1-large', bytes, 'image/webp');
  expect(Buffer.from(await storage.read('ab/1-large'))).toEqual(bytes);
  if (where === 'bucket') expect([...objects.keys()]).toEqual(['/vicinia/ab/1-large']);
  else expect(await readdir(folder, { recursive: true })).toContain(join('ab', '1-large'));
  await storage.remove('ab/1-large');
  await storage.remove('ab/1-large');
  await expect(storage.read('ab/1-large')).rejects.toThrow();
});
