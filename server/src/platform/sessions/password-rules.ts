import { createRequire } from 'node:module';
import { AppError } from '../errors.ts';

export const minPasswordLength = 10;
export const maxPasswordLength = 128;

let common: ReadonlySet<string> | null = null;

/** Throws PASSWORD_TOO_SHORT, TOO_LONG or COMMON_PASSWORD, with the field named. */
export function checkNewPassword(password: string, field: string): void {
  if (password.length < minPasswordLength) throw new AppError('PASSWORD_TOO_SHORT', { min: minPasswordLength }, field);
  if (password.length > maxPasswordLength) throw new AppError('TOO_LONG', { max: maxPasswordLength }, field);
  common ??= readCommonPasswords();
  if (common.has(password.toLowerCase())) throw new AppError('COMMON_PASSWORD', {}, field);
}

/** Keeps only passwords long enough to be chosen at all, and lets the rest of the list (some megabytes) go again. */
function readCommonPasswords(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  const { dictionary } = require('@zxcvbn-ts/language-common') as { dictionary: { 'passwords-common': string[] } };
  const long = new Set(dictionary['passwords-common'].filter((word) => word.length >= minPasswordLength));
  for (const file of Object.keys(require.cache)) if (file.includes('@zxcvbn-ts')) delete require.cache[file];
  return long;
}
