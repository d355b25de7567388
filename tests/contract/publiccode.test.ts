import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFile } from '../testkit/project.ts';

interface PublicCode extends Record<string, unknown> {
  description: Record<string, { shortDescription: string; longDescription: string; features: string[] }>;
}

const read = async () => parse(await readFile(projectFile('publiccode.yml'), 'utf8')) as PublicCode;

test('publiccode.yml has every field that version 0.7 requires', async () => {
  const found = await read();
  expect(found).toMatchObject({
    publiccodeYmlVersion: '0.7',
    name: 'Vicinia',
    url: expect.stringMatching(/^https:/),
    platforms: expect.arrayContaining(['web']),
    developmentStatus: expect.stringMatching(/^(concept|development|beta|stable|obsolete)$/),
    softwareType: 'standalone/web',
    legal: { license: 'AGPL-3.0-or-later' },
    maintenance: { type: expect.stringMatching(/^(internal|contract|community|none)$/) },
    localisation: { localisationReady: true, availableLanguages: expect.arrayContaining(['it', 'ar']) },
    organisation: { uri: 'urn:x-italian-pa:c_e054' },
  });
  expect(found.maintenance, 'community maintenance names a contact').toHaveProperty('contacts.0.name');
});

test('the descriptions have the lengths that the catalogue accepts', async () => {
  const { description } = await read();
  expect(Object.keys(description)).toContain('it');
  for (const { shortDescription, longDescription, features } of Object.values(description)) {
    expect(shortDescription.length).toBeLessThanOrEqual(150);
    expect(longDescription.length).toBeGreaterThanOrEqual(150);
    expect(longDescription.length).toBeLessThanOrEqual(10_000);
    expect(features.length).toBeGreaterThan(0);
  }
});

test('licence and version are the same in every place that names them', async () => {
  const { softwareVersion } = await read();
  const manifest = JSON.parse(await readFile(projectFile('package.json'), 'utf8')) as Record<string, string>;
  expect(manifest).toMatchObject({ license: 'AGPL-3.0-or-later', version: softwareVersion });
  expect(await readFile(projectFile('LICENSE'), 'utf8')).toContain('GNU AFFERO GENERAL PUBLIC LICENSE');
});
