/**
 * Where the page before ended, from the address. What cannot be a cursor of the API counts as not given: a mistyped or
 * shortened address shows the first page.
 */
export function cursorIn({ searchParams }: Pick<URL, 'searchParams'>, name = 'after'): string | null {
  const given = searchParams.get(name) ?? '';
  return /^[\w-]{21}[AQgw]$/.test(given) ? given : null;
}
