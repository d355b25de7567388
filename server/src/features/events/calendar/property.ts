import ICAL from 'ical.js';
import { limits } from './limits.ts';

/** A property as it stands in the file: the name in capitals, the first value of each parameter, texts without escapes. */
export interface Property {
  name: string;
  params: Record<string, string>;
  values: string[];
}

const raw = { defaultType: 'raw' };
const text = { defaultType: 'text' };
const list = (details: { defaultType: string }) => ({ ...details, multiValue: ',' });

/*
 * The library's grammar of lines with our own idea of values: dates, durations and rules stay as they are written,
 * because real files write them in ways that it would read as something else.
 */
const grammar = {
  ...ICAL.design.icalendar,
  value: { text: ICAL.design.icalendar.value.text },
  property: {
    ...Object.fromEntries(
      ['UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'TZID'].map((name) => [name.toLowerCase(), text]),
    ),
    categories: list(text),
    exdate: list(raw),
    rdate: list(raw),
  },
};

/**
 * Reads one line, or null where it is not a property. A line is cut where it is far too long; what it says is then more
 * than any event may have, and is treated as that.
 */
export function readProperty(line: string): Property | null {
  const text = line.slice(0, limits.lineLength);
  return parse(text) ?? parse(withoutStrayQuotes(text));
}

/** The name of a line's property in capitals, without reading the rest. */
export const propertyName = (line: string) => (/^[A-Za-z0-9-]+/.exec(line)?.[0] ?? '').toUpperCase();

function parse(line: string): Property | null {
  if (!hasModestHead(line)) return null;
  try {
    const [name, params, , ...values] = ICAL.parse.property(line, grammar) as [string, object, string, ...unknown[]];
    return {
      name: name.toUpperCase(),
      params: Object.fromEntries(
        Object.entries(params).map(([key, value]) => [key.toUpperCase(), String([value].flat()[0]).trim()]),
      ),
      values: values.map((value) => (typeof value === 'string' ? value : '')),
    };
  } catch {
    return null;
  }
}

/** The library looks through the whole line for each parameter, so there must be few, and a value. */
function hasModestHead(line: string): boolean {
  let isQuoted = false;
  let params = 0;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === ':') return true;
    else if (sign === ';' && ++params > limits.params) return false;
  }
  return false;
}

/** A quote that never closes, or closes after the value: `TZID="Name:20200609T090000"`. The last colon parts the value. */
function withoutStrayQuotes(line: string): string {
  const plain = line.replaceAll('"', '');
  const colon = plain.lastIndexOf(':');
  const [head, ...params] = plain.slice(0, colon).split(';');
  const quoted = params.map((param) => param.replace(/=(.*)$/s, '="$1"'));
  return `${[head, ...quoted].join(';')}:${plain.slice(colon + 1)}`;
}

/** A text without what no screen shows and no database keeps: control characters but line ends and tabs, halves of signs. */
export const visible = (text: string): string => text.replaceAll(/(?![\n\t])\p{Cc}/gu, '').toWellFormed();

/** An identifier as it is kept, from what a UID says; '' where nothing is left. */
export const uidFrom = (value: string): string => visible(value).trim().slice(0, limits.uidLength).toWellFormed();

/** The name of one date of a series, by when the rule has it on its clocks; no longer than other names may be. */
export const uidOfDate = (uid: string, wall: string): string => `${uid.slice(0, limits.uidLength - 20)}#${wall}`;
