import { expect, test } from 'vitest';
import { normalisePhoneNumber } from './phone-number.ts';

test.each([
  ['347 123 4567', '+393471234567'],
  ['+39 347-123-4567', '+393471234567'],
  ['0039 3471234567', '+393471234567'],
  ['081 818 1234', '+390818181234'],
  ['+380 67 123 45 67', '+380671234567'],
  ['(+212) 612-345678', '+212612345678'],
])('%s is %s', (written, normal) => {
  expect(normalisePhoneNumber(written)).toBe(normal);
});

test.each(['', '12', 'casa', '+39', '347 123 4567 8901 2345'])('"%s" is not a phone number', (written) => {
  expect(normalisePhoneNumber(written)).toBeNull();
});
