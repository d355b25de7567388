import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { ApiError } from '#lib/graphql/errors.ts';

type Kind = 'part' | 'help';
type Visit = Pick<RequestEvent, 'cookies' | 'params'>;

/**
 * What the holder of a code, or a helper, is known by on the pages of this consultation; the helper's comes first. A form is
 * for whom it was shown to: where somebody else sits there by now, it is refused with HELP_ENDED or PART_CHANGED.
 */
export function partToken(event: Visit, form?: FormData): string | null {
  const shownTo = form?.get('part') ?? '';
  if (form && shownTo !== partMark(event))
    throw new ApiError(String(shownTo).startsWith('help') ? 'HELP_ENDED' : 'PART_CHANGED');
  return helpToken(event) ?? held(event, 'part');
}

/** What the helper is known by. */
export const helpToken = (event: Visit): string | null => held(event, 'help');

/** Tells one holder of a code or helped person from another in the forms they are shown; it opens nothing. */
export function partMark(event: Visit): string {
  const help = helpToken(event);
  const token = help ?? held(event, 'part');
  return token ? `${help ? 'help' : 'code'}-${markOf(token)}` : '';
}

/** The holder of a code is known on this device from now on, instead of whoever was before, until the consultation ends. */
export const keepPart = (event: RequestEvent, token: string, closesAt: string): void =>
  keep(event, 'part', token, Math.floor((Date.parse(closesAt) - Date.now()) / 1000));

/** The helper is known until the session ends, for a few hours at most. */
export const keepHelp = (event: RequestEvent, token: string): void => keep(event, 'help', token, 3 * 3600);

/** The holder of a code is not known here any more. */
export const forgetPart = (event: RequestEvent): void => forget(event, nameOf('part', event.params.id));

/** The session with the helper is over. */
export const forgetHelp = (event: RequestEvent): void => forget(event, nameOf('help', event.params.id));

/** Whoever signs in or out leaves behind what was begun before on this device. True: this visitor holds a part somewhere. */
export function leaveOthersParts(event: RequestEvent): boolean {
  const all = event.cookies.getAll().filter(({ name }) => /^vicinia_(part|help)_/.test(name));
  const others = all.filter(({ value }) => !value.startsWith(`${sessionMark(event)}.`));
  for (const { name } of others) forget(event, name);
  return all.length > others.length;
}

/** Where somebody who has just come in takes part now, within the consultation. */
export function whereToTakePart(phases: readonly { id: string; method?: string | null; open: boolean }[]): string {
  for (const [method, path] of Object.entries(pages)) {
    const open = phases.find((phase) => phase.open && phase.method === method);
    if (open) return method === 'STATEMENTS' ? path : `${path}/${open.id}`;
  }
  return pages.STATEMENTS;
}

/** The page of each method, the one that waits least first. */
const pages = {
  VOTE: 'vote',
  SURVEY: 'survey',
  STATEMENTS: 'statements',
  PROPOSALS: 'proposals',
  ASSEMBLY: 'assembly',
};

const nameOf = (kind: Kind, id = ''): string => `vicinia_${kind}_${id}`;

const held = ({ cookies, params }: Visit, kind: Kind): string | null =>
  cookies.get(nameOf(kind, params['id']))?.split('.')[1] ?? null;

// For all pages, so that the first one that somebody opens after signing in or out sees it.
function keep(event: RequestEvent, kind: Kind, token: string, maxAge: number): void {
  const secure = event.url.protocol === 'https:';
  const options = { path: '/', maxAge, httpOnly: true, sameSite: 'lax', secure } as const;
  event.cookies.set(nameOf(kind, event.params.id), `${sessionMark(event)}.${token}`, options);
}

const forget = ({ cookies, url }: RequestEvent, name: string): void =>
  cookies.delete(name, { path: '/', secure: url.protocol === 'https:' });

/** Tells one session from another; nothing leads from it to the member. */
function sessionMark({ cookies }: RequestEvent): string {
  const session = cookies.getAll().find(({ name }) => name.endsWith('session_token'));
  return session ? markOf(session.value) : 'visitor';
}

const markOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 12);
