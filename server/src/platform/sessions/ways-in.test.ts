import { expect, test } from 'vitest';
import { placeholderAddress } from './placeholder-address.ts';
import { changesBetween, formerContacts, type WaysIn } from './ways-in.ts';

const ways = (given: Partial<WaysIn> = {}): WaysIn => ({
  email: 'rosa@example.org',
  emailVerified: true,
  phone: null,
  locale: 'it',
  password: null,
  passkeys: [],
  secondFactor: false,
  ...given,
});

test('each change is named, and nothing is said where nothing changed', () => {
  expect(changesBetween(ways(), ways())).toEqual([]);
  expect(changesBetween(ways(), ways({ password: 'a' }))).toEqual(['PASSWORD_ADDED']);
  expect(changesBetween(ways({ password: 'a' }), ways({ password: 'b' }))).toEqual(['PASSWORD_CHANGED']);
  expect(changesBetween(ways({ passkeys: ['1'] }), ways({ passkeys: ['1', '2'] }))).toEqual(['PASSKEY_ADDED']);
  expect(changesBetween(ways({ passkeys: ['1'] }), ways())).toEqual(['PASSKEY_REMOVED']);
  expect(changesBetween(ways(), ways({ secondFactor: true }))).toEqual(['SECOND_FACTOR_ADDED']);
  expect(changesBetween(ways({ secondFactor: true }), ways())).toEqual(['SECOND_FACTOR_REMOVED']);
  expect(changesBetween(ways(), ways({ phone: '+39333' }))).toEqual(['PHONE_CHANGED']);
  expect(changesBetween(ways(), ways({ email: 'altra@example.org' }))).toEqual(['EMAIL_CHANGED']);
});

test('the address and the number of before hear of it too, unless they never stood for anybody', () => {
  const changed = ways({ email: 'altra@example.org', phone: '+39444' });
  expect(formerContacts(ways({ phone: '+39333' }), changed)).toEqual({ mail: 'rosa@example.org', phone: '+39333' });
  expect(formerContacts(ways(), ways({ passkeys: ['1'] }))).toEqual({ mail: null, phone: null });
  expect(formerContacts(ways({ email: placeholderAddress('1') }), changed)).toEqual({ mail: null, phone: null });
  expect(formerContacts(ways({ emailVerified: false }), changed).mail).toBeNull();
});
