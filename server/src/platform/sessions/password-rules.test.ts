import { expect, test } from 'vitest';
import { checkNewPassword } from './password-rules.ts';

test('ten signs are enough, common ones are not', () => {
  expect(() => checkNewPassword('abcdefghi', 'password')).toThrow('PASSWORD_TOO_SHORT');
  expect(() => checkNewPassword('1234567890', 'password')).toThrow('COMMON_PASSWORD');
  expect(() => checkNewPassword('QWERTYUIOP', 'password')).toThrow('COMMON_PASSWORD');
  expect(() => checkNewPassword('x'.repeat(129), 'password')).toThrow('TOO_LONG');
  expect(() => checkNewPassword('melanzane al sole', 'password')).not.toThrow();
  expect(() => checkNewPassword('كلمة سر طويلة جدا', 'password')).not.toThrow();
});
