import 'reflect-metadata';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import pg from 'pg';
import {
  attachmentSubjects,
  entities,
  jobs,
  linkActions,
  personalData,
  reportables,
  translatables,
} from './features.ts';
import { registerFiles, removeForgottenFiles } from './features/attachments/index.ts';
import { clearExpiredAccounts, findRoles, insertMember } from './features/members/index.ts';
import { askHowItWas, registerFeeds, remindOfEvents, settleAllSeats } from './features/events/index.ts';
import { findBlocked, hasBlocks } from './features/moderation/index.ts';
import { deliverDue, deliverNotifications, tellSecurityChanges } from './features/notifications/index.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { type MikroORM, openDatabase } from './platform/database/database.ts';
import { registerAreaFile } from './platform/files/area-routes.ts';
import { openStorage } from './platform/files/storage.ts';
import { registerApi } from './platform/graphql/api-server.ts';
import { contextFactory, toHeaders } from './platform/graphql/context-factory.ts';
import { ResponseCache } from './platform/graphql/response-cache.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { createWaker } from './platform/jobs/waker.ts';
import { Live } from './platform/live/live.ts';
import { createOutbox } from './platform/mail/outbox.ts';
import { reportFault } from './platform/sessions/server-fault.ts';
import { type Accounts, createAuth } from './platform/sessions/accounts.ts';
import { registerAuth } from './platform/sessions/auth-routes.ts';
import { registerPages } from './platform/web/web-pages.ts';
import { buildApiSchema } from './schema.ts';

export interface App {
  http: FastifyInstance;
  orm: MikroORM;
  accounts: Accounts;
  live: Live;
  /** Sends what notifications are due; with jobs it happens by itself. Returns how many were settled. */
  deliver(): Promise<number>;
  stop(): Promise<void>;
}

export interface AppOptions {
  clock?: Clock;
  /** The built pages; null: the API alone. */
  pages?: string | null;
  /** Whether this process also works on the timetable. */
  withJobs?: boolean;
}

const builtPages = join(import.meta.dirname, '..', '..', 'web', 'build', 'handler.js');

/** Puts the house together on a migrated database; the same for the process and for tests. */
export async function createApp(
  config: Config,
  { clock = systemClock, pages = builtPages, withJobs = true }: AppOptions = {},
): Promise<App> {
  const orm = await openDatabase(config.databaseUrl, entities);
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 6, application_name: 'vicinia accounts' });
  const live = new Live(config.databaseUrl);
  await live.start();
  const outbox = createOutbox(config, pool);
  const accounts = createAuth({
    config,
    pool,
    outbox,
    onMemberCreated: insertMember,
    onSecurityChange: (memberId, changes) => tellSecurityChanges({ em: orm.em.fork(), clock }, memberId, changes),
    mayRemember: () => live.connected,
  });
  live.on('vicinia_sessions', accounts.onSessionNotification);
  live.onGap(accounts.forgetSessions);

  const http = Fastify({
    logger: { level: process.env['LOG_LEVEL'] ?? 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    forceCloseConnections: true,
  });
  // Bodies are left unread for the pages; the parts that want them parsed say so in their own scope.
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', (_request, _payload, done) => done(null));
  http.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  http.get('/healthz', async () => {
    await pool.query('select 1');
    return { status: 'ok' };
  });
  registerAuth(http, accounts);
  const contextOf = contextFactory({
    orm,
    accounts,
    live,
    clock,
    config,
    personalData,
    linkActions,
    reportables,
    translatables,
    findBlocked,
    findRoles: async (memberId) => {
      const em = orm.em.fork();
      const [roles, blocks] = await Promise.all([findRoles(em, memberId), hasBlocks(em, memberId)]);
      return roles && { ...roles, hasBlocks: blocks };
    },
  });
  const storage = openStorage(config.files);
  registerFiles(http, { contextOf, storage, subjects: attachmentSubjects });
  registerAreaFile(http, config.map);
  registerFeeds(http, { orm, clock, config });
  const cache = new ResponseCache(live);
  const stopApi = await registerApi(http, {
    publicUrl: accounts.publicUrl,
    schema: await buildApiSchema(),
    cache,
    contextOf,
  });
  const isSignedIn = async (request: FastifyRequest) => (await accounts.lookupSession(toHeaders(request))) !== null;
  if (pages) await registerPages(http, config, pages, isSignedIn, cache);
  const delivery = { accounts, outbox, config };
  const deliver = () => deliverDue({ em: orm.em.fork(), clock }, delivery);
  const delivering = createWaker(deliver, (error) => reportFault('Notifications could not be sent:', error));
  if (withJobs) live.on('vicinia_notifications', () => delivering.wake());
  const ownJobs = [
    ...jobs,
    clearExpiredAccounts(accounts),
    deliverNotifications(delivery),
    removeForgottenFiles(storage),
    settleAllSeats({ config, live }),
    remindOfEvents({ config, live }),
    askHowItWas({ config, live }),
  ];
  const stopJobs = withJobs ? await startJobs(config.databaseUrl, orm, clock, ownJobs) : () => Promise.resolve();

  return {
    http,
    orm,
    accounts,
    live,
    deliver,
    async stop() {
      await http.close();
      await Promise.all([stopApi(), stopJobs(), delivering.stop(), accounts.settled()]);
      outbox.close();
      await Promise.all([live.stop(), pool.end(), orm.close(true)]);
    },
  };
}
