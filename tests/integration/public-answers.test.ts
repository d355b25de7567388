import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTown, type Person, type Town } from '../testkit/town.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { countStatements } from '../testkit/count-statements.ts';
import { eventually } from '../testkit/eventually.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const list = '{ helpRequests(first: 50) { totalCount nodes { id category zone { name } } } }';
interface Listed {
  helpRequests: { totalCount: number; nodes: { id: string; zone: { name: string } }[] };
}
const idsFor = async (person: Person) =>
  (await person.query<Listed>(list)).data.helpRequests.nodes.map((node) => node.id);

describe('public answers are kept in memory and never stale', () => {
  test('a write in one process ends the kept answers of the other', async () => {
    const other = await town.secondProcess();
    const [here, there] = [town.visitor, town.at(other, town.visitor)];
    const mother = await town.member();
    await idsFor(here);
    await idsFor(there);

    const requestId = await ask(town, mother);
    expect(await idsFor(here)).toContain(requestId);
    await eventually(async () => expect(await idsFor(there)).toContain(requestId));

    const helper = town.at(other, await town.member());
    const { matchId } = await offer(helper, requestId);
    await accept(mother, matchId);
    expect(await idsFor(here)).not.toContain(requestId);
    await eventually(async () => expect(await idsFor(there)).not.toContain(requestId));
  });

  test('a second answer to the same question needs no statement', async () => {
    await ask(town, await town.member());
    expect(await countStatements(() => idsFor(town.visitor))).toBeGreaterThan(0);
    // The notification of the write may still be on its way and end the answer once more.
    await eventually(async () => expect(await countStatements(() => idsFor(town.visitor))).toBe(0));
  });

  test('a statement that goes past the API ends kept answers too', async () => {
    const requestId = await ask(town, await town.member());
    expect(await idsFor(town.visitor)).toContain(requestId);
    await town.pool.query(`update help_request set state = 'WITHDRAWN' where id = $1`, [requestId]);
    await eventually(async () => expect(await idsFor(town.visitor)).not.toContain(requestId));
  });

  test('each language gets its own answer, also in parallel', async () => {
    await ask(town, await town.member());
    const names = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const locale = index % 2 === 0 ? 'it' : 'ar';
        const person = { ...town.visitor, headers: { 'accept-language': locale } };
        const response = await town.app.http.inject({
          method: 'POST',
          url: '/graphql',
          headers: { 'content-type': 'application/json', ...person.headers },
          payload: JSON.stringify({ query: list }),
        });
        return [locale, response.json<{ data: Listed }>().data.helpRequests.nodes[0]?.zone.name] as const;
      }),
    );
    expect(new Set(names.map(([locale, name]) => `${locale}: ${name}`))).toEqual(
      new Set(['it: Centro storico', 'ar: Centro storico بالعربية']),
    );
  });

  test('when the listening connection breaks, nothing is answered from memory until it is back', async () => {
    await idsFor(town.visitor);
    await town.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vicinia live' and datname = current_database()`,
    );
    await eventually(() => expect(town.app.live.connected).toBe(false));
    const requestId = await ask(town, await town.member());
    expect(await idsFor(town.visitor)).toContain(requestId);
    await eventually(() => expect(town.app.live.connected).toBe(true));
    expect(await idsFor(town.visitor)).toContain(requestId);
  });
});
