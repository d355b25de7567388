import * as fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  getNamedType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';
import { createTown, type Person, type Town } from '../testkit/town.ts';

const schema = await buildApiSchema();
const runs = 25;
/** Leaves at once or makes a person per try: played in tests of their own. */
const spared = new Set(['deleteMyAccount']);

let town: Town;
let member: Person;
beforeAll(async () => {
  town = await createTown();
  member = await town.member();
});
afterAll(() => town.close());

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    "'; drop table member; --",
    '{{7*7}}',
    '<script>',
    '../../etc/passwd',
    '\u202e',
    'é'.repeat(3000),
    '𝕏',
  ),
);

/** Values that may or may not fit a type, nested as the type says. */
function valueOf(type: GraphQLInputType): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueOf(type.ofType);
  const fitting = fittingValue(type);
  return fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

function fittingValue(type: GraphQLInputType): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valueOf(type.ofType as GraphQLInputType), { maxLength: 4 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
  if (isInputObjectType(type)) {
    return fc.record(
      Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type)])),
      { requiredKeys: [] },
    );
  }
  const byName: Record<string, fc.Arbitrary<unknown>> = {
    Int: fc.oneof(fc.integer(), fc.integer({ min: -2, max: 60 }), fc.double()),
    Boolean: fc.boolean(),
    UUID: fc.oneof(fc.uuid(), fc.constantFrom(town?.zones[0]?.id ?? '', member?.id ?? '')),
    Date: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
      fc.constantFrom('2026-02-31', '9999-99-99'),
    ),
    Locale: fc.constantFrom('it', 'ar', 'xx'),
    LanguageTag: fc.constantFrom('it', 'ary', 'zh-Hans', 'x'),
    JSON: fc.jsonValue({ maxDepth: 3 }),
  };
  return byName[getNamedType(type).name] ?? text;
}

const selectionOf = (type: GraphQLObjectType): string =>
  `{ ${Object.values(type.getFields())
    .filter((field) => field.args.every((arg) => !isNonNullType(arg.type)) && !isObjectType(getNamedType(field.type)))
    .map((field) => field.name)
    .concat('__typename')
    .join(' ')} }`;

const operations = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {})
    .filter((field) => !spared.has(field.name))
    .map((field) => ({ kind: type === schema.getQueryType() ? 'query' : 'mutation', field })),
);

function documentOf(kind: string, name: string, args: readonly GraphQLArgument[], selection: string): string {
  const variables = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${kind} Fuzz${variables ? `(${variables})` : ''} { ${name}${passed ? `(${passed})` : ''} ${selection} }`;
}

describe('whatever is sent', () => {
  test.each(operations)(
    '$field.name answers with data or a coded error, never a fault of ours',
    async ({ kind, field }) => {
      const named = getNamedType(field.type);
      const document = documentOf(kind, field.name, field.args, isObjectType(named) ? selectionOf(named) : '');
      const variables = fc.record(Object.fromEntries(field.args.map((arg) => [arg.name, valueOf(arg.type)])));
      await fc.assert(
        fc.asyncProperty(variables, fc.boolean(), async (given, signedIn) => {
          const { status, codes, errors } = await (signedIn ? member : town.visitor).query(document, given);
          expect(status, JSON.stringify(given)).toBeLessThan(500);
          expect(codes, JSON.stringify(given)).not.toContain('INTERNAL');
          expect(codes.every((code) => /^[A-Z_]+$/.test(code))).toBe(true);
          expect(JSON.stringify(errors)).not.toMatch(/\bat .+:\d+:\d+|node_modules|select .+ from/i);
        }),
        { numRuns: runs },
      );
    },
  );

  test('documents of any shape get an answer below 500', async () => {
    const odd = fc.oneof(
      text,
      fc.constantFrom(
        '{ helpRequests { nodes { zone { neighbourhood { zones { neighbourhood { zones { neighbourhood { zones { neighbourhood { name } } } } } } } } } } }',
        '{ helpRequests(first: 50) { nodes { requester { organisations { organisation { members { member { organisations { roles } } } } } } } } }',
        'fragment A on Query { ...A } { ...A }',
        '{ a: viewer { locale } '.repeat(200),
        '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { name } } } } } } } } }',
      ),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (query) => {
        const { status, codes } = await town.visitor.query(query);
        expect(status).toBeLessThan(500);
        expect(codes).not.toContain('INTERNAL');
      }),
      { numRuns: 60 },
    );
  });

  test('depth and cost are limited, with a code', async () => {
    const deep = `{ neighbourhoods ${'{ zones { neighbourhood '.repeat(6)} { name } ${'} }'.repeat(6)} }`;
    expect((await town.visitor.query(deep)).codes).toContain('QUERY_TOO_DEEP');
    const many = Array.from(
      { length: 200 },
      (_, i) => `a${i}: helpRequests(first: 50) { nodes { id category state details } }`,
    ).join(' ');
    expect((await town.visitor.query(`{ ${many} }`)).codes).toEqual(['QUERY_TOO_COSTLY']);
  });
});
