import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register } from '../../testkit/registrations.ts';
import type { Person, Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

interface Page {
  nodes: { date: { event: { title: { words: string } } } }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

test('one reads first what comes next, and then what is over, the last first', async () => {
  const rosa = await town.member();
  for (const [title, days] of [
    ['Gita', 20],
    ['Cena', 1],
    ['Coro', 9],
    ['Pranzo', 2],
  ] as const) {
    const times = { startsAt: hourIn(town, days, '18:00'), endsAt: hourIn(town, days, '20:00') };
    const dateId = await publishEvent(town, giulia, association, {
      input: { title },
      times,
      registration: { mode: 'DATE', places: 5 },
    });
    expect((await register(rosa, dateId)).codes).toEqual([]);
  }
  town.now = new Date(town.now.getTime() + 5 * 86_400_000);
  const pageAfter = async (after: string | null) =>
    (
      await rosa.query<{ myRegistrations: Page }>(
        `query ($after: String) { myRegistrations(first: 1, after: $after) {
           nodes { date { event { title { words } } } } pageInfo { endCursor hasNextPage } } }`,
        { after },
      )
    ).data.myRegistrations;
  const pages = [await pageAfter(null)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage; last = pages.at(-1))
    pages.push(await pageAfter(last.pageInfo.endCursor));
  const read = pages.flatMap(({ nodes }) => nodes.map(({ date }) => date.event.title.words));
  expect(read).toEqual(['Coro', 'Gita', 'Pranzo', 'Cena']);
});
