import pg from 'pg';
import { createApp, type App } from '../../../server/src/app.ts';
import type { Config } from '../../../server/src/platform/config.ts';
import type { Accounts } from '../../../server/src/platform/sessions/accounts.ts';
import { createTestDatabase } from '../../testkit/database.ts';
import { Browser } from './browser.ts';

export interface Stage {
  http: App['http'];
  accounts: Accounts;
  pool: pg.Pool;
  /** Somebody new, at an address of their own. */
  browser(headers?: Record<string, string>): Browser;
  lastMessage(recipient: string): Promise<{ subject: string | null; text: string } | null>;
  messageCount(recipient: string): Promise<number>;
  /** Sends what notices are due. */
  deliver: App['deliver'];
  /** A second process on the same database. */
  secondProcess(): Promise<App>;
  close(): Promise<void>;
}

const testConfig = (databaseUrl: string): Config => ({
  port: 0,
  host: '127.0.0.1',
  databaseUrl,
  dataDir: '/nowhere',
  publicUrl: null,
  trustProxy: false,
  demo: true,
  outboxVisible: true,
  secret: 'a-secret-for-tests-of-at-least-32-signs',
  mail: { url: null, from: 'Vicinia <vicinia@localhost>' },
  sms: { gatewayUrl: null, token: null },
  files: { folder: '/nowhere', s3: null },
  map: null,
  oidc: null,
});

/** The whole app on a fresh database, with the outbox kept in the database. */
export async function openStage(changes: Partial<Config> = {}): Promise<Stage> {
  const database = await createTestDatabase();
  const config = { ...testConfig(database.url), ...changes };
  const start = () => createApp(config, { pages: null, withJobs: false });
  const app = await start();
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 4 });
  const messages = async (recipient: string) => {
    await app.accounts.settled();
    const { rows } = await pool.query<{ subject: string | null; text: string }>(
      `select subject, text from outbox_message where recipient = $1 order by id desc`,
      [recipient],
    );
    return rows;
  };
  return {
    http: app.http,
    accounts: app.accounts,
    pool,
    browser: (headers) => new Browser(app.http, headers),
    lastMessage: async (recipient) => (await messages(recipient))[0] ?? null,
    messageCount: async (recipient) => (await messages(recipient)).length,
    deliver: app.deliver,
    secondProcess: start,
    close: async () => {
      await app.stop();
      await pool.end();
      await database.drop();
    },
  };
}
