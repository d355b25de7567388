import type { Pool } from 'pg';
import { isLocale } from '../locales.ts';
import type { Messenger } from './messenger.ts';
import { reportFault } from './server-fault.ts';
import { changesBetween, formerContacts, type SecurityChange, waysIn, type WaysIn } from './ways-in.ts';

export interface SecurityWatchParts {
  pool: Pool;
  messenger: Messenger;
  /** The address of the page where one puts things right. */
  page: string;
  /** Tells the member, by whatever reaches them. */
  tell: (memberId: string, changes: readonly SecurityChange[]) => Promise<void>;
}

export type SecurityWatch = ReturnType<typeof createSecurityWatch>;

/**
 * Sees what changes in how members get in, and tells them: what an owner did not do, the owner must hear of. A change
 * that could not be told stays done, and stands in the log.
 */
export function createSecurityWatch({ pool, messenger, page, tell }: SecurityWatchParts) {
  async function compare(memberId: string, before: WaysIn | null): Promise<void> {
    const after = before && (await waysIn(pool, memberId));
    if (!before || !after) return;
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    await tell(memberId, changes);
    const former = formerContacts(before, after);
    const locale = isLocale(before.locale) ? before.locale : 'it';
    if (former.mail) await messenger.mail(former.mail, locale, 'addressLeft', page);
    if (former.phone) await messenger.numberLeft(former.phone, locale, page);
  }

  return {
    /** Does something in the name of a member and tells them which of their ways in it changed. */
    async around(memberId: string | null, work: () => Promise<Response>): Promise<Response> {
      if (memberId === null) return work();
      const before = await waysIn(pool, memberId);
      const response = await work();
      if (response.ok) await compare(memberId, before).catch(failed);
      return response;
    },
    /** For a password that was chosen anew with a link from a mail: only better-auth knows whose it is. */
    passwordReset: (memberId: string): Promise<void> => tell(memberId, ['PASSWORD_CHANGED']).catch(failed),
    /** For an identity provider that knows the address of a member; with a new member nothing changed. */
    async providerAdded(memberId: string): Promise<void> {
      const { rowCount } = await pool.query(
        `select 1 from auth_user where id = $1 and created_at < now() - interval '10 seconds'`,
        [memberId],
      );
      if (rowCount === 1) await tell(memberId, ['PROVIDER_ADDED']).catch(failed);
    },
  };
}

const failed = (error: unknown) => reportFault('A change of how somebody gets in could not be told:', error);
