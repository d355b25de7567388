import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import { townTimeZone } from '../../../platform/time.ts';

const regions = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian', 'Arctic'];
const known = new Map<string, string | null>();
const knownLimit = 2_000;

/**
 * The IANA zone that a name in a calendar file stands for, or null. Understands IANA names (also behind a prefix), the
 * names of Windows (CLDR), what Windows shows in their place ("(UTC+01:00) Amsterdam, Berlin"), lists of cities, and
 * offsets ("UTC+01").
 */
export function zoneOfName(tzid: string): string | null {
  const cached = known.get(tzid);
  if (cached !== undefined) return cached;
  const found = search(
    tzid
      .replace(/^(TZID=)+/i, '')
      .replaceAll('"', '')
      .trim(),
  );
  if (known.size >= knownLimit) known.clear();
  known.set(tzid, found);
  return found;
}

function search(name: string): string | null {
  if (name === '' || name.length > 200) return null;
  return ianaName(name) ?? windowsName(name) ?? plainOffset(name) ?? shownName(name);
}

function ianaName(name: string): string | null {
  if (/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name) && isZone(name)) return properCase(name);
  if (/^tzone:\/\/Microsoft\/Utc$/i.test(name) || /^(Coordinated Universal Time|Z)$/i.test(name)) return 'UTC';
  // "/mozilla.org/20050126_1/Europe/Berlin", "/freeassociation.sourceforge.net/America/Argentina/Salta"
  const behindPrefix =
    /^\/.+?\/((?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian|Arctic|Antarctica|Etc)\/[\w+/-]+)$/;
  const rest = behindPrefix.exec(name)?.[1];
  return rest && isZone(rest) ? properCase(rest) : null;
}

/** The zone of the town where Windows has one name for it and others, as people here set their computers. */
function windowsName(name: string): string | null {
  const zones = findIana(name) as string[];
  return (zones.includes(townTimeZone) ? townTimeZone : zones[0]) ?? null;
}

/** "UTC+01", "GMT-0530", "+02:00" */
function plainOffset(name: string): string | null {
  const found = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(name);
  return found ? fixedZone(minutesOf(found)) : null;
}

/** What Windows shows instead of a name: the usual offset, then cities or the name of a region. */
function shownName(name: string): string | null {
  const found = /^\((?:UTC|GMT)\s*(?:([+-])(\d{1,2})[:.](\d{2}))?\)\s*(.*)$/i.exec(name);
  const offset = found ? (found[1] ? minutesOf(found) : 0) : null;
  const words = found ? (found[4] ?? '') : name;
  if (words === '') return offset === null ? null : townOrFixed(offset);
  const fits = (zone: string) => offset === null || usualOffset(zone) === offset;
  const region = words.replace(/ Time \((?:US|Canada|Mexico).*\)$/, '').replace(/^West /, 'W. ');
  const byName = windowsName(`${region} Standard Time`);
  if (byName && fits(byName)) return byName;
  for (const city of words.split(/\s*[,:/]\s*/)) {
    const zone = regions.map((area) => `${area}/${city.replaceAll(' ', '_')}`).find((one) => isZone(one) && fits(one));
    if (zone) return zone;
  }
  return offset === null ? null : townOrFixed(offset);
}

/** An offset beside which nothing else is known is the usual one of a place with summer time, if it is the town's. */
const townOrFixed = (minutes: number) => (usualOffset(townTimeZone) === minutes ? townTimeZone : fixedZone(minutes));

function minutesOf([, sign, hours, minutes]: string[]): number {
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}

/** The zone of a fixed offset from UTC in minutes; null where no place has such a one. */
export function fixedZone(minutes: number): string | null {
  if (Math.abs(minutes) > 14 * 60) return null;
  if (minutes === 0) return 'UTC';
  const hours = Math.abs(minutes) / 60;
  const east = minutes > 0;
  // The signs of these names are the other way round (POSIX).
  if (Number.isInteger(hours) && (east || hours <= 12)) return `Etc/GMT${east ? '-' : '+'}${hours}`;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${east ? '+' : '-'}${two(Math.trunc(hours))}:${two(Math.abs(minutes) % 60)}`;
}

/** Minutes from UTC without summer time, in 2026. */
function usualOffset(timeZone: string): number {
  const at = (month: number) =>
    Temporal.ZonedDateTime.from({ year: 2026, month, day: 15, timeZone }).offsetNanoseconds / 60_000_000_000;
  return Math.min(at(1), at(7));
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const properCase = (name: string) => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
