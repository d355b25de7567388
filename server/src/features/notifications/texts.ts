import type { NoticeParams, NoticePlace } from '../../platform/link-action.ts';
import type { Locale } from '../../platform/locales.ts';
import { townDay, townTimeZone } from '../../platform/time.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import easy from './messages/it-x-facile.json' with { type: 'json' };
import it from './messages/it.json' with { type: 'json' };
import ru from './messages/ru.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };
import { type LinkKind, type NotificationKind, openPageKinds, strangerKinds } from './notification.words.ts';

type Words = typeof it;
const words: Record<Locale, Words> = { it, 'it-x-facile': easy, en, fr, uk, ru, ar };

/** Longest SMS that goes out as one in the Latin alphabet. */
export const maxSms = 160;
const maxNameInSms = 24;
/** What is shorter than this names nothing any more. */
const leastOfTitle = 8;

/** What a notification says, in a language: the heading, and one or two sentences. */
export function noticeText(
  locale: Locale,
  { kind, params }: { kind: NotificationKind; params: NoticeParams },
): { title: string; text: string } {
  const { title, text } = words[locale].kinds[kind];
  const values = valuesOf(locale, params);
  return { title: filled(title, values), text: filled(text, values) };
}

/** What one is told where the reader may not know what it is about. */
export const newsText = (locale: Locale): string => words[locale].news;

/** What a kind of help is called. */
export const categoryName = (locale: Locale, category: keyof Words['categories']): string =>
  words[locale].categories[category];

/** The page of a link: what it is about, the button, and what stands there when it is done. */
export function linkText(locale: Locale, kind: LinkKind, params: NoticeParams) {
  const values = valuesOf(locale, params);
  const { title, text, button, done } = words[locale].links[kind];
  return {
    title: filled(title, values),
    text: filled(text, values),
    button: filled(button, values),
    done: filled(done, values),
  };
}

export interface Message {
  kind: NotificationKind;
  params: NoticeParams;
  /** The whole address of the page. */
  url: string;
  /** The page that says it all where `url` would be too long; null where whoever reads it cannot open that page. */
  shortUrl: string | null;
  link: { kind: LinkKind; url: string } | null;
}

/** The mail of a notification, to a person called `name`. */
export function mailOf(locale: Locale, name: string, message: Message): { subject: string; text: string } {
  const { hello, helloStranger, see, foot, linkOnce, linkOpen, links } = words[locale];
  const { title, text } = noticeText(locale, message);
  const greeting = strangerKinds.includes(message.kind) ? helloStranger : filled(hello, { name });
  const parts = [greeting, text, `${see}\n${message.url}`];
  if (message.link) {
    const { kind, url } = message.link;
    parts.push(`${links[kind].invite}\n${url}\n${openPageKinds.includes(kind) ? linkOpen : linkOnce}`);
  }
  return { subject: title, text: [...parts, foot].join('\n\n') };
}

/** The SMS of a notification: as much as fits into one, the address last and whole, with a long title cut. */
export function smsOf(locale: Locale, message: Message): string {
  const { name } = message.params;
  const params = { ...message.params, ...(name ? { name: shortened(name, maxNameInSms) } : {}) };
  const { title } = noticeText(locale, { kind: message.kind, params });
  const { about = '', what = '', when = '', code } = valuesOf(locale, params);
  // Who reads it on a phone without the web types it elsewhere.
  const until = params.until && filled(words[locale].until, { until: inTown(locale, params.until, shortFormat) });
  const heading = [title, code && filled(words[locale].code, { code }), until].filter(Boolean).join('. ');
  const { link, url, shortUrl } = message;
  const addresses = link
    ? [`${words[locale].links[link.kind].invite} ${link.url}`, link.url]
    : [url, ...(shortUrl === null ? [] : [shortUrl])];
  const said = (subject: string, address: string) =>
    `Vicinia: ${plain(oneEnd(`${[heading, subject.replace(/\.$/, '')].filter(Boolean).join('. ')}.`))} ${plain(address)}`;
  const cutBefore = (rest: string) => (address: string) => {
    const room = maxSms - said(`-${rest}`, address).length + 1;
    return room < leastOfTitle ? null : `${shortened(what, room)}${rest}`;
  };
  const hasSubject = Boolean(params.title ?? params.category);
  const afterTitle = when && ` ${when}`;
  const subjects: ((address: string) => string | null)[] = hasSubject
    ? [() => about, () => `${what}${afterTitle}`, cutBefore(afterTitle), cutBefore(''), () => when]
    : [];
  const candidates = [...subjects, () => ''].flatMap((subjectBeside) =>
    addresses.flatMap((address) => {
      const subject = subjectBeside(address);
      return subject === null ? [] : said(subject, address);
    }),
  );
  return candidates.find((text) => text.length <= maxSms) ?? (candidates.at(-1) as string);
}

