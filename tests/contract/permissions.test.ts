import { GraphQLNonNull, type GraphQLSchema, print, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';
import { type Given, triedIn } from './tried.ts';
import { makeWorld, roleMakers, type World } from './world.ts';

let town: Town;
let world: World;
let schema: GraphQLSchema;
beforeAll(async () => {
  town = await createTown();
  world = await makeWorld(town);
  schema = await buildApiSchema();
});
afterAll(() => town.close());

/** Subscriptions authorize in the same service methods; the stream test plays them. */
const playedElsewhere = new Set([
  'Subscription.messageSent',
  'Subscription.helpChanged',
  'Subscription.actionChanged',
  'Subscription.eventDateChanged',
  'Subscription.assemblyChanged',
]);

describe('who may do what', () => {
  test('every operation says with what it is tried', () => {
    expect(operations().filter((name) => !(name in triedIn(town)) && !playedElsewhere.has(name))).toEqual([]);
  });

  test('the table of operations and roles is the one that was agreed', async () => {
    const rows: string[] = [];
    const everybody = new Map<string, Person>();
    for (const name of operations()
      .filter((operation) => !playedElsewhere.has(operation))
      .toSorted()) {
      const byOutcome = Object.entries(Object.groupBy(await outcomes(name, everybody), ({ outcome }) => outcome));
      const lines = byOutcome
        .map(([outcome, who = []]) => `  ${outcome}: ${who.map(({ role }) => role).join(', ')}`)
        .toSorted();
      rows.push([name, ...lines].join('\n'));
    }
    await expect(`${rows.join('\n\n')}\n`).toMatchFileSnapshot('./permissions.txt');
  }, 300_000);
});

/**
 * How an operation ends for somebody of each role. What was refused has changed nothing, so the next may try with the same; what
 * was done has, and so has a wrong code: then whoever did it and what they did it with are made anew.
 */
async function outcomes(name: string, everybody: Map<string, Person>): Promise<{ role: string; outcome: string }[]> {
  const make = triedIn(town)[name];
  if (!make) throw new Error(name);
  const found: { role: string; outcome: string }[] = [];
  let given: Given | undefined;
  for (const [role, makePerson] of Object.entries(roleMakers)) {
    given ??= await make(world);
    const person = everybody.get(role) ?? (await makePerson(world));
    everybody.set(role, person);
    const isMutation = name.startsWith('Mutation.');
    const { codes } = await person.query(document(name), { ...given, ...(isMutation ? { key: newKey() } : {}) });
    if (isMutation && (codes.length === 0 || codes.includes('WRONG_CODE'))) {
      everybody.delete(role);
      given = undefined;
    }
    found.push({ role, outcome: codes.length === 0 ? 'yes' : codes.join(' ') });
  }
  return found;
}

function operations(): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  );
}

/** A document that asks an operation for as little as it must. */
function document(name: string): string {
  const [kind, fieldName = ''] = name.split('.');
  const field = schema.getType(kind ?? '')?.toConfig() as {
    fields: Record<string, { args: Record<string, { type: unknown }>; type: unknown }>;
  };
  const found = field.fields[fieldName];
  const args = Object.entries(found?.args ?? {});
  const variables = args.map(([arg, { type }]) => `$${arg}: ${String(type)}`).join(', ');
  const passed = args.map(([arg]) => `${arg}: $${arg}`).join(', ');
  const bare = String(found?.type instanceof GraphQLNonNull ? found.type.ofType : found?.type).replace(/[[\]!]/g, '');
  const isObject = 'getFields' in (schema.getType(bare) ?? {});
  return print(
    parse(
      `${kind?.toLowerCase()} Tried${variables ? `(${variables})` : ''} { ${fieldName}${passed ? `(${passed})` : ''} ${isObject ? '{ __typename }' : ''} }`,
    ),
  );
}
