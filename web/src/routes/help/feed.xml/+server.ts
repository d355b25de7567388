import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import { HelpRequestsDocument, NeighbourhoodsDocument } from '#schema';
import { feedText } from '#lib/features/help/feed-text.ts';
import { apiFilter, readListFilter } from '#lib/features/help/wanted.ts';
import { datedWhenWords } from '#lib/features/help/when.ts';
import { apiFetch } from '#lib/graphql/api-fetch.server.ts';
import { createGraphql } from '#lib/graphql/client.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translate.ts';
import type { RequestHandler } from './$types';

/** How many requests a feed holds. */
const newest = 50;

/** Open requests for a feed reader, in the language of the address: what, when, which zone and the words; never a name. */
export const GET: RequestHandler = async (event) => {
  const { url, request, locals } = event;
  const own = `${locals.origin}${url.pathname}${url.search}`;
  const given = url.searchParams.get('lang');
  const locale = isLocale(given) ? given : 'it';
  const t = translator(locale);
  // As a visitor, whoever asks: a feed is the same for everybody.
  const graphql = createGraphql({ fetch: apiFetch(event), here: '/help', headers: { 'accept-language': locale } });
  const wanted = readListFilter(url.searchParams);
  const { neighbourhoods } = await graphql.query(NeighbourhoodsDocument, {});
  const zone = neighbourhoods.flatMap(({ zones }) => zones).find(({ id }) => id === wanted.zone);
  const { helpRequests } = await graphql.query(HelpRequestsDocument, {
    first: newest,
    filter: apiFilter(wanted, zone),
  });
  const latest = helpRequests.nodes[0]?.createdAt;
  const feed = new Feed({
    id: own,
    link: `${locals.origin}/help`,
    title: `${t('ui.name')}: ${t('help.listTitle')}`,
    description: t('help.listLead'),
    language: locale,
    copyright: '',
    updated: new Date(latest ?? 0),
    feedLinks: { rss: own },
  });
  for (const one of helpRequests.nodes) {
    const address = `${locals.origin}/help/${one.id}`;
    feed.addItem({
      id: address,
      link: address,
      title: `${t(`help.title.${one.category}`)}, ${one.zone.name}`,
      description: feedText([datedWhenWords(one, { locale, t }), one.details].filter(Boolean).join('. ')),
      date: new Date(one.createdAt),
    });
  }
  const body = feed.rss2();
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300', vary: 'accept-encoding' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/rss+xml; charset=utf-8' } });
};
