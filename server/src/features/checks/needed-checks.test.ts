import { expect, test } from 'vitest';
import { type CheckKind, checkKinds, settings } from './check.words.ts';
import { type HeldCheck, missingChecks } from './needed-checks.ts';

const now = new Date('2026-11-24T10:00:00Z');
const held = (kind: CheckKind, more: Partial<HeldCheck> = {}): HeldCheck => ({
  kind,
  validUntil: null,
  revokedAt: null,
  ...more,
});

test('in public anybody may help, with children only who has every check', () => {
  const missing = Object.fromEntries(settings.map((setting) => [setting, missingChecks([], setting, now)]));
  expect(missing).toEqual({
    IN_PUBLIC: [],
    AT_DOOR: ['IDENTITY_SEEN'],
    AT_HOME: ['IDENTITY_SEEN', 'VOUCHED'],
    WITH_CHILDREN: ['IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION'],
  });
  for (const setting of settings) {
    expect(
      missingChecks(
        checkKinds.map((kind) => held(kind)),
        setting,
        now,
      ),
    ).toEqual([]);
  }
});

test('a check that was taken back or has run out does not count', () => {
  const identity = held('IDENTITY_SEEN');
  expect(missingChecks([held('IDENTITY_SEEN', { revokedAt: now })], 'AT_DOOR', now)).toEqual(['IDENTITY_SEEN']);
  const vouched = held('VOUCHED');
  const children = (validUntil: Date) => [identity, vouched, held('CHILD_PROTECTION', { validUntil })];
  expect(missingChecks(children(now), 'WITH_CHILDREN', now)).toEqual(['CHILD_PROTECTION']);
  expect(missingChecks(children(new Date(now.getTime() + 1)), 'WITH_CHILDREN', now)).toEqual([]);
});

test('each setting asks for everything that the more open one asks for', () => {
  settings.slice(1).forEach((setting, index) => {
    const more = missingChecks([], setting, now);
    const less = missingChecks([], settings[index] ?? 'IN_PUBLIC', now);
    expect(more).toEqual(expect.arrayContaining(less));
    expect(more.length).toBeGreaterThan(less.length);
  });
});
