import { expect, test } from 'vitest';
import { locales } from '../locales.ts';
import { codeText, mailText, newMemberName, numberLeftText, type MailKind } from './messages.ts';

const kinds: MailKind[] = ['signInLink', 'confirmEmail', 'existingAccount', 'resetPassword', 'addressLeft'];

test.each(locales)('every message exists in %s and carries its address or code', (locale) => {
  for (const kind of kinds) {
    const { subject, text } = mailText(locale, kind, 'https://vicinia.example/x?token=$&1');
    expect(subject).not.toBe('');
    expect(text).toContain('\nhttps://vicinia.example/x?token=$&1\n');
    expect(`${subject}${text}`).not.toMatch(/[{}]/);
  }
  expect(codeText(locale, '012345')).toContain('012345');
  expect(numberLeftText(locale, 'https://vicinia.example/legal')).toMatch(/ https:\/\/vicinia\.example\/legal$/);
  expect(newMemberName(locale)).not.toBe('');
});
