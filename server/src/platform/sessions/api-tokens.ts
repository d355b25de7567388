import type { Pool } from 'pg';
import { scopes as allScopes, type Scope } from '../authorization/actor.ts';
import { AppError } from '../errors.ts';
import type { BetterAuth } from './better-auth.ts';

export interface ApiToken {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

interface TokenRow {
  id: string;
  name: string | null;
  permissions: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_request: Date | null;
}

/** Tokens for other programs: kept as hashes, with scopes; the secret (vic_...) is told once. */
export function createApiTokens(pool: Pool, auth: BetterAuth) {
  async function list(memberId: string): Promise<ApiToken[]> {
    const { rows } = await pool.query<TokenRow>(
      `select id, name, permissions, created_at, expires_at, last_request from auth_api_key
       where reference_id = $1 and (expires_at is null or expires_at > now()) order by id desc`,
      [memberId],
    );
    return rows.map(toToken);
  }

  return {
    async create(memberId: string, name: string, scopes: readonly string[], expiresInDays: number | null) {
      checkScopes(scopes);
      if (name.trim() === '') throw new AppError('REQUIRED', {}, 'name');
      if (name.length > 80) throw new AppError('TOO_LONG', { max: 80 }, 'name');
      if (expiresInDays !== null && !(Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= 3650)) {
        throw new AppError('OUT_OF_RANGE', { min: 1, max: 3650 }, 'expiresInDays');
      }
      const made = await auth.api.createApiKey({
        body: {
          userId: memberId,
          name: name.trim(),
          permissions: toPermissions(scopes),
          ...(expiresInDays === null ? {} : { expiresIn: expiresInDays * 24 * 3600 }),
        },
      });
      const token = (await list(memberId)).find(({ id }) => id === made.id);
      if (!token) throw new AppError('INTERNAL');
      return { token, secret: made.key };
    },
    list,
    /** Whether there was such a token of this member. */
    async revoke(memberId: string, id: string): Promise<boolean> {
      const { rowCount } = await pool.query(`delete from auth_api_key where id::text = $1 and reference_id = $2`, [
        id,
        memberId,
      ]);
      return rowCount === 1;
    },
    async verify(secret: string): Promise<{ memberId: string; scopes: Set<Scope> } | null> {
      if (!/^vic_[A-Za-z0-9_-]{20,120}$/.test(secret)) return null;
      const { valid, key } = await auth.api.verifyApiKey({ body: { key: secret } });
      return valid && key ? { memberId: key.referenceId, scopes: new Set(toScopes(key.permissions ?? {})) } : null;
    },
  };
}

const isScope = (scope: string): scope is Scope => (allScopes as readonly string[]).includes(scope);

function checkScopes(scopes: readonly string[]): void {
  if (scopes.length === 0) throw new AppError('REQUIRED', {}, 'scopes');
  if (!scopes.every(isScope)) throw new AppError('INVALID_INPUT', { rule: 'scope' }, 'scopes');
}

/** help:read, help:write -> { help: ['read', 'write'] } */
function toPermissions(scopes: readonly string[]): Record<string, string[]> {
  const permissions: Record<string, string[]> = {};
  for (const scope of new Set(scopes)) {
    const [what = '', action = ''] = scope.split(':');
    (permissions[what] ??= []).push(action);
  }
  return permissions;
}

function toScopes(permissions: Record<string, string[]>): Scope[] {
  return Object.entries(permissions).flatMap(([what, actions]) =>
    actions.map((action) => `${what}:${action}`).filter(isScope),
  );
}

function toToken(row: TokenRow): ApiToken {
  const permissions = row.permissions === null ? {} : (JSON.parse(row.permissions) as Record<string, string[]>);
  return {
    id: row.id,
    name: row.name ?? '',
    scopes: toScopes(permissions),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_request,
  };
}
