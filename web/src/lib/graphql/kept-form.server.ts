import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { RefusedForm } from './errors.ts';

type KeptForm = Pick<RefusedForm, 'form' | 'values'>;

const name = 'vicinia_words';

/** Keeps what was typed for an hour, on this device only, for the page that gives it back: this one, or another. */
export function keepForm({ cookies, url }: RequestEvent, { form, values }: KeptForm, path = url.pathname): void {
  if (!Object.values(values).some((value) => value.length > 0)) return;
  // Packed, since a cookie holds 4 kB and some scripts take three bytes a letter.
  const packed = deflateRawSync(JSON.stringify({ form, values })).toString('base64url');
  const secure = url.protocol === 'https:';
  cookies.set(name, packed, { path, maxAge: 3600, httpOnly: true, sameSite: 'lax', secure });
}

/** Gives the kept form back to its page once, filled and without a problem. */
export function takeKeptForm(cookies: Cookies, url: URL): RefusedForm | null {
  const packed = cookies.get(name);
  if (!packed) return null;
  cookies.delete(name, { path: url.pathname, secure: url.protocol === 'https:' });
  try {
    const bytes = Buffer.from(packed, 'base64url');
    const kept: unknown = JSON.parse(inflateRawSync(bytes, { maxOutputLength: 65_536 }).toString());
    return isKept(kept) ? { ...kept, errors: {} } : null;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is KeptForm {
  if (typeof value !== 'object' || value === null) return false;
  const { form, values } = value as Record<string, unknown>;
  return typeof form === 'string' && typeof values === 'object' && values !== null;
}
