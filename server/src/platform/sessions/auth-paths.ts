import { checkNewPassword } from './password-rules.ts';
import { isMailAddress } from '../mail/mail-address.ts';
import { normalisePhoneNumber } from './phone-number.ts';
import { isPlaceholder } from './placeholder-address.ts';
import { AppError } from '../errors.ts';
import { passwordLimit, phoneCodeLimit, type TargetLimit } from './target-limit.ts';

export type Body = Record<string, string | boolean | object>;

/** One way the web may call: what it reads from the body, what better-auth gets, what the web gets back. */
export interface AuthPath {
  /** Strings that must be there; the name says how they are checked (see `readField`). */
  needs?: readonly string[];
  mayHave?: readonly string[];
  /** Path of better-auth, where it is not the same; `GET` with a query where it wants that. */
  forward?: (body: Body) => { path?: string; query?: Record<string, string>; body?: object };
  answer?: (data: Record<string, unknown>, given: { response: Response; body: Body }) => unknown;
  /** Answers take at least this long, so that the time does not tell whether an account exists. */
  floorMs?: number;
  /** Two at once may race for the same unique row; the one that lost asks again and then finds the row. */
  mayRace?: true;
  /** It may change how somebody gets in, whose: the member who is signed in, or one that the body names. Null: nobody. */
  changesWaysInOf?: (given: { signedIn: string | null; body: Body }) => string | null;
  /** Counts wrong answers for one target, whoever gives them. */
  limit?: { limit: TargetLimit; target: (body: Body) => string };
}

const done = () => ({ status: true });
const quiet = 400;

const own = { changesWaysInOf: ({ signedIn }: { signedIn: string | null }) => signedIn };

const perNumber = { limit: phoneCodeLimit, target: ({ phoneNumber }: Body) => String(phoneNumber) };

/** Better-auth tells when the account was made: new, if just now. */
const withNewMember = (data: Record<string, unknown>) => {
  const user = data.user as { createdAt?: string } | null | undefined;
  return { status: true, newMember: user?.createdAt !== undefined && Date.now() - Date.parse(user.createdAt) < 10_000 };
};

/** Everything under /api/auth that exists for the outside; better-auth's other endpoints are not reachable. */
export const authPaths: Record<string, AuthPath> = {
  'POST /sign-in/magic-link': {
    needs: ['email'],
    mayHave: ['next'],
    forward: ({ email, next }) => ({ body: { email, metadata: { next: safeNext(next) } } }),
    answer: done,
    floorMs: quiet,
  },
  'POST /sign-in/link': {
    needs: ['token'],
    forward: ({ token }) => ({ path: '/magic-link/verify', query: { token: String(token) } }),
    answer: withNewMember,
    mayRace: true,
  },
  'POST /sign-up/email': { needs: ['name', 'email', 'password'], answer: done, floorMs: quiet, mayRace: true },
  'POST /confirm-email': {
    needs: ['token'],
    forward: ({ token }) => ({ path: '/verify-email', query: { token: String(token) } }),
    changesWaysInOf: ({ body }) => memberOfAddressChange(String(body.token)),
    answer: (_data, { response, body }) => {
      if (memberOfAddressChange(String(body.token))) return { status: true, newMember: false };
      // Without a session the address had been confirmed before: the link was used.
      if (response.headers.getSetCookie().length === 0) throw new AppError('LINK_EXPIRED');
      return { status: true, newMember: true };
    },
  },
  'POST /sign-in/email': {
    needs: ['email', 'currentPassword:password'],
    mayHave: ['remember'],
    forward: ({ email, password, remember }) => ({ body: { email, password, rememberMe: remember !== false } }),
    answer: (data) => ({ status: true, secondFactor: data.twoFactorRedirect === true }),
    limit: { limit: passwordLimit, target: ({ email }) => String(email) },
  },
  'POST /request-password-reset': { needs: ['email'], answer: done, floorMs: quiet },
  'POST /reset-password': { needs: ['token', 'newPassword'], answer: done },
  'POST /change-password': {
    needs: ['currentPassword', 'newPassword'],
    forward: (body) => ({ body: { ...body, revokeOtherSessions: true } }),
    answer: done,
    ...own,
  },
  'POST /set-password': { needs: ['newPassword'], mayRace: true, ...own },
  'POST /change-email': { needs: ['newEmail'], answer: done, floorMs: quiet },

  'POST /phone-number/send-otp': { needs: ['phoneNumber'], answer: done, floorMs: quiet },
  'POST /phone-number/verify': { needs: ['phoneNumber', 'code'], answer: withNewMember, limit: perNumber },
  'POST /phone-number/add': {
    needs: ['phoneNumber', 'code'],
    forward: (body) => ({ path: '/phone-number/verify', body: { ...body, updatePhoneNumber: true } }),
    answer: done,
    limit: perNumber,
    ...own,
  },

  'POST /sign-in/access-card': {
    needs: ['code', 'pin'],
    mayHave: ['remember'],
    forward: ({ code, pin, remember }) => ({ body: { code, pin, rememberMe: remember === true } }),
  },

  'POST /sign-in/oidc': {
    mayHave: ['next'],
    forward: ({ next }) => ({
      path: '/sign-in/social',
      body: { provider: 'oidc', callbackURL: safeNext(next), errorCallbackURL: '/sign-in' },
    }),
    answer: ({ url }) => ({ url }),
  },
  'GET /callback/oidc': {},

  'GET /passkey/generate-authenticate-options': {},
  'POST /passkey/verify-authentication': { needs: ['response'], answer: done },
  'GET /passkey/generate-register-options': { answer: withoutPlaceholder },
  'POST /passkey/verify-registration': { needs: ['response'], mayHave: ['name'], answer: passkeySummary, ...own },
  'GET /passkey/list-user-passkeys': { answer: (data) => (Array.isArray(data) ? data.map(passkeySummary) : []) },
  'POST /passkey/update-passkey': { needs: ['id', 'label:name'], answer: done },
  'POST /passkey/delete-passkey': { needs: ['id'], answer: done, ...own },

  'POST /two-factor/enable': {
    mayHave: ['password'],
    forward: (body) => ({ body: { ...body, method: 'totp' } }),
    answer: ({ totpURI, backupCodes }) => ({ ...labelled(String(totpURI)), backupCodes }),
    mayRace: true,
  },
  'POST /two-factor/verify-totp': { needs: ['code'], answer: done, ...own },
  'POST /two-factor/verify-backup-code': { needs: ['code'], answer: done },
  'POST /two-factor/disable': { mayHave: ['password'], answer: done, ...own },
  'POST /two-factor/generate-backup-codes': { mayHave: ['password'], answer: ({ backupCodes }) => ({ backupCodes }) },

  'GET /sessions': {},
  'POST /sessions/revoke': { needs: ['id'] },
  'POST /sessions/revoke-others': {},
  'POST /sign-out': { answer: done },
};

