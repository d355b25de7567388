/** What was typed a line each, without empty lines. */
export const typedLines = (typed: string): string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
