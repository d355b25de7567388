import { expect, test } from 'vitest';
import { isMailAddress } from './mail-address.ts';

test.each(['rosa@x.example', 'rosa.d’angelo+eventi@x.example', 'роза@пошта.example'])('%s is an address', (written) =>
  expect(isMailAddress(written)).toBe(true),
);

test.each([
  'x1,rosa@x.example',
  'x2;rosa@x.example',
  '<rosa@x.example',
  'Bob<rosa@x.example>',
  'rosa@x.example;',
  'rosa@x.example(1)',
  'a:rosa@x.example',
  '"a"rosa@x.example',
  'ro sa@x.example',
  'rosa\\@x.example',
  'rosa',
  'rosa@x',
])('%s is none', (written) => expect(isMailAddress(written)).toBe(false));
