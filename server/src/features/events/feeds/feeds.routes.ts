import { Readable } from 'node:stream';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visitor } from '../../../platform/authorization/actor.ts';
import { check } from '../../../platform/authorization/rule.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Config, originOf } from '../../../platform/config.ts';
import { AppError, notFound, statusOf } from '../../../platform/errors.ts';
import { townDay } from '../../../platform/time.ts';
import type { CalendarEvent } from '../calendar/calendar.ts';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { eventPolicy } from '../events.policy.ts';
import {
  allRows,
  type FeedReader,
  feedRows,
  feedState,
  narrowed,
  namesOf,
  onlyDate,
  registeredWith,
} from './feed-dates.query.ts';
import { embedPage, embedPolicy, mostEmbedded } from './embed-page.ts';
import { feedEvent } from './feed-event.ts';
import { etagOf, isId, isKnown, readFeedAddress } from './feed-request.ts';
import { calendarName, feedWords } from './feed-words.ts';
import { personalEvents } from './personal-calendar.ts';
import { memberOfToken } from './personal-calendar.service.ts';
import { writeFeed } from './write-feed.ts';
import { WrittenCalendars } from './written-calendars.ts';

export interface FeedParts {
  orm: MikroORM;
  clock: Clock;
  config: Config;
}

const forEverybody = 'public, max-age=900';
const forOneself = 'private, no-cache';

/** Serves calendars (.ics) and feeds (RSS, JSON Feed). They know nobody: whoever asks reads what a visitor reads. */
export function registerFeeds(app: FastifyInstance, parts: FeedParts): void {
  void app.register((scope, _options, ready) => {
    scope.setErrorHandler(refuse);
    const calendars = new WrittenCalendars();
    scope.get('/calendar.ics', (request, reply) => sendCalendar(parts, calendars, request, reply));
    scope.get<{ Params: { id: string } }>('/events/:id/event.ics', (request, reply) =>
      sendDates(parts, request, reply, request.params.id, onlyDate),
    );
    scope.get<{ Params: { id: string } }>('/events/:id/dates.ics', (request, reply) =>
      sendDates(parts, request, reply, request.params.id, registeredWith),
    );
    scope.get<{ Params: { token: string } }>('/calendar/:token(^[\\w-]+).ics', (request, reply) =>
      sendPersonal(parts, request, reply, request.params.token),
    );
    scope.get('/events/feed.xml', (request, reply) => sendFeed(parts, request, reply, 'rss'));
    scope.get('/events/feed.json', (request, reply) => sendFeed(parts, request, reply, 'json'));
    scope.get('/embed/events', (request, reply) => sendEmbedded(parts, request, reply));
    ready();
  });
}

async function sendCalendar(
  parts: FeedParts,
  calendars: WrittenCalendars,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { locale, narrowing } = readFeedAddress(request);
  const reader = visitorReader(parts, locale);
  const now = parts.clock.now();
  const today = townDay(now);
  const condition = narrowed(narrowing, today);
  const [names, state] = [await namesOf(reader, narrowing), await feedState(reader, condition)];
  if (!names) throw notFound();
  const origin = originOf(parts.config);
  const etag = etagOf('ics', origin, request.url, locale, today.toString(), state, ...names);
  if (isKnown(request, reply, etag, forEverybody)) return reply.code(304).send();
  const written = calendars.get(etag);
  if (written !== undefined) return asCalendar(reply).send(written);
  const events = calendarEvents(feedRows(reader, condition), (row) => feedEvent(row, { origin, locale }));
  const heading = { name: calendarName(feedWords[locale].events, ...names), url: `${origin}${request.url}`, now };
  return asCalendar(reply).send(Readable.from(calendars.keep(etag, writeCalendar(events, heading))));
}