function valuesOf(locale: Locale, params: NoticeParams): Record<string, string> {
  const { somebody, something, comma, party, firstOf, categories, rules, reasons } = words[locale];
  const when = whenOf(locale, params);
  const category = wordOf(categories, params.category);
  const what = params.title ?? (category || something);
  const zone = params.zoneNames?.[locale] ?? params.zone ?? '';
  const values = {
    name: params.name || somebody,
    what,
    when,
    about: [what, zone, when, params.dates ? filled(firstOf, { dates: String(params.dates) }) : '']
      .filter(Boolean)
      .join(comma),
    rule: wordOf(rules, params.rule),
    until: params.until ? inTown(locale, params.until) : '',
    code: params.code ?? '',
    party: params.adults === undefined ? '' : filled(party, counted(params)),
  };
  const said = { ...values, ...whatWas(locale, params) };
  const hasBoth: Record<string, boolean> = {
    CHANGED_WHEN: Boolean(params.times),
    CHANGED_WHERE: Boolean(params.places),
    CHANGED_COST: Boolean(params.costs),
  };
  const codes = params.reason?.split(',') ?? [];
  const reason = codes.map((code) => filled(wordOf(reasons, hasBoth[code] ? `${code}_FROM_TO` : code), said)).join(' ');
  return { ...said, reason };
}

/** The time, the place and the cost as they were and as they are, and the languages that were spoken. */
function whatWas(locale: Locale, { times, places, costs, languages }: NoticeParams): Record<string, string> {
  const { comma, costs: costWords } = words[locale];
  return {
    ...(times ? { whenBefore: spanOf(locale, times.before), whenNow: spanOf(locale, times.now) } : {}),
    ...(places ? { whereBefore: placeOf(locale, places.before), whereNow: placeOf(locale, places.now) } : {}),
    ...(costs ? { costBefore: wordOf(costWords, costs.before), costNow: wordOf(costWords, costs.now) } : {}),
    ...(languages ? { languages: languages.map((tag) => languageIn(locale, tag)).join(comma) } : {}),
  };
}

const placeOf = (locale: Locale, place: NoticePlace): string =>
  'name' in place ? place.name : (place.zoneNames[locale] ?? place.zone);

/** Day and hours, or days; what ends on the same day says it once. */
function spanOf(locale: Locale, [from, until]: [string, string]): string {
  if (from.length === 10)
    return from === until ? dayInWords(locale, from) : `${dayInWords(locale, from)} – ${dayInWords(locale, until)}`;
  const sameDay = townDay(new Date(from)).equals(townDay(new Date(until)));
  return `${inTown(locale, from)} – ${inTown(locale, until, sameDay ? hourFormat : momentFormat)}`;
}

const counted = ({ adults = 0, children = 0 }: NoticeParams) => ({
  adults: String(adults),
  children: String(children),
});

/** A day is said without an hour: nobody chose one. */
function whenOf(locale: Locale, { at, day, lastDay = day, part, by }: NoticeParams): string {
  if (at) return inTown(locale, at);
  if (!day || !lastDay) return '';
  const { comma, parts, by: until } = words[locale];
  const named = spanOf(locale, [day, lastDay]);
  return by ? filled(until, { day: named }) : [named, wordOf(parts, part)].filter(Boolean).join(comma);
}

/** Unknown codes say nothing: what somebody wrote never gets into a message. */
const wordOf = (list: Record<string, string>, code: string | undefined): string =>
  code && Object.hasOwn(list, code) ? (list[code] ?? '') : '';

/** Each placeholder once; values are put in as they are, and what stays empty leaves no double space. */
function filled(text: string, values: Record<string, string>): string {
  return oneEnd(text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? ''))
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A title that is a question or an exclamation ends its sentence. */
const oneEnd = (text: string): string => text.replace(/([?!؟…])\.(?=\s|$)/g, '$1');

const dayFormat = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const tagOf = (locale: Locale): string => ({ ar: 'ar-u-nu-latn', 'it-x-facile': 'it' })[locale as string] ?? locale;

const hourFormat = { hour: '2-digit', minute: '2-digit' } as const;
const momentFormat = { ...dayFormat, ...hourFormat };
const shortFormat = { day: 'numeric', month: 'numeric', ...hourFormat } as const;

const inTown = (locale: Locale, instant: string, parts: Intl.DateTimeFormatOptions = momentFormat): string =>
  new Intl.DateTimeFormat(tagOf(locale), { ...parts, hourCycle: 'h23', timeZone: townTimeZone }).format(
    new Date(instant),
  );

const languageIn = (locale: Locale, tag: string): string =>
  new Intl.DisplayNames(tagOf(locale), { type: 'language' }).of(tag) ?? tag;

/** A calendar day is the same everywhere: read and said in UTC. */
const dayInWords = (locale: Locale, day: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { ...dayFormat, timeZone: 'UTC' }).format(new Date(day));

const shortened = (text: string, max: number) => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}.`);

/** Signs that would make an SMS in the Latin alphabet cost twice. */
const plain = (text: string) =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\u00a0|\u202f/g, ' ');
