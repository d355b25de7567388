import type { Temporal } from 'temporal-polyfill';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { townTimeZone } from '../../../platform/time.ts';
import { limits } from './limits.ts';
import type { WrittenTime } from './times.ts';
import type { ZoneDefinition } from './zone-definition.ts';
import { fixedZone, zoneOfName } from './zone-names.ts';

/** Finds the zone of each time in one file: by its name, or else by the definition that the file brings. */
export class Zones {
  private readonly definitions = new Map<string, ZoneDefinition>();
  private readonly found = new Map<string, string | null>();
  private searches = 0;
  private readonly unnamed: ZoneDefinition | null;
  /** The zone that the calendar as a whole is for: what its own heading says, or its first definition, or the town's. */
  readonly home: string;

  /**
   * `used` are the names that times in the file refer to. A single definition that none refers to is meant for the
   * times that name no zone; otherwise those float.
   */
  constructor(definitions: ZoneDefinition[], used: Set<string>, heading: string | null) {
    for (const definition of definitions.slice(0, limits.zoneDefinitions)) {
      if (definition.isEmpty) continue;
      for (const name of definition.names) this.definitions.set(key(name), definition);
    }
    const [only, ...others] = new Set(this.definitions.values());
    this.unnamed = only && others.length === 0 && !only.names.some((name) => used.has(name.trim())) ? only : null;
    const named = [heading, ...definitions.flatMap(({ names }) => names)].map((name) =>
      name ? zoneOfName(name) : null,
    );
    this.home = named.find((zone) => zone !== null && zone !== 'UTC') ?? townTimeZone;
  }

  /** The zone of a written time. `unknown` says that a name was given which nothing explains. */
  zoneOf({ wall, isUtc }: WrittenTime, tzid: string | undefined): { timeZone: string | null; unknown: boolean } {
    if (isUtc) return { timeZone: 'UTC', unknown: false };
    if (!tzid) return { timeZone: this.unnamed && this.byDefinition(this.unnamed, wall), unknown: false };
    const timeZone = zoneOfName(tzid);
    if (timeZone) return { timeZone, unknown: false };
    const definition = this.definitions.get(key(tzid));
    return definition
      ? { timeZone: this.byDefinition(definition, wall), unknown: false }
      : { timeZone: null, unknown: true };
  }

  /** A zone of the world that has the same clocks in that year; else the offset that the definition gives for the time. */
  private byDefinition(definition: ZoneDefinition, wall: Temporal.PlainDateTime): string | null {
    const offset = definition.offsetAt(wall);
    const agrees = (zone: string | null) => zone !== null && offsetIn(zone, wall) === offset;
    const named = definition.names.map(zoneOfName).find(agrees);
    if (named) return named;
    const same = this.sameClocks(definition, wall.year);
    return agrees(same) ? same : fixedZone(offset);
  }

  private sameClocks(definition: ZoneDefinition, year: number): string | null {
    const id = `${definition.names[0]}\n${year}`;
    const known = this.found.get(id);
    if (known !== undefined || this.searches >= limits.zoneSearches) return known ?? null;
    this.searches++;
    const telling = definition.telling(year).map((wall) => ({ wall, offset: definition.offsetAt(wall) }));
    const fits = (zone: string) => telling.every(({ wall, offset }) => offsetIn(zone, wall) === offset);
    const zone = usualZones.find(fits) ?? null;
    this.found.set(id, zone);
    return zone;
  }
}

const key = (name: string) => name.replaceAll('"', '').trim();

/** The town's zone, then the best known zone for each name of Windows, the great ones first. */
const usualZones = [
  ...new Set([
    townTimeZone,
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    ...WINDOWS_TO_IANA_MAP.flatMap(({ iana, territory }) => (territory === '001' ? iana : [])),
  ]),
];

const offsetIn = (timeZone: string, wall: Temporal.PlainDateTime): number =>
  wall.toZonedDateTime(timeZone).offsetNanoseconds / 60_000_000_000;
