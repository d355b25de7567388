import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type App, createApp } from '../../server/src/app.ts';
import { type CheckKind } from '../../server/src/features/checks/check.words.ts';
import type { OrganisationRole, TownRole } from '../../server/src/platform/authorization/actor.ts';
import type { Config } from '../../server/src/platform/config.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { Locale } from '../../server/src/platform/locales.ts';
import { createTestDatabase } from './database.ts';
import { openSession } from './session.ts';

const secret = 'a-secret-for-tests-of-at-least-32-signs';

interface Problem {
  code: string;
  field?: string;
  params?: Record<string, string | number>;
}

export interface ApiError {
  message: string;
  path?: (string | number)[];
  extensions: Problem & { others?: Problem[] };
}

export interface Answer<Data> {
  status: number;
  data: Data;
  errors: ApiError[];
  /** Codes of the errors, in order. */
  codes: string[];
}

/** Somebody in front of the API; a visitor has no id. */
export interface Person {
  id: string;
  name: string;
  headers: Record<string, string>;
  query<Data = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
}

export interface Town {
  app: App;
  config: Config;
  pool: pg.Pool;
  zones: { id: string; name: string }[];
  now: Date;
  visitor: Person;
  /** A visitor whose requests come from this address. */
  visitorFrom(address: string): Person;
  /** A new member; staff come with their second factor unless told otherwise. */
  member(given?: NewPerson): Promise<Person>;
  organisation(name?: string): Promise<string>;
  /** A second process on the same database. */
  secondProcess(): Promise<App>;
  /** The same person, talking to another process. */
  at(app: App, person: Person): Person;
  close(): Promise<void>;
}

export interface NewPerson {
  name?: string;
  locale?: Locale;
  speaks?: string[];
  zoneId?: string;
  townRole?: TownRole;
  in?: { organisationId: string; role: OrganisationRole };
  secondFactor?: boolean;
  /** What staff have seen of the person. */
  checks?: CheckKind[];
}

/** A town with two neighbourhoods on a database of its own, with the built pages if told so. `now` can be moved. */
export async function createTown(
  changes: Partial<Config> = {},
  { pages = null }: { pages?: string | null } = {},
): Promise<Town> {
  const database = await createTestDatabase();
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: database.url,
    dataDir: '/nowhere',
    publicUrl: null,
    trustProxy: false,
    demo: false,
    outboxVisible: false,
    secret,
    mail: { url: null, from: 'Vicinia <vicinia@localhost>' },
    sms: { gatewayUrl: null, token: null },
    files: { folder: join(tmpdir(), `vicinia-files-${randomUUID()}`), s3: null },
    map: null,
    oidc: null,
    ...changes,
  };
  const town = { now: new Date() };
  // Every look at the clock is a millisecond later, so that what happens in order has times in order.
  const clock = { now: () => (town.now = new Date(town.now.getTime() + 1)) };
  const start = () => createApp(config, { pages, withJobs: false, clock });
  const app = await start();
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 4 });
  const zones = await makeZones(pool);
  const others: App[] = [];

  const speakTo = (to: App, id: string, name: string, headers: Record<string, string>, from?: string): Person => ({
    id,
    name,
    headers,
    query: (query, variables) => ask(to, headers, query, variables, from),
  });

  return Object.assign(town, {
    app,
    config,
    pool,
    zones,
    visitor: speakTo(app, '', 'visitor', {}),
    visitorFrom: (address: string) => speakTo(app, '', 'visitor', {}, address),
    async member(given: NewPerson = {}): Promise<Person> {
      const { id, name, headers } = await makeMember(pool, given);
      return speakTo(app, id, name, headers);
    },
    async organisation(name = `Associazione ${randomUUID()}`): Promise<string> {
      const id = newId();
      await pool.query(
        `insert into organisation (id, name, kind, language, created_at) values ($1, $2, 'ASSOCIATION', 'it', now())`,
        [id, name],
      );
      return id;
    },
    async secondProcess(): Promise<App> {
      const other = await start();
      others.push(other);
      return other;
    },
    at: (other: App, person: Person): Person => speakTo(other, person.id, person.name, person.headers),
    async close(): Promise<void> {
      for (const running of [...others, app]) await running.stop();
      await pool.end();
      await database.drop();
      await rm(config.files.folder, { recursive: true, force: true });
    },
  });
}

