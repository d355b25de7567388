import { Feed } from 'feed';
import type { Locale } from '../../../platform/locales.ts';
import type { FeedRow } from './feed-dates.query.ts';
import { placeOf, whenOf } from './feed-event.ts';
import { feedWords } from './feed-words.ts';
import { plainWords } from './plain-words.ts';

interface Heading {
  format: 'rss' | 'json';
  title: string;
  locale: Locale;
  origin: string;
  /** Where the feed itself is found. */
  url: string;
}

/** Dates for a feed reader, RSS 2.0 or JSON Feed 1: what, when, where and the words; never a name. */
export function writeFeed(rows: readonly FeedRow[], { format, title, locale, origin, url }: Heading): string {
  const latest = rows.reduce((time, { touchedAt }) => Math.max(time, Date.parse(touchedAt)), 0);
  const feed = new Feed({
    id: url,
    link: `${origin}/events`,
    title,
    description: feedWords[locale].lead,
    language: locale,
    copyright: '',
    updated: new Date(latest),
    feedLinks: { [format]: url },
  });
  for (const row of rows) {
    const address = `${origin}/events/${row.id}`;
    const lead = [row.cancelled ? feedWords[locale].cancelled : null, whenOf(row, locale), placeOf(row, locale)];
    feed.addItem({
      id: address,
      link: address,
      // Readers take titles of RSS for HTML, and those of JSON Feed for text.
      title: format === 'rss' ? asHtml(row.title) : printable(row.title),
      description: asHtml(`${lead.filter(Boolean).join('. ')}. ${plainWords(row.description)}`),
      date: new Date(row.touchedAt),
    });
  }
  return format === 'rss' ? feed.rss2() : feed.json1();
}

/** One sign that XML does not know ends the whole feed. */
const printable = (words: string): string =>
  words.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

/** Words as HTML that shows them as they are, line by line. */
const asHtml = (words: string): string => printable(words).replace(/[&<>\n]/g, (sign) => signs[sign] ?? sign);
