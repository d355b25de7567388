import type { Cookies, RequestEvent } from '@sveltejs/kit';

const names = { part: 'vicinia_part', help: 'vicinia_help' };

/**
 * What the holder of a code, or a helper, is known by on the pages of this consultation; the helper's comes first. A form that was
 * shown beside somebody stays theirs: once the help is over, nothing opens it.
 */
export function partToken(cookies: Cookies, form?: FormData): string | null {
  const help = cookies.get(names.help) ?? (form?.has('beside') ? 'ended' : null);
  return help ?? cookies.get(names.part) ?? null;
}

/** What the helper is known by. */
export const helpToken = (cookies: Cookies): string | null => cookies.get(names.help) ?? null;

/** The holder of a code is known on this device from now on. */
export const keepPart = (event: RequestEvent, token: string): void => keep(event, names.part, token, 60 * 86_400);

/** The helper is known until the session ends, for a few hours at most. */
export const keepHelp = (event: RequestEvent, token: string): void => keep(event, names.help, token, 3 * 3600);

/** The session with the helper is over. */
export const forgetHelp = ({ cookies, params, url }: RequestEvent): void =>
  cookies.delete(names.help, { path: pathOf(params.id), secure: url.protocol === 'https:' });

function keep({ cookies, params, url }: RequestEvent, name: string, token: string, maxAge: number): void {
  const secure = url.protocol === 'https:';
  cookies.set(name, token, { path: pathOf(params.id), maxAge, httpOnly: true, sameSite: 'lax', secure });
}

/** Where somebody who has just come in takes part now, within the consultation. */
export function whereToTakePart(phases: readonly { id: string; method?: string | null; open: boolean }[]): string {
  const open = phases.find(({ method, open: isOpen }) => isOpen && (method === 'VOTE' || method === 'SURVEY'));
  return open ? `${open.method === 'VOTE' ? 'vote' : 'survey'}/${open.id}` : 'statements';
}

const pathOf = (id: string | undefined): string => `/consultations/${id ?? ''}`;
