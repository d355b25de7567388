import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { PgBoss } from 'pg-boss';
import type { Clock } from '../clock.ts';

/** What a job may use. */
export interface JobContext {
  em: EntityManager;
  clock: Clock;
}

/** Work on a timetable; one process at a time does it, however many run. */
export interface Job {
  name: string;
  /** Five cron fields, in UTC. */
  cron: string;
  run(context: JobContext): Promise<unknown>;
}

/** Starts the timetable in this process; returns how to stop. */
export async function startJobs(
  databaseUrl: string,
  orm: MikroORM,
  clock: Clock,
  jobs: readonly Job[],
): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'jobs', max: 2, application_name: 'vicinia jobs' });
  boss.on('error', (error) => console.error('A job could not be looked after:', error));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'singleton', retryLimit: 2, expireInSeconds: 600 });
    await boss.schedule(job.name, job.cron);
    await boss.work(job.name, { pollingIntervalSeconds: 30 }, () =>
      job.run({ em: orm.em.fork(), clock }).then(() => undefined),
    );
  }
  return () => boss.stop({ graceful: true, timeout: 1500 }).then(() => undefined);
}