/** A key for a mutation. */
export const newKey = (): string => randomUUID();

async function ask<Data>(
  app: App,
  headers: Record<string, string>,
  query: string,
  variables: Record<string, unknown> = {},
  remoteAddress = '127.0.0.1',
): Promise<Answer<Data>> {
  const response = await app.http.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query, variables }),
  });
  const body = response.json<{ data?: Data; errors?: ApiError[] }>();
  const errors = body.errors ?? [];
  return {
    status: response.statusCode,
    data: body.data as Data,
    errors,
    codes: errors.map((error) => error.extensions.code),
  };
}

async function makeZones(pool: pg.Pool): Promise<{ id: string; name: string }[]> {
  const [centre, coast] = [newId(), newId()];
  await pool.query(
    `insert into neighbourhood (id, name, created_at) values ($1, 'Centro', now()), ($2, 'Costa', now())`,
    [centre, coast],
  );
  const zones = [
    { id: newId(), name: 'Centro storico', in: centre },
    { id: newId(), name: 'San Nicola', in: centre },
    { id: newId(), name: 'Varcaturo', in: coast },
  ];
  for (const zone of zones) {
    await pool.query(
      `insert into zone (id, neighbourhood_id, name, names, created_at) values ($1, $2, $3, $4, now())`,
      [zone.id, zone.in, zone.name, { ar: `${zone.name} بالعربية` }],
    );
  }
  return zones.map(({ id, name }) => ({ id, name }));
}

async function makeMember(pool: pg.Pool, given: NewPerson) {
  const id = newId();
  const name = given.name ?? `Vicina ${id.slice(-6)}`;
  const locale = given.locale ?? 'it';
  await pool.query(`insert into auth_user (id, name, email, email_verified, locale) values ($1, $2, $3, true, $4)`, [
    id,
    name,
    `${id}@people.example`,
    locale,
  ]);
  await pool.query(
    `insert into member (id, display_name, locale, zone_id, created_at) values ($1, $2, $3, $4, now())`,
    [id, name, locale, given.zoneId ?? null],
  );
  for (const tag of given.speaks ?? []) {
    await pool.query(`insert into spoken_language (member_id, tag, level) values ($1, $2, 'WELL')`, [id, tag]);
  }
  if (given.checks?.length) await recordChecks(pool, id, given.checks);
  if (given.townRole) await pool.query(`insert into town_role (member_id, role) values ($1, $2)`, [id, given.townRole]);
  if (given.in) {
    await pool.query(`insert into membership (organisation_id, member_id, roles) values ($1, $2, $3)`, [
      given.in.organisationId,
      id,
      [given.in.role],
    ]);
  }
  const isStaff = Boolean(given.townRole) || (given.in !== undefined && given.in.role !== 'VOLUNTEER');
  const session = await openSession(pool, id, secret, given.secondFactor ?? isStaff);
  const cookie = `${session}; vicinia_locale=${locale}`;
  return { id, name, headers: { cookie } };
}

/** As recorded at the desk by a member of an association's staff. */
async function recordChecks(pool: pg.Pool, memberId: string, kinds: readonly CheckKind[]): Promise<void> {
  const [staffId, organisationId] = [newId(), newId()];
  await pool.query(`insert into member (id, display_name, locale, created_at) values ($1, 'Sportello', 'it', now())`, [
    staffId,
  ]);
  await pool.query(
    `insert into organisation (id, name, kind, language, created_at) values ($1, $2, 'ASSOCIATION', 'it', now())`,
    [organisationId, `Associazione ${organisationId}`],
  );
  for (const kind of kinds) {
    await pool.query(
      `insert into member_check (id, member_id, kind, organisation_id, recorded_by_id, recorded_at, valid_until)
       values ($1, $2, $3, $4, $5, now(), now() + interval '6 months')`,
      [newId(), memberId, kind, organisationId, staffId],
    );
  }
}
