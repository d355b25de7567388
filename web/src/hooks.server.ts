import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { ViewerDocument, type ViewerQuery } from '#schema';
import { apiFetch } from '#lib/graphql/api-fetch.server.ts';
import { createGraphql } from '#lib/graphql/client.server.ts';
import { leaveOthersParts } from '#lib/features/consultations/part.server.ts';
import { languageOfLink } from '#lib/features/notifications/link.server.ts';
import { hereOf } from '#lib/graphql/form.server.ts';
import { loadAllMessages } from '#lib/i18n/catalogue.server.ts';
import { directionOf, isLocale, localeCookie } from '#lib/i18n/locales.ts';
import { negotiateLocale } from '#lib/i18n/negotiate.ts';

loadAllMessages();

const visitor: ViewerQuery['viewer'] = {
  member: null,
  locale: null,
  townRoles: [],
  secondFactorNeeded: false,
  waitingForMe: 0,
  unreadNotices: 0,
  suspendedUntil: null,
  suspension: null,
  viewerCanModerate: false,
  viewerCanManageZones: false,
  viewerCanRegisterPeople: false,
  viewerCanManageRoles: false,
  viewerCanCreateOrganisation: false,
};

export const handle: Handle = async ({ event, resolve }) => {
  const signedIn = hasSession(event);
  const takesPart = leaveOthersParts(event);
  event.locals.locale = negotiateLocale({
    cookie: event.cookies.get(localeCookie),
    account: signedIn ? await accountLocale(event) : null,
    acceptLanguage: event.request.headers.get('accept-language'),
  });
  event.locals.graphql = graphqlFor(event, event.locals.locale);
  event.locals.origin = event.platform?.req.viciniaOrigin ?? event.url.origin;
  // A link in a message speaks the language of the person it was sent to, whoever's device this is.
  event.locals.locale = (await languageOfLink(event)) ?? event.locals.locale;
  const { locale } = event.locals;
  event.locals.viewer = once(async () =>
    signedIn ? (await event.locals.graphql.query(ViewerDocument, {})).viewer : visitor,
  );

  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%vicinia.lang%', locale).replace('%vicinia.dir%', directionOf(locale)),
    preload: ({ type }) => type === 'css' || type === 'js',
  });
  setHeaders(response.headers, signedIn || takesPart || isOfOneself(event));
  return response;
};

/** People read that something broke and what to do; the details stay in the log. */
export const handleError: HandleServerError = ({ error, kind }) => {
  if (kind === 'unknown') console.error(error);
  if (kind === 'app') return error;
  return { message: kind === 'framework' ? error.message : 'INTERNAL' };
};

/** A member who has not chosen a language on this device reads in the one of the account. */
async function accountLocale(event: RequestEvent): Promise<string | null> {
  if (isLocale(event.cookies.get(localeCookie))) return null;
  const answer = graphqlFor(event, 'it').query(ViewerDocument, {});
  // Where the API does not answer, the page itself will say so, in the browser's language.
  return answer.then(
    ({ viewer }) => viewer.locale ?? null,
    () => null,
  );
}

function graphqlFor(event: RequestEvent, locale: string) {
  return createGraphql({
    fetch: apiFetch(event),
    here: hereOf(event.url),
    headers: {
      cookie: event.request.headers.get('cookie') ?? '',
      'accept-language': locale,
    },
  });
}

function hasSession(event: RequestEvent): boolean {
  return event.cookies.getAll().some(({ name }) => name.endsWith('session_token'));
}

/** Pages on which visitors, too, come in or say something of their own. */
const ofOneself = [
  /^\/consultations\/\[id\]\/(code|statements|survey|vote)\b/,
  /^\/(card|confirm|go|r|reset-password|sign-in|sign-up)\b/,
];

/** Whether Back must not show it again to whoever has the device next; what was typed into a form is in the answer to it. */
const isOfOneself = ({ request, route }: RequestEvent): boolean =>
  request.method === 'POST' || ofOneself.some((pages) => pages.test(route.id ?? ''));

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= make());
}

function setHeaders(headers: Headers, isPrivate: boolean): void {
  // Pages whose address is a secret say less than this.
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cross-origin-opener-policy', 'same-origin');
  if (!headers.has('permissions-policy'))
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  headers.append('vary', 'Cookie, Accept-Language');
  headers.set('cache-control', isPrivate ? 'private, no-store' : 'private, no-cache');
}
