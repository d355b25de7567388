import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../errors.ts';

/** A body that arrived, in a file of its own that goes away after use. */
export interface Received {
  path: string;
  /** SHA-256, base64. */
  digest: string;
}

/**
 * Writes a body into a temporary file, so that many slow uploads cost no memory, hands it to `use` and removes it. Stops
 * reading with FILE_TOO_LARGE as soon as it is longer than `maxBytes`.
 */
export async function receive<Result>(
  body: Readable,
  maxBytes: number,
  use: (received: Received) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'vicinia-upload-'));
  try {
    const path = join(folder, 'body');
    return await use({ path, digest: await writeTo(path, body, maxBytes) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeTo(path: string, body: Readable, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  await using file = await open(path, 'wx', 0o600);
  // Not destroyed on refusal: the sender could not read the answer on a closed connection.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return hash.digest('base64');
}

/** The refusal of a file with more bytes than allowed. */
export const tooLarge = (maxBytes: number) =>
  new AppError('FILE_TOO_LARGE', { max: Math.floor(maxBytes / 1024 / 1024) });
