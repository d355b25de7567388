import { createHash } from 'node:crypto';
import type { Locale } from '../../../platform/locales.ts';
import type { FeedRow } from './feed-dates.query.ts';
import { placeOf, whenOf } from './feed-event.ts';
import { feedWords } from './feed-words.ts';

const style =
  'body{margin:0;padding:.5rem;font:1rem/1.5 system-ui,sans-serif;color:#1f2937;background:#fff}' +
  'h1{margin:0 0 .5rem;font-size:1.25rem}ul{margin:0;padding:0;list-style:none}' +
  'li{padding:.5rem 0;border-block-start:1px solid #d1d5db;overflow-wrap:anywhere}' +
  'a{display:inline-flex;align-items:center;min-block-size:2.75rem;font-weight:600;color:#0b5394}' +
  'p{margin:0}del{color:#4b5563}' +
  '@media(prefers-color-scheme:dark){body{color:#f3f4f6;background:#111827}a{color:#93c5fd}del{color:#9ca3af}}';

/** Any page may show it; it loads nothing and runs nothing. */
export const embedPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');

/** How many dates the page of another site shows. */
export const mostEmbedded = 20;

/** The next dates as a page within a page of another site: words and links alone, which open outside of the frame. */
export function embedPage(
  rows: readonly FeedRow[],
  { title, locale, origin }: { title: string; locale: Locale; origin: string },
): string {
  const words = feedWords[locale];
  const items = rows.map((row) => {
    const name = `<bdi>${safe(row.title)}</bdi>`;
    const link = `<a href="${safe(`${origin}/events/${row.id}`)}" target="_blank" rel="noopener">${row.cancelled ? `<del>${name}</del>` : name}</a>`;
    const off = row.cancelled ? `<p><strong>${safe(words.cancelled)}</strong></p>` : '';
    return `<li>${link}${off}<p>${safe(whenOf(row, locale))}</p><p><bdi>${safe(placeOf(row, locale))}</bdi></p></li>`;
  });
  const all = `<p><a href="${safe(`${origin}/events`)}" target="_blank" rel="noopener">${safe(words.all)}</a></p>`;
  return [
    `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${safe(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${safe(title)}</h1>${rows.length > 0 ? `<ul>${items.join('')}</ul>` : `<p>${safe(words.none)}</p>`}${all}</main></body></html>`,
  ].join('');
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (words: string): string => words.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
