import type { EventDateQuery, EventSourceQuery } from '#schema';
import { townTimeZone } from '#lib/i18n/dates.ts';
import { recurringOf } from './recurring.ts';
import { fieldsOfMoment, lastDayOf } from './times.ts';

type EventDate = EventDateQuery['eventDate'];
type Source = EventSourceQuery['eventDate']['event']['source'];
type Values = Record<string, string | string[]>;

/** What the fields of the form hold for an event as it stands; without one: for a new one. */
export function writtenOf(date: EventDate | undefined, source: Source | undefined) {
  const event = date?.event;
  return {
    scope: 'ONE',
    organisationId: event?.organisation.id ?? '',
    title: source?.title ?? '',
    description: source?.description ?? '',
    ...(event ? { zoneId: event.zone.id } : {}),
    venue: event?.venue ?? '',
    address: event?.address ?? '',
    onlineUrl: source?.onlineUrl ?? '',
    access: event?.access ?? [],
    topics: event?.topics ?? [],
    audiences: event?.audiences ?? [],
    speaks: event?.speaks ?? ['it'],
    cost: event?.cost ?? 'FREE',
    costWords: source?.costWords ?? '',
    contact: event?.contact ?? '',
    coOrganiserIds: event?.namedCoOrganisers?.map(({ organisation }) => organisation.id) ?? [],
    ...timesOf(date),
    mode: event?.registration ?? 'NONE',
    places: event?.places == null ? '' : String(event.places),
    closes: String(Math.round((event?.closesMinutes ?? 0) / 60)),
    waitingOrder: event?.waitingOrder ?? 'FIRST_COME',
    offerHours: String(Math.max(1, Math.round((event?.offerMinutes ?? 720) / 60))),
  };
}

/** The same for a new event like one that was: all but its dates. Which of the organisations declined to help is not asked again. */
export function writtenLike(date: EventDate, source: Source) {
  const named = date.event.namedCoOrganisers?.filter(({ state }) => state !== 'DECLINED') ?? [];
  return {
    ...writtenOf(date, source),
    coOrganiserIds: named.map(({ organisation }) => organisation.id),
    date: '',
    endDate: '',
    until: '',
    dayBefore: '',
  };
}

/** What the fields of its times hold; without a date: for a new one. */
export function timesOf(date: EventDate | undefined) {
  const { rhythm, count, until, rule } = recurringOf(date?.event.rule, date?.event.timeZone);
  const recurring = { rhythm, count: String(count ?? ''), until, rule };
  if (!date)
    return {
      date: '',
      time: '18:00',
      endTime: '20:00',
      endDate: '',
      timeZone: townTimeZone,
      zoneBefore: townTimeZone,
      dayBefore: '',
      ...recurring,
    };
  const { allDay, timeZone } = date.event;
  const [begin, end] = [fieldsOfMoment(date.startsAt, timeZone), fieldsOfMoment(date.endsAt, timeZone)];
  const lastDay = lastDayOf(date.endsAt, timeZone);
  return {
    date: begin.date,
    time: begin.time,
    endTime: end.time,
    endDate: lastDay === begin.date ? '' : lastDay,
    allDay: allDay ? 'yes' : '',
    timeZone,
    zoneBefore: timeZone,
    dayBefore: begin.date,
    ...recurring,
  };
}

/** Where people find each field, in the order of the form. */
const labels: Record<string, string> = {
  title: 'events.field.title',
  description: 'events.field.description',
  date: 'events.date',
  time: 'events.time',
  endTime: 'events.endTime',
  endDate: 'events.endDate',
  allDay: 'events.allDay',
  timeZone: 'events.timeZone',
  rhythm: 'events.rhythm',
  count: 'events.count',
  until: 'events.until',
  zoneId: 'events.zone',
  venue: 'events.venue',
  address: 'events.address',
  onlineUrl: 'events.field.onlineUrl',
  access: 'events.about.access',
  topics: 'events.about.topics',
  audiences: 'events.about.forWhom',
  speaks: 'events.about.speaks',
  cost: 'events.about.cost',
  costWords: 'events.field.costWords',
  contact: 'events.about.contact',
  coOrganiserIds: 'events.coOrganisers',
  mode: 'events.registration',
  places: 'events.places',
  closes: 'events.closes',
  waitingOrder: 'events.waitingOrder',
  offerHours: 'events.offerHours',
};

interface Changed {
  name: string;
  label: string;
  mine: string[];
}
interface Differing extends Changed {
  theirs: string[];
}

/** The fields that somebody changed since they began to write. */
export function changedIn(typed: Values): Changed[] {
  const began = beganWith(typed);
  return Object.entries(labels)
    .filter(([name]) => !isSame(typed[name], began[name]))
    .map(([name, label]) => ({ name, label, mine: linesOf(typed[name]) }));
}

/** The fields that somebody changed, and somebody else to something else, as it stands. */
export function differing(typed: Values, stands: Values): Differing[] {
  const began = beganWith(typed);
  return changedIn(typed)
    .filter(({ name }) => !isSame(stands[name], began[name]) && !isSame(typed[name], stands[name]))
    .map((changed) => ({ ...changed, theirs: linesOf(stands[changed.name]) }));
}

/** What somebody typed beside what stands now: what they did not touch is as it stands. */
export function typedBeside(typed: Values, stands: Values): Values {
  const began = beganWith(typed);
  const untouched = Object.entries(stands).filter(([name]) => name in began && isSame(typed[name], began[name]));
  const { version: _version, before: _before, ...kept } = typed;
  return { ...kept, ...Object.fromEntries(untouched) };
}

/** What the fields held when somebody began to write, as the form carries it; nothing where it does not. */
function beganWith(typed: Values): Values {
  try {
    const began: unknown = JSON.parse(String(typed['before']));
    return typeof began === 'object' && began !== null ? (began as Values) : {};
  } catch {
    return {};
  }
}

const isSame = (one: string | string[] | undefined, other: string | string[] | undefined): boolean =>
  linesOf(one).toSorted().join('\n') === linesOf(other).toSorted().join('\n');

/** Browsers send other line ends. */
const linesOf = (value: string | string[] | undefined): string[] =>
  [value ?? []].flat().flatMap((words) => words.replaceAll('\r\n', '\n') || []);
