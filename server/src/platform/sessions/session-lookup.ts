import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';

export interface FoundSession {
  memberId: string;
  sessionId: string;
  secondFactor: boolean;
}

interface Kept extends FoundSession {
  /** The whole cookie, whose signature was right. */
  cookie: string;
  keptUntil: number;
}

export interface SessionLookupParts {
  pool: Pool;
  secret: string;
  cookieName: string;
  /** False while notifications may be missed: then every answer comes from the database. */
  mayRemember: () => boolean;
}

const keepMs = 60_000;
const maxKept = 10_000;

/**
 * Finds the session of a request: the cookie's signature is checked first, then a memory of one minute, then the
 * database. `forget` takes what PostgreSQL tells on the channel vicinia_sessions, so that an ended session is out
 * everywhere at once.
 */
export function createSessionLookup({ pool, secret, cookieName, mayRemember }: SessionLookupParts) {
  const kept = new Map<string, Kept>();
  const tokenOfSession = new Map<string, string>();
  /** Ids told to be forgotten while a query was under way must not be kept from its older answer. */
  let changes = 0;

  function forgetToken(token: string): void {
    const session = kept.get(token);
    kept.delete(token);
    if (session) tokenOfSession.delete(session.sessionId);
  }

  function keep(token: string, cookie: string, session: FoundSession, expiresAt: Date): void {
    const oldest = kept.keys().next();
    if (kept.size >= maxKept && !oldest.done) forgetToken(oldest.value);
    kept.set(token, { ...session, cookie, keptUntil: Math.min(Date.now() + keepMs, expiresAt.getTime()) });
    tokenOfSession.set(session.sessionId, token);
  }

  function recall(token: string): Kept | null {
    const session = kept.get(token);
    if (!session) return null;
    if (session.keptUntil <= Date.now()) {
      forgetToken(token);
      return null;
    }
    kept.delete(token);
    kept.set(token, session);
    return session;
  }

  return {
    async find(headers: Headers): Promise<FoundSession | null> {
      const cookie = readCookie(headers.get('cookie') ?? '', cookieName);
      if (!cookie) return null;
      const known = mayRemember() ? recall(tokenIn(cookie)) : null;
      // The same cookie to the letter needs no second look at its signature; any other does.
      if (known?.cookie === cookie)
        return { memberId: known.memberId, sessionId: known.sessionId, secondFactor: known.secondFactor };
      const token = verifiedValue(cookie, secret);
      if (!token) return null;
      const changesBefore = changes;
      const { rows } = await pool.query<{ id: string; user_id: string; second_factor: boolean; expires_at: Date }>(
        `select id, user_id, second_factor_at is not null as second_factor, expires_at
         from auth_session where token = $1 and expires_at > now()`,
        [token],
      );
      const row = rows[0];
      if (!row) return null;
      const session = { memberId: row.user_id, sessionId: row.id, secondFactor: row.second_factor };
      if (changes === changesBefore && mayRemember()) keep(token, cookie, session, row.expires_at);
      return session;
    },
    forget(sessionId: string): void {
      changes += 1;
      const token = tokenOfSession.get(sessionId);
      if (token) forgetToken(token);
    },
    forgetAll(): void {
      changes += 1;
      kept.clear();
      tokenOfSession.clear();
    },
  };
}

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** The token of a cookie, whatever its signature. */
const tokenIn = (cookie: string): string => cookie.slice(0, Math.max(0, cookie.indexOf('.')));

/** The value of a signed cookie (`value.signature`, HMAC-SHA-256 in base64, percent-encoded); null if it is not ours. */
function verifiedValue(cookie: string, secret: string): string | null {
  if (cookie.length > 500 || !/^[\w.%~-]+$/.test(cookie)) return null;
  let signed: string;
  try {
    signed = decodeURIComponent(cookie);
  } catch {
    return null;
  }
  const dot = signed.lastIndexOf('.');
  if (dot < 1) return null;
  const value = signed.slice(0, dot);
  // Compared as text: decoding base64 would forgive signs that do not belong there.
  const given = Buffer.from(signed.slice(dot + 1));
  const right = Buffer.from(createHmac('sha256', secret).update(value).digest('base64'));
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}
