import { registerEnumType } from 'type-graphql';

/** An API enum from a list of words: one source for the type and the schema. */
export function enumOf<const Words extends readonly string[]>(
  name: string,
  description: string,
  words: Words,
): Record<Words[number], Words[number]> {
  const values = Object.fromEntries(words.map((word) => [word, word])) as Record<Words[number], Words[number]>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(words.map((word) => [word, { description: sentence(word) }])) as never,
  });
  return values;
}

const sentence = (word: string) => `${word[0]}${word.slice(1).toLowerCase().replaceAll('_', ' ')}.`;
