import type { ErrorCode } from '../errors.ts';

export interface AuthFailure {
  status: number;
  code: ErrorCode;
  field?: string;
  params?: Record<string, string | number>;
}

const wrongCredentials: AuthFailure = { status: 401, code: 'WRONG_CREDENTIALS' };
const wrongCode: AuthFailure = { status: 400, code: 'WRONG_CODE' };
const linkExpired: AuthFailure = { status: 400, code: 'LINK_EXPIRED' };
const signInRequired: AuthFailure = { status: 401, code: 'SIGN_IN_REQUIRED' };
const rateLimited: AuthFailure = { status: 429, code: 'RATE_LIMITED', params: { seconds: 900 } };
const notAllowed: AuthFailure = { status: 403, code: 'NOT_ALLOWED' };

/** What better-auth and its plugins call their failures, in our words. */
const byCode: Record<string, AuthFailure> = {
  WRONG_CREDENTIALS: wrongCredentials,
  INVALID_EMAIL_OR_PASSWORD: wrongCredentials,
  // Says that the password was right, which tells a stranger that the account is new: same answer as a wrong one.
  EMAIL_NOT_VERIFIED: wrongCredentials,
  INVALID_PASSWORD: wrongCredentials,
  CREDENTIAL_ACCOUNT_NOT_FOUND: wrongCredentials,
  PASSKEY_NOT_FOUND: wrongCredentials,
  AUTHENTICATION_FAILED: wrongCredentials,
  CHALLENGE_NOT_FOUND: wrongCredentials,
  FAILED_TO_VERIFY_REGISTRATION: wrongCredentials,
  INVALID_OTP: wrongCode,
  OTP_NOT_FOUND: wrongCode,
  OTP_EXPIRED: wrongCode,
  TOO_MANY_ATTEMPTS: wrongCode,
  PHONE_NUMBER_EXIST: wrongCode,
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  TOTP_NOT_ENABLED: { status: 400, code: 'WRONG_STATE', params: { state: 'OFF' } },
  TWO_FACTOR_NOT_ENABLED: { status: 400, code: 'WRONG_STATE', params: { state: 'OFF' } },
  BACKUP_CODES_NOT_ENABLED: { status: 400, code: 'WRONG_STATE', params: { state: 'OFF' } },
  TOTP_ALREADY_ENABLED: { status: 400, code: 'WRONG_STATE', params: { state: 'ON' } },
  INVALID_TWO_FACTOR_COOKIE: signInRequired,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: signInRequired,
  ACCOUNT_TEMPORARILY_LOCKED: rateLimited,
  RATE_LIMITED: rateLimited,
  INVALID_TOKEN: linkExpired,
  TOKEN_EXPIRED: linkExpired,
  USER_NOT_FOUND: linkExpired,
  INVALID_USER: linkExpired,
  UNAUTHORIZED: signInRequired,
  SESSION_REQUIRED: signInRequired,
  SESSION_NOT_FRESH: signInRequired,
  SECOND_FACTOR_REQUIRED: { status: 403, code: 'SECOND_FACTOR_REQUIRED' },
  NOT_ALLOWED: notAllowed,
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: notAllowed,
  INVALID_ORIGIN: notAllowed,
  MISSING_OR_NULL_ORIGIN: notAllowed,
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: notAllowed,
  NOT_FOUND: { status: 404, code: 'NOT_FOUND' },
  INVALID_EMAIL: { status: 400, code: 'INVALID_INPUT', field: 'email' },
  PASSWORD_TOO_SHORT: { status: 400, code: 'PASSWORD_TOO_SHORT', params: { min: 10 } },
};

/** Our code for a failed answer of better-auth; what it does not name is judged by its status. */
export function translateFailure(response: Response, body: unknown): AuthFailure {
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after'));
    return seconds > 0 ? { ...rateLimited, params: { seconds } } : rateLimited;
  }
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  const known = byCode[code];
  if (known) return known;
  if (response.status === 401) return signInRequired;
  if (response.status === 403) return notAllowed;
  if (response.status === 404) return { status: 404, code: 'NOT_FOUND' };
  if (response.status >= 500) return { status: 500, code: 'INTERNAL' };
  return { status: 400, code: 'INVALID_INPUT' };
}
