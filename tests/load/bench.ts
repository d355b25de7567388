import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { buildStale } from '../../server/src/commands/builds.ts';
import { startPostgres } from '../../server/src/platform/postgres/index.ts';
import { openSession } from '../testkit/session.ts';
import { ballotWrites } from './ballot-figures.ts';
import { countingFigures } from './counting.ts';
import { answersPerSecond, type Figure, median, type Target } from './measure.ts';
import { calendarTime, eventList, eventsPage, fillWithEvents, pageWeight } from './event-figures.ts';
import { fillForLoad, fillUpTo, offerForLoad } from './neighbourhood.ts';

/*
 * pnpm bench [NAME...] [--json]: figures of this machine, each throughput as a share of a bare endpoint over the same rows
 * in the same run. Makes its own PostgreSQL and removes it.
 */

const rounds = 5;
/** Rounds of what is answered from memory: many times its goal, whatever the round. */
const fewRounds = 3;
const seconds = 2;
/** The first look at memory: after what the start needed has gone back to the machine. */
const secondsToIdle = 5;
const warmUp = 6; // until the compiler has seen what is hot
const secret = randomBytes(32).toString('base64url');
const json = process.argv.includes('--json');
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
/** Figures that need the app and its database; the others are counted without. */
const wanted = named.filter((name) => !(name in countingFigures));
const say = (line: string) => (json ? undefined : console.error(line));

const list = JSON.stringify({
  query: `{ helpRequests(first: 20) { nodes { id category startsAt endsAt partOfDay details language speaks placesLeft zone { id name } } pageInfo { hasNextPage endCursor } } }`,
});

const search = JSON.stringify({
  query: `{ helpRequests(first: 20, filter: { categories: [PAPERS], search: "mercato" }) { nodes { id category startsAt endsAt partOfDay details language speaks placesLeft zone { id name } } pageInfo { hasNextPage endCursor } } }`,
});
const suggestions = JSON.stringify({
  query: `{ suggestedRequests(first: 20) { score reasons { kind tag km weekday } request { id category startsAt endsAt details speaks zone { id name } } } }`,
});
/** Rows for the figures of search and suggestions. */
const manyRows = 20_000;

const children: ChildProcess[] = [];
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(countingFigures)) {
  if (named.length > 0 && !named.includes(name)) continue;
  say(`Measuring ${name} ...`);
  figures.push(await measure());
}
if (named.length === 0 || wanted.length > 0) figures.push(...(await measureApp()));

if (json) console.log(JSON.stringify(figures, null, 2));
else
  console.table(figures.map(({ name, value, unit, goal }) => ({ name, value: Number(value.toFixed(2)), unit, goal })));

