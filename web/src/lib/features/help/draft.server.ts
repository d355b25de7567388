import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Cookies } from '@sveltejs/kit';

/** What somebody wrote before signing in. It stays out of addresses, which end up in logs and histories. */
export interface Draft {
  details: string;
  speaks: string[];
  needs: string[];
  setting: string;
  places: string;
}

const name = 'vicinia_ask';
const path = '/help/ask';

/** Keeps the words of a request for an hour, on this device only. */
export function keepDraft(cookies: Cookies, draft: Draft, secure: boolean): void {
  // Packed, since a cookie holds 4 kB and some scripts take three bytes a letter.
  const value = deflateRawSync(JSON.stringify(draft)).toString('base64url');
  cookies.set(name, value, { path, maxAge: 3600, httpOnly: true, sameSite: 'lax', secure });
}

/** The kept words, or null when there are none or they cannot be read. */
export function readDraft(cookies: Cookies): Draft | null {
  const value = cookies.get(name);
  if (!value) return null;
  try {
    const draft: unknown = JSON.parse(
      inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: 16_384 }).toString(),
    );
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

/** Forgets them, once the request is sent. */
export function forgetDraft(cookies: Cookies, secure: boolean): void {
  cookies.delete(name, { path, secure });
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { details, speaks, needs, setting, places } = value as Record<string, unknown>;
  return [details, setting, places].every((word) => typeof word === 'string') && [speaks, needs].every(Array.isArray);
}
