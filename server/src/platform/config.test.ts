import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

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

  test('says in one sentence what to mend', () => {
    expect(() => read({ PORT: 'abc' })).toThrow('PORT is "abc": set it to a number from 1 to 65535.');
    expect(() => read({ SECRET: 'short' })).toThrow('SECRET is too short');
    expect(() => read({ PUBLIC_URL: 'vicini.example.org' })).toThrow('PUBLIC_URL is "vicini.example.org"');
    expect(() => read({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_ISSUER is set without');
  });
});
