import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { originOf, readConfig } from './config.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'vicinia-config-'));
const read = (env: Record<string, string>, embedded = true) =>
  readConfig(env, { databaseUrl: 'postgres://localhost/x', dataDir, embedded });

describe('the configuration', () => {
  test('is a demo with a visible outbox on the embedded database, and neither on a given one', () => {
    expect(read({})).toMatchObject({ port: 3000, demo: true, outboxVisible: true, publicUrl: null });
    expect(read({}, false)).toMatchObject({ demo: false, outboxVisible: false });
    expect(read({ DEMO: '0' })).toMatchObject({ demo: false, outboxVisible: false });
  });

  test('keeps the secret it made, so that sessions survive a restart', () => {
    expect(read({}).secret).toBe(read({}).secret);
    expect(read({}).secret.length).toBeGreaterThanOrEqual(32);
  });

  test('keeps files beside the data, or in a bucket when one is named', () => {
    expect(read({}).files).toEqual({ folder: join(dataDir, 'files'), s3: null });
    const keys = { S3_BUCKET: 'vicinia', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'key' };
    expect(read(keys).files.s3).toEqual({
      bucket: 'vicinia',
      region: 'eu-south-1',
      endpoint: null,
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
    expect(read({ ...keys, S3_ENDPOINT: 'https://s3.example.org' }).files.s3?.endpoint).toBe('https://s3.example.org');
  });

  test('knows the address of the site by itself', () => {
    expect(originOf(read({ PUBLIC_URL: 'https://vicinia.example' }))).toBe('https://vicinia.example');
    expect(originOf(read({ PORT: '3100' }))).toBe('http://localhost:3100');
  });

  test('says in one sentence what to mend', () => {
    expect(() => read({ PORT: 'abc' })).toThrow('PORT is "abc": set it to a number from 1 to 65535.');
    expect(() => read({ SECRET: 'short' })).toThrow('SECRET is too short');
    expect(() => read({ PUBLIC_URL: 'vicini.example.org' })).toThrow('PUBLIC_URL is "vicini.example.org"');
    expect(() => read({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_ISSUER is set without');
    expect(() => read({ S3_BUCKET: 'vicinia' })).toThrow('S3_BUCKET is set without');
    expect(() =>
      read({ S3_BUCKET: 'v', S3_ACCESS_KEY_ID: 'i', S3_SECRET_ACCESS_KEY: 'k', S3_ENDPOINT: 's3.example.org' }),
    ).toThrow('S3_ENDPOINT is "s3.example.org"');
  });
});
