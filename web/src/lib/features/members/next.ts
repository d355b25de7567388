/** Where to go on after signing in: an address of this site, never another one, never a form action. */
export function safeNext(wanted: string | null | undefined): string {
  const here = 'https://here.invalid';
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, here)) return '/';
  const target = new URL(wanted, here);
  if (target.origin !== here) return '/';
  for (const name of [...target.searchParams.keys()]) if (name.startsWith('/')) target.searchParams.delete(name);
  return target.pathname.startsWith('//') ? '/' : target.pathname + target.search;
}

/** The address of a page that goes on to `next`. */
export function withNext(path: string, next: string): string {
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
