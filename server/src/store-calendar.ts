import 'reflect-metadata';
import { entities } from './features.ts';
import { type CalendarPlan, type CalendarRead, importByName, type NamedPlace } from './features/events/index.ts';
import { systemClock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { Live } from './platform/live/live.ts';

/**
 * Takes the events of a calendar file in, beside a server that runs or not: the same one transaction as in the pages, and
 * who counts on a date that changes is told. Throws a StartError that says what to mend.
 */
export async function storeCalendar(
  given: { env: NodeJS.ProcessEnv; databaseUrl: string; dataDir: string },
  read: CalendarRead,
  place: NamedPlace,
): Promise<CalendarPlan> {
  const config = readConfig(given.env, { ...given, embedded: false });
  await migrate(config.databaseUrl);
  const orm = await openDatabase(config.databaseUrl, entities);
  try {
    // It only tells the others here; it does not listen.
    const live = new Live(config.databaseUrl);
    return await orm.em
      .fork()
      .transactional((em) => importByName({ em, clock: systemClock, config, live }, read, place));
  } finally {
    await orm.close(true);
  }
}
