import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { isLocale, locales, type Locale } from '../locales.ts';

function textScalar<T extends string>(
  name: string,
  description: string,
  parse: (value: unknown) => T,
): GraphQLScalarType<T, string> {
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A language of the interface. */
export const LocaleScalar = textScalar<Locale>(
  'Locale',
  `A language of the interface: ${locales.join(', ')}.`,
  (value) => {
    if (!isLocale(value)) throw new GraphQLError(`Not one of ${locales.join(', ')}`);
    return value;
  },
);

/** A language people speak; the canonical form of the tag is kept. */
export const LanguageTag = textScalar<string>(
  'LanguageTag',
  'A BCP 47 tag of a spoken language or dialect, such as "ar" or "ary".',
  (value) => {
    if (typeof value !== 'string' || !/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(value))
      throw new GraphQLError('Not a language tag');
    const [canonical] = Intl.getCanonicalLocales(value);
    return canonical ?? value;
  },
);

/** A calendar day. */
export const DayScalar = textScalar<string>('Date', 'A calendar day in the town, "2026-11-30".', (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new GraphQLError('Not a day');
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString();
  } catch {
    throw new GraphQLError('Not a day of the calendar');
  }
});

/** An instant; PostgreSQL's own notation is read too, so that a list need not make dates of what nobody asks for. */
export const InstantScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in UTC, "2026-11-30T08:00:00.000Z" (RFC 3339).',
  serialize: (value) => (typeof value === 'string' ? isoOf(value) : (value as Date).toISOString()),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** "2026-11-30 08:00:00.25+00" as PostgreSQL writes instants in UTC, without the slow way through a date. */
function isoOf(text: string): string {
  if (text[10] !== ' ' || !text.endsWith('+00')) return new Date(text).toISOString();
  const milliseconds = text.slice(20, -3).slice(0, 3).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
}

function parseInstant(value: unknown): Date {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value))
    throw new GraphQLError('Not an instant');
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new GraphQLError('Not an instant');
  return instant;
}

/** The id of a row, or a key made by a client. */
export const IdScalar = textScalar<string>(
  'UUID',
  'A UUID (RFC 9562), "01a20882-76ac-7180-a6a5-b5ff0b00c60f".',
  (value) => {
    if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
      throw new GraphQLError('Not a UUID');
    return value.toLowerCase();
  },
);
