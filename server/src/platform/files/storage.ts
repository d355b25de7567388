import type { Disk } from 'flydrive';
import type { Config } from '../config.ts';

/** Where uploaded bytes lie. Keys are made of our own ids, never of a name that somebody gave. */
export interface FileStorage {
  put(key: string, bytes: Uint8Array, mime: string): Promise<void>;
  /** Throws where nothing lies under the key. */
  read(key: string): Promise<Uint8Array>;
  /** Nothing to remove is fine. */
  remove(key: string): Promise<void>;
}

/** Opens the configured storage. Its library is loaded when the first file is written or read. */
export function openStorage(config: Config['files']): FileStorage {
  let opening: Promise<Disk> | undefined;
  const disk = () => (opening ??= config.s3 ? openBucket(config.s3) : openFolder(config.folder));
  return {
    put: async (key, bytes, mime) => (await disk()).put(key, bytes, { contentType: mime }),
    read: async (key) => (await disk()).getBytes(key),
    remove: async (key) => (await disk()).delete(key),
  };
}

async function openFolder(location: string): Promise<Disk> {
  const [{ Disk }, { FSDriver }] = await Promise.all([import('flydrive'), import('flydrive/drivers/fs')]);
  return new Disk(new FSDriver({ location, visibility: 'private' }));
}

async function openBucket(s3: NonNullable<Config['files']['s3']>): Promise<Disk> {
  const [{ Disk }, { S3Driver }] = await Promise.all([import('flydrive'), import('flydrive/drivers/s3')]);
  const { bucket, region, endpoint, accessKeyId, secretAccessKey } = s3;
  return new Disk(
    new S3Driver({
      bucket,
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Services other than Amazon's name the bucket in the path, and few of them know access lists.
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
      supportsACL: false,
      visibility: 'private',
    }),
  );
}
