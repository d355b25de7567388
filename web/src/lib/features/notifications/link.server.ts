import type { RequestEvent } from '@sveltejs/kit';
import { LinkDocument, type LinkQuery } from '#schema';
import { ApiError } from '#lib/graphql/errors.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';

/** What a link from a message leads to: what it does, or why it does nothing any more. */
export type OpenedLink = { link: LinkQuery['linkAction'] } | { problem: string; locale: unknown };

const opened = new WeakMap<RequestEvent['locals'], Promise<OpenedLink>>();

/** The link of this page, looked up once per request. */
export function openLink({ locals, params }: RequestEvent): Promise<OpenedLink> {
  const looking = opened.get(locals) ?? look(locals, params.token ?? '');
  opened.set(locals, looking);
  return looking;
}

/** The language of the link that a page is about; null for every other page, and where nobody knows. */
export async function languageOfLink(event: RequestEvent): Promise<Locale | null> {
  if (event.route.id !== '/go/[token]') return null;
  const found = await openLink(event);
  const locale = 'link' in found ? found.link.locale : found.locale;
  return isLocale(locale) ? locale : null;
}

async function look(locals: RequestEvent['locals'], token: string): Promise<OpenedLink> {
  try {
    const { linkAction } = await locals.graphql.ask(LinkDocument, { token });
    return { link: linkAction };
  } catch (refusal) {
    if (!(refusal instanceof ApiError)) throw refusal;
    return { problem: refusal.code, locale: refusal.params.locale };
  }
}
