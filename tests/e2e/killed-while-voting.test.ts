import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';
import { freePort } from '../testkit/site.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';
import { openVote, type Vote } from '../testkit/votes.ts';

const hour = 3_600_000;
const voters = 60;
/** Acknowledged ballots after which the process is killed. */
const kills = [15, 35];

let town: Town;
let folder: string;
beforeAll(async () => {
  town = await createTown();
  folder = await mkdtemp(join(tmpdir(), 'vicinia-killed-'));
});
afterAll(async () => {
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** The built app as a process of its own, on the town's database. */
async function startApp(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(projectFile('tests/load/app-process.ts'), {
    env: {
      ...process.env,
      DATABASE_URL: town.config.databaseUrl,
      SECRET: town.config.secret,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DEMO: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, url: `http://127.0.0.1:${port}/graphql` };
}

/** Votes as a phone does that has lost its answer: the same key again. Null: no answer came. */
async function send(url: string, person: Person, vote: Vote, key: string): Promise<string | null> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...person.headers },
    body: JSON.stringify({
      query: `mutation ($key: UUID!, $phaseId: UUID!, $choices: [BallotChoiceInput!]!) {
        castBallot(key: $key, phaseId: $phaseId, choices: $choices) { receipt } }`,
      variables: { key, phaseId: vote.phaseId, choices: [{ optionId: vote.optionIds[0], value: 1 }] },
    }),
  }).catch(() => null);
  const text = await answer?.text().catch(() => null);
  if (!text) return null;
  const body = JSON.parse(text) as { data?: { castBallot?: { receipt: string } }; errors?: unknown };
  if (!body.data?.castBallot) throw new Error(text);
  return body.data.castBallot.receipt;
}

test('killing the app while people vote loses no acknowledged ballot and counts none twice', async () => {
  town.now = new Date(Date.now() - 3 * hour);
  const association = await town.organisation();
  const giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const people: Person[] = [];
  for (let voter = 0; voter < voters; voter++) people.push(await town.member());

  const receipts = new Map<string, string>();
  let running = startApp();
  const deaths: Promise<unknown>[] = [];
  let lost = 0;
  const kill = async () => {
    const { child } = await running;
    const gone = once(child, 'exit');
    deaths.push(gone);
    running = gone.then(startApp);
    child.kill('SIGKILL');
  };
  const killAt = [...kills];
  const voteUntilTold = async (person: Person) => {
    const key = newKey();
    for (;;) {
      const receipt = await send((await running).url, person, vote, key);
      if (receipt) {
        receipts.set(person.id, receipt);
        if (receipts.size === killAt[0]) {
          killAt.shift();
          await kill();
        }
        return;
      }
      lost += 1;
    }
  };
  // Ten at a time, so that some are always on their way when it dies.
  const waiting = [...people];
  const line = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await voteUntilTold(next);
  };
  await Promise.all(Array.from({ length: 10 }, line));
  const { child } = await running;
  child.kill('SIGTERM');
  await once(child, 'exit');

  expect(deaths).toHaveLength(kills.length);
  expect(lost, 'some were on their way when it died').toBeGreaterThan(0);
  const { rows: ballots } = await town.pool.query<{ receipt: string }>(
    'select receipt from ballot where phase_id = $1',
    [vote.phaseId],
  );
  expect(ballots.map(({ receipt }) => receipt).toSorted()).toEqual([...receipts.values()].toSorted());
  expect(new Set(receipts.values()).size).toBe(voters);
  const { rows: electors } = await town.pool.query('select participant_id from elector where phase_id = $1', [
    vote.phaseId,
  ]);
  expect(electors).toHaveLength(voters);
}, 90_000);
