import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { isLocale, locales, type Locale } from '../locales.ts';

function textScalar<T extends string>(name: string, description: string, parse: (value: unknown) => T): GraphQLScalarType<T, string> {
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A language of the interface. */
export const LocaleScalar = textScalar<Locale>('Locale', `A language of the interface: ${locales.join(', ')}.`, (value) => {
  if (!isLocale(value)) throw new GraphQLError(`Not one of ${locales.join(', ')}`);
  return value;
});

/** A language people speak; the canonical form of the tag is kept. */
export const LanguageTag = textScalar<string>('LanguageTag', 'A BCP 47 tag of a spoken language or dialect, such as "ar" or "ary".', (value) => {
  if (typeof value !== 'string' || !/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(value)) throw new GraphQLError('Not a language tag');
  const [canonical] = Intl.getCanonicalLocales(value);
  return canonical ?? value;
});

/** A calendar day. */
export const DayScalar = textScalar<string>('Date', 'A calendar day in the town, "2026-11-30".', (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new GraphQLError('Not a day');
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString();
  } catch {
    throw new GraphQLError('Not a day of the calendar');
  }
});