/** Picks the fields a path knows from what was sent; throws REQUIRED, INVALID_INPUT, TOO_LONG or a password code with the field. */
export function readBody(path: AuthPath, sent: unknown): Body {
  const given = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
  const body: Body = {};
  for (const need of path.needs ?? []) {
    const [kind = need, name = need] = need.split(':');
    const value = given[name];
    if (value === undefined || value === null || value === '') throw new AppError('REQUIRED', {}, name);
    body[name] = readField(kind, name, value);
  }
  for (const name of path.mayHave ?? []) {
    const value = given[name];
    if (value === undefined || value === null || value === '') continue;
    body[name] = readField(name === 'password' ? 'currentPassword' : name, name, value);
  }
  return body;
}

function readField(kind: string, name: string, value: unknown): string | boolean | object {
  if (kind === 'remember') {
    if (typeof value !== 'boolean') throw new AppError('INVALID_INPUT', { rule: 'boolean' }, name);
    return value;
  }
  if (kind === 'response') {
    if (typeof value !== 'object' || value === null) throw new AppError('INVALID_INPUT', { rule: 'object' }, name);
    return value;
  }
  if (typeof value !== 'string') throw new AppError('INVALID_INPUT', { rule: 'string' }, name);
  if (value.length > 2000) throw new AppError('TOO_LONG', { max: 2000 }, name);
  if (value.includes('\0')) throw new AppError('INVALID_INPUT', { rule: 'text' }, name);
  if (kind === 'email' || kind === 'newEmail') return readEmail(value, name);
  if (kind === 'password' || kind === 'newPassword') checkNewPassword(value, name);
  if (kind === 'currentPassword' && value.length > 128) throw new AppError('WRONG_CREDENTIALS');
  if (kind === 'phoneNumber') return readPhoneNumber(value, name);
  if (kind === 'code' || kind === 'pin') return value.replace(/\s/g, '');
  if (kind === 'label' && value.trim() === '') throw new AppError('REQUIRED', {}, name);
  if ((kind === 'name' || kind === 'label') && value.trim().length > 80)
    throw new AppError('TOO_LONG', { max: 80 }, name);
  if (kind === 'id' && !/^[0-9a-f-]{36}$/i.test(value)) throw new AppError('NOT_FOUND');
  return kind === 'name' || kind === 'label' ? value.trim() : value;
}

function readEmail(value: string, field: string): string {
  const email = value.trim().toLowerCase();
  if (!isMailAddress(email) || isPlaceholder(email)) throw new AppError('INVALID_INPUT', { rule: 'email' }, field);
  return email;
}

function readPhoneNumber(value: string, field: string): string {
  const number = normalisePhoneNumber(value);
  if (number === null) throw new AppError('INVALID_INPUT', { rule: 'phone' }, field);
  return number;
}

/** A path on this site; anything else (other sites too) becomes the front page. */
function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(next)) return '/';
  // "/.//elsewhere" becomes "//elsewhere" when a browser tidies it.
  return new URL(next, 'https://here.invalid').pathname.startsWith('//') ? '/' : next;
}

/**
 * Whose address a link changes; null for other links and for what is none. Read without checking the signature, which
 * better-auth checks: before that it only says at whom to look.
 */
function memberOfAddressChange(token: string): string | null {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const { updateTo, userId } = payload;
    return updateTo !== undefined && typeof userId === 'string' && isUuid(userId) ? userId : null;
  } catch {
    return null;
  }
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The address stands in the label of the authenticator app; a placeholder must not. */
function labelled(totpURI: string) {
  const url = new URL(totpURI);
  const secret = url.searchParams.get('secret') ?? '';
  const label = decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  return { totpURI: isPlaceholder(label) ? `otpauth://totp/Vicinia?${url.searchParams}` : totpURI, secret };
}

/** The device shows these names beside the passkey. */
function withoutPlaceholder(data: Record<string, unknown>) {
  const user = data.user as { name: string; displayName: string } | undefined;
  if (!user) return data;
  const shown = (name: string) => (isPlaceholder(name) ? 'Vicinia' : name);
  return { ...data, user: { ...user, name: shown(user.name), displayName: shown(user.displayName) } };
}

function passkeySummary({ id, name, createdAt }: Record<string, unknown>) {
  return { id, name: name ?? null, createdAt };
}
