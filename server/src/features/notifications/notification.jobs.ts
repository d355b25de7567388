import type { Job } from '../../platform/jobs/jobs.ts';
import { type DeliveryParts, deliverDue } from './delivery.ts';

/** Each minute: what was not sent at once, because a channel failed or a process died. */
export const deliverNotifications = (parts: DeliveryParts): Job => ({
  name: 'notifications.deliver',
  cron: '* * * * *',
  run: (job) => deliverDue(job, parts),
});

/** Each night: notices of half a year ago, with their links. */
export const clearNotifications: Job = {
  name: 'notifications.clear',
  cron: '41 2 * * *',
  run: ({ em, clock }) =>
    em.execute(`delete from notification where created_at < ?::timestamptz - interval '180 days'`, [clock.now()]),
};
