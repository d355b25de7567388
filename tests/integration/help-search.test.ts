import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, offerRegularly } from '../testkit/help.ts';
import { createTown, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let mother: Person;
beforeAll(async () => {
  town = await createTown();
  mother = await town.member();
});
afterAll(() => town.close());

const found = async (search: string) => {
  const { data, codes } = await town.visitor.query<{ helpRequests: { nodes: { id: string }[]; totalCount: number } }>(
    'query ($search: String) { helpRequests(filter: { search: $search }, first: 50) { totalCount nodes { id } } }',
    { search },
  );
  expect(codes).toEqual([]);
  expect(data.helpRequests.totalCount).toBe(data.helpRequests.nodes.length);
  return data.helpRequests.nodes.map(({ id }) => id);
};

test.each([
  ['accents', 'Caffè e perché no', ['caffe', 'CAFFÈ', 'perche', 'perché']],
  ['Arabic vowels, hamza and article', 'أحتاج إلى مُساعدة في المدرسة', ['مساعدة', 'احتاج', 'مدرسة', 'المدرسه']],
  ['Ukrainian and Russian letters', 'Допоможіть із їжею, ёлка', ['допоможіть', 'ЇЖЕЮ', 'іжею', 'елка']],
  ['French and Turkish signs', 'Œuvre à l’école, İstanbul', ['ecole', 'istanbul', 'oeuvre', 'l’école']],
  ['the beginning of a word', 'Armadio pesante', ['arma', 'armadio pes']],
])('%s do not matter', async (_what, details, searches) => {
  const id = await ask(town, mother, { category: 'OTHER', details });
  for (const search of searches) expect(await found(search), search).toContain(id);
  expect(await found(`${searches[0]} inesistente`)).not.toContain(id);
});

test('a request without words is found by its kind and its zone, in any language', async () => {
  const id = await ask(town, mother, { category: 'TRANSPORT', zoneId: town.zones[2]?.id, details: null });
  for (const search of ['passaggio', 'lift', 'سيارة', 'транспорт', 'varcaturo', 'trasporto Varcaturo', 'بالعربية']) {
    expect(await found(search), search).toContain(id);
  }
  expect(await found('trasporto nicola')).not.toContain(id);
});

test('a zone that gets another name is found by the new one', async () => {
  const id = await ask(town, mother, { category: 'OTHER', zoneId: town.zones[1]?.id });
  await town.pool.query(`update zone set name = 'Borgo nuovo' where id = $1`, [town.zones[1]?.id]);
  expect(await found('borgo')).toContain(id);
});

test('signs that mean something to the database mean nothing here', async () => {
  for (const search of [`';--`, `a' & !b | (c`, ':*', '\\', '%_', '  ', '🙂', `'''`, 'ال']) await found(search);
  const long = await town.visitor.query('query ($s: String) { helpRequests(filter: { search: $s }) { totalCount } }', {
    s: 'x'.repeat(101),
  });
  expect(long.codes).toEqual(['TOO_LONG']);
  expect(long.errors[0]?.extensions.field).toBe('filter.search');
});

test('offers are searched alike', async () => {
  const id = await offerRegularly(town, await town.member(), { categories: ['HOMEWORK'], details: 'Matemàtica' });
  const { data } = await town.visitor.query<{ helpOffers: { nodes: { id: string }[] } }>(
    '{ helpOffers(filter: { search: "matematica scuola" }) { nodes { id } } }',
  );
  expect(data.helpOffers.nodes.map((offer) => offer.id)).toEqual([id]);
});
