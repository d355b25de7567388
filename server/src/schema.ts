import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { resolvers } from './features.ts';
import { guardRootFields } from './platform/graphql/root-guard.ts';

/** type-graphql wants one; every subscription here names its `subscribe`, fed by platform/live. */
const eachSubscriptionHasItsOwnSource = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription without a source of its own');
  },
};

let built: Promise<GraphQLSchema> | undefined;

/** The schema of the API with its guards; made once per process. */
export const buildApiSchema = (): Promise<GraphQLSchema> => (built ??= build());

async function build(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolvers as [(typeof resolvers)[number]],
    pubSub: eachSubscriptionHasItsOwnSource,
    validate: { forbidUnknownValues: false, skipMissingProperties: true },
  });
  return guardRootFields(schema);
}

/** The schema as text, in alphabetical order, for schema/schema.graphql. */
export async function printApiSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`;
}