async function sendDates(
  parts: FeedParts,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  which: typeof onlyDate,
): Promise<FastifyReply> {
  if (!isId(id)) throw notFound();
  const { locale } = readFeedAddress(request);
  const reader = visitorReader(parts, locale);
  const rows = await allRows(feedRows(reader, which(id)));
  const [first] = rows;
  if (!first) throw notFound();
  const origin = originOf(parts.config);
  const events = rows.map((row) => feedEvent(row, { origin, locale }));
  if (isKnown(request, reply, etagOf('dates', JSON.stringify(events)), forEverybody)) return reply.code(304).send();
  const heading = { name: calendarName(first.title), now: parts.clock.now() };
  return asCalendar(reply)
    .header('content-disposition', 'attachment; filename="vicinia.ics"')
    .send(Readable.from(writeCalendar(events, heading)));
}

async function sendPersonal(
  parts: FeedParts,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<FastifyReply> {
  const em = parts.orm.em.fork();
  const member = await memberOfToken(em, token);
  if (!member) throw notFound();
  const now = parts.clock.now();
  const origin = originOf(parts.config);
  const events = await personalEvents({ em, locale: member.locale }, member.id, { now, origin });
  void reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex');
  if (isKnown(request, reply, etagOf('personal', member.locale, JSON.stringify(events)), forOneself))
    return reply.code(304).send();
  const heading = { name: calendarName(feedWords[member.locale].mine), now };
  return asCalendar(reply).send(Readable.from(writeCalendar(events, heading)));
}

async function sendFeed(
  parts: FeedParts,
  request: FastifyRequest,
  reply: FastifyReply,
  format: 'rss' | 'json',
): Promise<FastifyReply> {
  const { locale, narrowing } = readFeedAddress(request);
  const reader = visitorReader(parts, locale);
  const today = townDay(parts.clock.now());
  const condition = narrowed(narrowing, today, 0);
  const [names, state] = [await namesOf(reader, narrowing), await feedState(reader, condition)];
  if (!names) throw notFound();
  if (
    isKnown(
      request,
      reply,
      etagOf(format, originOf(parts.config), request.url, locale, today.toString(), state, ...names),
      forEverybody,
    )
  )
    return reply.code(304).send();
  const rows = await allRows(feedRows(reader, condition, 50));
  const origin = originOf(parts.config);
  const title = calendarName(feedWords[locale].events, ...names);
  const type = format === 'rss' ? 'application/rss+xml' : 'application/feed+json';
  return reply
    .type(`${type}; charset=utf-8`)
    .send(writeFeed(rows, { format, title, locale, origin, url: `${origin}${request.url}` }));
}

async function sendEmbedded(parts: FeedParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { locale, narrowing } = readFeedAddress(request);
  const reader = visitorReader(parts, locale);
  const names = await namesOf(reader, narrowing);
  if (!names) throw notFound();
  const rows = await allRows(feedRows(reader, narrowed(narrowing, townDay(parts.clock.now()), 0), mostEmbedded));
  const title = [feedWords[locale].events, ...names].join(' · ');
  const page = embedPage(rows, { title, locale, origin: originOf(parts.config) });
  void reply.header('content-security-policy', embedPolicy).header('referrer-policy', 'no-referrer');
  if (isKnown(request, reply, etagOf(page), forEverybody)) return reply.code(304).send();
  return reply.type('text/html; charset=utf-8').send(page);
}

function visitorReader({ orm }: FeedParts, locale: FeedReader['locale']): FeedReader {
  check(visitor, eventPolicy.list, undefined);
  return { em: orm.em.fork(), locale };
}

async function* calendarEvents<Row>(
  rows: AsyncIterable<Row>,
  eventOf: (row: Row) => CalendarEvent,
): AsyncGenerator<CalendarEvent> {
  for await (const row of rows) yield eventOf(row);
}

const asCalendar = (reply: FastifyReply) => reply.type('text/calendar; charset=utf-8');

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof AppError)) request.log.error(error);
  const { code, params, field } = error instanceof AppError ? error : new AppError('INTERNAL');
  return reply
    .code(statusOf(code))
    .header('cache-control', 'no-store')
    .send({ code, ...(field ? { field } : {}), params });
}
