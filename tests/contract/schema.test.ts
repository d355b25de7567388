import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';

const schema = await buildApiSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
  (type) => type != null,
);

const argumentsOf = (field: object) => ('args' in field ? (field as GraphQLField<unknown, unknown>).args : []);

describe('the schema', () => {
  test('describes every type, field, argument and value', () => {
    const silent = ours.flatMap((type) => {
      const own = type.description || roots.includes(type as GraphQLObjectType) ? [] : [type.name];
      if (isEnumType(type))
        return [
          ...own,
          ...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`])),
        ];
      if (!isObjectType(type) && !isInputObjectType(type))
        return isScalarType(type)
          ? own.filter((name) => !['String', 'Int', 'Boolean', 'ID', 'Float'].includes(name))
          : own;
      return [
        ...own,
        ...Object.values(type.getFields()).flatMap((field) => [
          ...(field.description ? [] : [`${type.name}.${field.name}`]),
          ...argumentsOf(field).flatMap((arg) => (arg.description ? [] : [`${type.name}.${field.name}(${arg.name})`])),
        ]),
      ];
    });
    expect(silent).toEqual([]);
  });

  test('gives every object to a feature, so that its writes end kept answers that show it', () => {
    const homeless = ours.filter(
      (type) => isObjectType(type) && !roots.includes(type) && typeof type.extensions['feature'] !== 'string',
    );
    expect(homeless.map((type) => type.name)).toEqual([]);
  });

  test('names a policy for every operation', () => {
    const open = roots.flatMap((type) =>
      Object.values(type.getFields()).filter((field) => typeof field.extensions['action'] !== 'string'),
    );
    expect(open.map((field) => field.name)).toEqual([]);
  });

  test('wants a key for every mutation', () => {
    const keyless = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
      (field) => String(field.args.find((arg) => arg.name === 'key')?.type) !== 'UUID!',
    );
    expect(keyless.map((field) => field.name)).toEqual([]);
  });

  test('pages every connection with a limit', () => {
    const unlimited = ours
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).filter(
          (field) =>
            getNamedType(field.type).name.endsWith('Connection') &&
            !field.args.some((arg) => ['first', 'last'].includes(arg.name) && arg.defaultValue),
        ),
      );
    expect(unlimited.map((field) => field.name)).toEqual([]);
  });
});
