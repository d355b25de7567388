import type { Job } from '../../platform/jobs/jobs.ts';

/** Requests whose time is over and that nobody took are closed, with the offers nobody answered. */
export const expireRequests: Job = {
  name: 'help.expire',
  cron: '*/5 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.transactional(async (tx) => {
      const expired = await tx.execute<{ id: string }[]>(
        `update help_request set state = 'EXPIRED', closed_at = ? where state = 'OPEN' and ends_at <= ? and places_taken = 0 returning id`,
        [now, now],
      );
      if (expired.length === 0) return;
      const ids = expired.map((row) => row.id).join(',');
      await tx.execute(
        `with closed as (
           update help_match set state = 'EXPIRED', changed_at = ?
            where state = 'PROPOSED' and request_id = any(string_to_array(?, ',')::uuid[]) returning id)
         update thread set closed_at = ? where match_id in (select id from closed)`,
        [now, ids, now],
      );
    });
  },
};
