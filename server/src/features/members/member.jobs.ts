import type { Job } from '../../platform/jobs/jobs.ts';
import type { Accounts } from '../../platform/sessions/accounts.ts';
import { Member } from './member.entity.ts';

/** Each night: what has expired of accounts goes, and members whose address nobody ever confirmed go with it. */
export const clearExpiredAccounts = (accounts: Pick<Accounts, 'removeExpired'>): Job => ({
  name: 'members.clear-expired',
  cron: '17 2 * * *',
  async run({ em }) {
    const ids = await accounts.removeExpired();
    if (ids.length > 0) await em.nativeDelete(Member, { id: { $in: ids } });
    await em.execute(`delete from idempotency_key where created_at < now() - interval '30 days'`);
  },
});
