import { createApp } from './app.ts';
import { demoSignIns, fillDemo } from './demo/demo.ts';
import { type Config, originOf, readConfig } from './platform/config.ts';
import { migrate } from './platform/database/migrate.ts';
import { StartError } from './platform/start-error.ts';

export { storeCalendar } from './store-calendar.ts';
export { storeConversation } from './store-conversation.ts';

export interface Running {
  stop(): Promise<void>;
  /** What to tell the person who started it. */
  lines: string[];
}

/** Migrates, fills the demo neighbourhood on the first run, and listens. Throws a StartError that says what to mend. */
export async function run(given: {
  env: NodeJS.ProcessEnv;
  databaseUrl: string;
  dataDir: string;
  embedded: boolean;
}): Promise<Running> {
  const config = readConfig(given.env, given);
  await migrate(config.databaseUrl);
  const app = await createApp(config);
  try {
    if (config.demo) await fillDemo(app, config, given.env.REFERENCE_DATA || null);
    await app.http.listen({ port: config.port, host: config.host });
  } catch (error) {
    await app.stop();
    const code = (error as { code?: string }).code;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${config.port} is taken: stop what uses it, or set PORT to another number.`);
    throw error;
  }
  giveBackMemory();
  const address = originOf(config);
  return {
    stop: () => app.stop(),
    lines: [`Vicinia is ready: ${address}`, ...(config.demo ? demoSignIns(address) : withoutAddress(config))],
  };
}

const withoutAddress = ({ publicUrl, port }: Config): string[] =>
  publicUrl
    ? []
    : [
        `PUBLIC_URL is not set: links in mails and calendars lead to http://localhost:${port}. Set it to the address people type.`,
      ];

/** What only the start needed goes back to the machine a moment later: 40 MB and more. Needs --expose-gc, as `pnpm start` has it. */
function giveBackMemory(): void {
  const collect = () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  setTimeout(collect, 1500).unref();
}
