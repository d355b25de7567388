import type { RequestContext } from '../../platform/graphql/context.ts';
import { kilometres } from './middle.ts';
import { knownZones } from './zone.registry.ts';

/** How far other zones are from one. */
export interface ZoneDistances {
  /** Kilometres between the middles; null where one of them is not known. */
  km(zoneId: string): number | null;
  sameNeighbourhood(zoneId: string): boolean;
  /** All zones, the nearest first; those of unknown distance after the own neighbourhood's. */
  nearestFirst: string[];
}

/** Distances between a zone and all others of the town; null: a person who said no zone, all equally far. */
export async function distancesFrom(ctx: RequestContext, zoneId: string | null): Promise<ZoneDistances> {
  const zones = await knownZones(ctx);
  const own = zoneId === null ? undefined : zones.get(zoneId);
  const km = (id: string): number | null => {
    if (id === zoneId) return 0;
    const other = zones.get(id);
    return own?.middle && other?.middle ? kilometres(own.middle, other.middle) : null;
  };
  const sameNeighbourhood = (id: string) =>
    own !== undefined && zones.get(id)?.neighbourhood.id === own.neighbourhood.id;
  const farther = (id: string) => km(id) ?? (sameNeighbourhood(id) ? 3 : 1000);
  return { km, sameNeighbourhood, nearestFirst: [...zones.keys()].toSorted((a, b) => farther(a) - farther(b)) };
}
