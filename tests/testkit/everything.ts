import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { Person } from './town.ts';

/** Everything that can be selected of a type without arguments, a few levels deep. */
export function everything(type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field: GraphQLField<unknown, unknown>) => {
    if (field.args.some((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined)) return [];
    const named = getNamedType(field.type);
    if (isScalarType(named) || isEnumType(named)) return [field.name];
    return isObjectType(named) && depth > 1 ? [`${field.name} ${everything(named, depth - 1)}`] : [];
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** All that a person gets who asks every query for every field, as deep as is allowed; `idFor` says what is asked about. */
export async function readAll(
  schema: GraphQLSchema,
  person: Person,
  idFor: (query: string) => string,
): Promise<string> {
  const answers: unknown[] = [];
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const named = getNamedType(field.type);
    const wanted = field.args.filter((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined);
    const given = wanted.map((arg) => `${arg.name}: "${idFor(field.name)}"`).join(', ');
    for (const depth of [3, 4, 5, 6]) {
      const selection = isObjectType(named) ? everything(named, depth) : '';
      const { data, codes } = await person.query(`{ ${field.name}${given ? `(${given})` : ''} ${selection} }`);
      if (codes.includes('QUERY_TOO_COSTLY') || codes.includes('QUERY_TOO_DEEP')) break;
      answers.push(data);
    }
  }
  return JSON.stringify(answers);
}
