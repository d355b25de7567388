import type { EventDateQuery } from '#schema';
import { plainWords } from './markdown.server.ts';

/**
 * A public date as schema.org/Event, as text for a data block; null for a draft. Signs that could end the block are written
 * as escapes of JSON.
 */
export function jsonLd(date: EventDateQuery['eventDate'], origin: string): string | null {
  if (date.state === 'DRAFT') return null;
  const { event } = date;
  const place = {
    '@type': 'Place',
    name: event.venue ?? event.zone.name,
    address: {
      '@type': 'PostalAddress',
      ...(event.address ? { streetAddress: event.address } : {}),
      addressLocality: 'Giugliano in Campania',
      addressCountry: 'IT',
    },
  };
  // Where people meet online is for those who register: everybody else finds the page of the event.
  const online = { '@type': 'VirtualLocation', url: `${origin}/events/${date.id}` };
  const [attendance, location] = event.onlineOnly
    ? ['OnlineEventAttendanceMode', online]
    : event.online
      ? ['MixedEventAttendanceMode', [place, online]]
      : ['OfflineEventAttendanceMode', place];
  const status = date.state === 'CANCELLED' ? 'EventCancelled' : 'EventScheduled';
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title.words,
    description: plainWords(event.description.words, 500),
    inLanguage: event.description.language === 'it-x-facile' ? 'it' : event.description.language,
    startDate: event.allDay ? dayOf(Date.parse(date.startsAt), event.timeZone) : date.startsAt,
    // The last day: whole days end at the midnight after it.
    endDate: event.allDay ? dayOf(Date.parse(date.endsAt) - 1, event.timeZone) : date.endsAt,
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: `https://schema.org/${attendance}`,
    location,
    organizer: {
      '@type': 'Organization',
      name: event.organisation.name,
      url: `${origin}/organisations/${event.organisation.id}`,
    },
    isAccessibleForFree: event.cost !== 'PAID',
    url: `${origin}/events/${date.id}`,
    ...(event.picture ? { image: `${origin}${event.picture.url}` } : {}),
    ...(date.places == null
      ? {}
      : { maximumAttendeeCapacity: date.places, remainingAttendeeCapacity: date.placesLeft }),
  };
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const dayOf = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);
