import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { parse } from './icu.ts';

const lib = join(import.meta.dirname, '..');
const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /messages\/[\w-]+\.json$/.test(path),
);

it('reads every message of ours like the full ICU parser', () => {
  for (const file of files) {
    const messages: Record<string, string> = JSON.parse(readFileSync(join(lib, file), 'utf8'));
    for (const [id, message] of Object.entries(messages)) {
      const full = new IntlMessageFormat(message, 'it', undefined, { ignoreTag: true }).getAst();
      expect({ id, tree: JSON.parse(JSON.stringify(parse(message))) }).toEqual({ id, tree: withoutPlaces(full) });
    }
  }
});

it.each(["l'aria '{x}' ''", "{n, plural, =0 {no} one {'#'} other {#, {name}}}", "it's {a}"])(
  'reads %s like the full parser',
  (message) => {
    const full = new IntlMessageFormat(message, 'it', undefined, { ignoreTag: true }).getAst();
    expect(JSON.parse(JSON.stringify(parse(message)))).toEqual(withoutPlaces(full));
  },
);

it.each(['{', '{a', '{n, plural, one {x}}', 'a } b', '{n, number}', '{}'])('refuses %s', (message) => {
  expect(() => parse(message)).toThrow(SyntaxError);
});

/** The full parser also tells where each part stands, which formatting does not need. */
function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'location' ? undefined : value)));
}
