import { ArgumentValidationError } from 'type-graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, type ErrorCode } from '../errors.ts';

interface ValidationProblem {
  property: string;
  target?: object;
  constraints?: Record<string, string>;
  children?: ValidationProblem[];
  contexts?: Record<string, { max?: number; min?: number }>;
}

const passedThrough = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Turns whatever went wrong into a coded error; the unforeseen becomes INTERNAL, and only the log learns more. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (error: unknown) => void,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = { locations: formatted.locations, path: formatted.path };
  if (original instanceof AppError) return coded(original, place);
  if (original instanceof ArgumentValidationError)
    return coded(validationError(original.extensions.validationErrors as ValidationProblem[]), place);
  const code = formatted.extensions?.['code'];
  if (code === 'BAD_USER_INPUT') return coded(new AppError('INVALID_INPUT', {}, namedField(formatted.message)), place);
  if (typeof code === 'string' && passedThrough.has(code))
    return { message: formatted.message, ...place, extensions: { code } };
  log(original);
  return coded(new AppError('INTERNAL'), place);
}

function coded(error: AppError, place: Pick<GraphQLFormattedError, 'locations' | 'path'>): GraphQLFormattedError {
  const others = error.others.map(extensionsOf);
  return {
    message: error.code,
    ...place,
    extensions: { ...extensionsOf(error), ...(others.length > 0 ? { others } : {}) },
  };
}

const extensionsOf = ({ code, params, field }: AppError) => ({ code, params, ...(field ? { field } : {}) });

/** graphql-js says: Variable "$input" got invalid value 3 at "input.places"; ... */
function namedField(message: string): string {
  return (/ at "([\w.[\]]+)"/.exec(message)?.[1] ?? /"\$?(\w+)"/.exec(message)?.[1] ?? 'query').replace(/\[\d+\]/g, '');
}

/** Arguments are called `input`, those of lists `filter`, as their classes are. */
function validationError(problems: ValidationProblem[]): AppError {
  const path = problems[0]?.target?.constructor.name.endsWith('Filter') ? 'filter' : 'input';
  const [first = new AppError('INVALID_INPUT'), ...others] = fromValidation(problems, path);
  first.others = others;
  return first;
}

const codes: Record<string, ErrorCode> = {
  maxLength: 'TOO_LONG',
  isNotBlank: 'REQUIRED',
  isNotEmpty: 'REQUIRED',
  min: 'OUT_OF_RANGE',
  max: 'OUT_OF_RANGE',
};

/** One for each field. */
function fromValidation(problems: ValidationProblem[], path: string): AppError[] {
  return problems.flatMap(({ property, children, constraints, contexts }) => {
    const field = `${path}.${property}`;
    if (children?.length) return fromValidation(children, field);
    const rule = Object.keys(constraints ?? {})[0] ?? '';
    return new AppError(codes[rule] ?? 'INVALID_INPUT', { ...contexts?.[rule] }, field);
  });
}