async function measureApp(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vicinia-bench-'));
  await buildStale(say);
  const postgres = await startPostgres(join(folder, 'postgres'));
  try {
    return await measureAll(folder, postgres.url);
  } finally {
    await Promise.all(children.map(end));
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(folder: string, databaseUrl: string): Promise<Figure[]> {
  const app = await start('app-process.ts', databaseUrl, {
    PORT: String(await freePort()),
    DATA_DIR: folder,
    DEMO: '0',
    HOST: '127.0.0.1',
    SECRET: secret,
  });
  await wait(secondsToIdle * 1000);
  const memory = (await ask<{ memory: number }>(app.child, 'memory')).memory / 2 ** 20;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const { memberId } = await fillForLoad(pool);
  const cookie = await openSession(pool, memberId, secret);
  const floor = await start('floor-process.ts', databaseUrl, {});
  await assertWholePage({ url: floor.address });

  const visitor: Target = { url: `${app.address}/graphql`, body: list };
  const member: Target = { ...visitor, headers: { cookie } };
  await assertWholePage(visitor);
  await assertWholePage(member);
  const searchFloor = `${floor.address}/search`;
  const figuresByName: Record<string, () => Promise<Figure>> = {
    'help.list.visitor': async () => share('help.list.visitor', '>= 2', floor.address, visitor, fewRounds),
    'help.list.member': async () => share('help.list.member', '>= 0.5', floor.address, member),
    'help.list.statements': async () => ({
      name: 'help.list.statements',
      value: await statementsOf(app.child, member),
      unit: 'statements',
      goal: '<= 4',
    }),
    'help.search.visitor': async () =>
      share('help.search.visitor', '>= 2', searchFloor, { ...visitor, body: search }, fewRounds),
    'help.search.member': async () => share('help.search.member', '>= 0.5', searchFloor, { ...member, body: search }),
    'help.suggestions': async () => ({
      name: 'help.suggestions',
      value: await inDatabase(app.child, { ...member, body: suggestions }),
      unit: 'ms',
      goal: '<= 50',
    }),
    'events.list.visitor': async () =>
      share('events.list.visitor', '>= 3', `${floor.address}/events`, { ...visitor, body: eventList }, fewRounds),
    'events.page': async () =>
      share('events.page', '>= 0.15', `${floor.address}/events`, eventsPage(app.address), fewRounds),
    'events.page.weight': async () => pageWeight(app.address),
    'events.ics': async () => calendarTime(app.address),
    'ballot.write': () => ballotWrites(pool, { app: app.address, floor: floor.address, secret, say }),
    'memory.idle': () => Promise.resolve({ name: 'memory.idle', value: memory, unit: 'MB', goal: '<= 200' }),
  };
  const unknown = wanted.filter((name) => !(name in figuresByName));
  if (unknown.length > 0)
    throw new Error(
      `No figure is called ${unknown.join(', ')}; there are ${Object.keys({ ...countingFigures, ...figuresByName }).join(', ')}.`,
    );
  const measured: Figure[] = [];
  const ofMany = new Set(['help.search.visitor', 'help.search.member', 'help.suggestions']);
  let isFull = false;
  let hasEvents = false;
  for (const [name, measure] of Object.entries(figuresByName)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (ofMany.has(name) && !isFull) {
      say(`Filling up to ${manyRows} requests ...`);
      await fillUpTo(pool, manyRows);
      await offerForLoad(pool, memberId);
      isFull = true;
      for (const target of [{ url: searchFloor }, { ...visitor, body: search }, { ...member, body: suggestions }])
        await assertWholePage(target);
    }
    if (name.startsWith('events.') && !hasEvents) {
      await fillWithEvents(pool);
      hasEvents = true;
    }
    say(`Measuring ${name} ...`);
    measured.push(await measure());
  }
  await pool.end();
  return measured;
}

/** A figure about wrong answers would be worse than none. */
async function assertWholePage({ url, body, headers }: Target): Promise<void> {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
  );
  const text = await answer.text();
  if (text.match(/"category"/g)?.length !== 20) throw new Error(`Not a page of 20 requests: ${text.slice(0, 300)}`);
}

/** The middle of several rounds, each with the floor and the target right after one another. */
async function share(name: string, goal: string, floor: string, target: Target, times = rounds): Promise<Figure> {
  await answersPerSecond({ url: floor }, 1);
  await answersPerSecond(target, warmUp);
  const shares: number[] = [];
  for (let round = 0; round < times; round++) {
    const bare = await answersPerSecond({ url: floor }, seconds);
    const ours = await answersPerSecond(target, seconds);
    say(`  round ${round + 1}: floor ${bare.toFixed(0)}/s, ${name} ${ours.toFixed(0)}/s`);
    shares.push(ours / bare);
  }
  return { name, value: median(shares), unit: 'share', goal };
}

/** SQL statements of one list page for a member, once everything is warm; the middle of many, since jobs send some of their own. */
async function statementsOf(child: ChildProcess, target: Target): Promise<number> {
  const pages = 21;
  const counts: number[] = [];
  for (let page = -1; page < pages; page++) {
    const before = (await ask<{ statements: number }>(child, 'statements')).statements;
    await post(target);
    const sent = (await ask<{ statements: number }>(child, 'statements')).statements - before;
    if (page >= 0) counts.push(sent);
  }
  return median(counts);
}

/** Milliseconds that the statements of one answer take, from sending to having their rows; the middle of many answers. */
async function inDatabase(child: ChildProcess, target: Target): Promise<number> {
  const answers = 30;
  const times: number[] = [];
  for (let i = 0; i < answers; i++) {
    const before = (await ask<{ waited: number }>(child, 'statements')).waited;
    await post(target);
    times.push((await ask<{ waited: number }>(child, 'statements')).waited - before);
  }
  return median(times);
}

function post({ url, headers, body = '' }: Target): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

async function start(
  file: string,
  databaseUrl: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc', '--max-semi-space-size=64'], // as `pnpm start` runs it
  });
  children.push(child);
  const failed = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was ready`)));
  const [{ port }] = (await Promise.race([once(child, 'message'), failed])) as [{ port: number }];
  failed.catch(() => undefined);
  return { child, address: `http://127.0.0.1:${port}` };
}

async function ask<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
