import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationRule,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { AppError } from '../errors.ts';

/** How many levels of fields a query may nest; introspection may nest a little deeper. */
const maxDepth = 9;
const maxIntrospectionDepth = 14;
/** Roughly the number of values an answer may hold. */
const maxCost = 6000;

/** Refuses documents that nest too deeply, following fragments; cyclic fragments are refused by GraphQL itself. */
export const depthLimit: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const depthOf = (set: SelectionSetNode | undefined, level: number, seen: ReadonlySet<string>): number =>
      Math.max(
        level,
        ...(set?.selections ?? []).map((selection) => {
          if (selection.kind === Kind.FIELD) return depthOf(selection.selectionSet, level + 1, seen);
          if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet, level, seen);
          const name = selection.name.value;
          if (seen.has(name)) return level;
          return depthOf(context.getFragment(name)?.selectionSet, level, new Set([...seen, name]));
        }),
      );
    const isIntrospection = node.selectionSet.selections.some(
      (s) => s.kind === Kind.FIELD && s.name.value === '__schema',
    );
    const max = isIntrospection ? maxIntrospectionDepth : maxDepth;
    if (depthOf(node.selectionSet, 0, new Set()) > max) {
      context.reportError(
        new GraphQLError('QUERY_TOO_DEEP', { originalError: new AppError('QUERY_TOO_DEEP', { max }) }),
      );
    }
  },
});

/** What an operation costs before it shows anything: a transaction or a statement. */
const rootCost = 30;

/** A field costs 1 and its children; a list as often as it may have rows: `first` or `last`, else 10. */
const estimator: ComplexityEstimator = ({ args, childComplexity, type, field }) => {
  const asked = Number(args['first'] ?? args['last'] ?? NaN);
  const connection = type.name === 'Query' || Number.isFinite(asked);
  const isList = String(field.type).startsWith('[');
  const rows =
    Number.isFinite(asked) && connection
      ? Math.max(1, Math.min(asked, 1000))
      : isList && field.name !== 'nodes'
        ? 5
        : 1;
  const root = type.name === 'Query' || type.name === 'Mutation' ? rootCost : 1;
  return root + rows * childComplexity;
};

/** Throws QUERY_TOO_COSTLY for documents that ask for more than a page could show. */
export function assertAffordable(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown> | undefined,
  operationName: string | undefined,
): void {
  const onlyIntrospection = query.definitions.every(
    (d) =>
      d.kind !== Kind.OPERATION_DEFINITION ||
      (d.operation === OperationTypeNode.QUERY &&
        d.selectionSet.selections.every((s) => s.kind === Kind.FIELD && s.name.value.startsWith('__'))),
  );
  if (onlyIntrospection) return;
  const cost = costOf(schema, query, variables, operationName);
  if (cost <= maxCost) return;
  throw refused(new AppError('QUERY_TOO_COSTLY', { max: maxCost, cost }));
}

const costs = new WeakMap<DocumentNode, Map<string, number>>();
const maxKeptCosts = 50;

/**
 * The cost of a document with these variables, counted once for all that have the same numbers and switches: nothing else of
 * them counts. Variables that do not fit cost nothing here: nothing is executed then, and the answer says what is wrong with them.
 */
function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown> = {},
  operationName: string | undefined,
): number {
  const ofDocument = costs.get(query) ?? new Map<string, number>();
  costs.set(query, ofDocument);
  const counted = Object.entries(variables).filter(([, value]) => typeof value !== 'string' && !isObject(value));
  const key = JSON.stringify([counted, operationName]);
  const known = ofDocument.get(key);
  if (known !== undefined) return known;
  const cost = countCost(schema, query, variables, operationName);
  if (cost === null) return 0;
  if (ofDocument.size < maxKeptCosts) ofDocument.set(key, cost);
  return cost;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A question that is not executed is the client's fault, in HTTP too. */
const refused = (originalError: AppError) =>
  new GraphQLError(originalError.code, { originalError, extensions: { http: { status: 400 } } });

/** Null where the variables do not fit. */
function countCost(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): number | null {
  try {
    return getComplexity({ schema, query, variables, operationName, estimators: [estimator] });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (!fits(schema, query, variables, operationName)) return null;
    throw refused(new AppError('INVALID_INPUT', {}, /"\$?(\w+)"/.exec(error.message)?.[1] ?? 'query'));
  }
}

function fits(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): boolean {
  const operation = getOperationAST(query, operationName);
  return (
    operation !== null &&
    operation !== undefined &&
    !getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors
  );
}
