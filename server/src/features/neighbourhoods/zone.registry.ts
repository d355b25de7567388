import type { Loaded } from '@mikro-orm/core';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Point } from './middle.ts';
import { Zone } from './zone.entity.ts';

/** What every page shows of a zone. */
export interface KnownZone {
  id: string;
  name: string;
  names: Partial<Record<string, string>>;
  neighbourhood: { id: string; name: string };
  middle: Point | null;
}

interface Registry {
  zones: Promise<ReadonlyMap<string, KnownZone>> | null;
  /** The same once they are there, so that a list need not wait for what is at hand. */
  atHand: ReadonlyMap<string, KnownZone> | null;
}

const registries = new WeakMap<Live, Registry>();

/**
 * All zones of the town, read once and kept while PostgreSQL tells this process of every write to them. A town has tens of
 * zones, and every list shows their names.
 */
export function knownZones(
  ctx: RequestContext,
): ReadonlyMap<string, KnownZone> | Promise<ReadonlyMap<string, KnownZone>> {
  if (!ctx.live.connected) return readZones(ctx);
  const registry = registries.get(ctx.live) ?? register(ctx.live);
  if (registry.atHand) return registry.atHand;
  if (!registry.zones) {
    const reading = readZones(ctx);
    registry.zones = reading;
    reading.then(
      (zones) => {
        if (registry.zones === reading) registry.atHand = zones;
      },
      () => forget(registry),
    );
  }
  return registry.zones;
}

function register(live: Live): Registry {
  const registry: Registry = { zones: null, atHand: null };
  registries.set(live, registry);
  live.on('vicinia_writes', (feature) => {
    if (feature === 'neighbourhoods') forget(registry);
  });
  live.onGap(() => forget(registry));
  return registry;
}

function forget(registry: Registry): void {
  registry.zones = null;
  registry.atHand = null;
}

async function readZones(ctx: RequestContext): Promise<ReadonlyMap<string, KnownZone>> {
  const zones = await ctx.em.fork().find(Zone, {}, { populate: ['neighbourhood'], exclude: ['geometry'], limit: 2000 });
  return new Map(zones.map((zone) => [zone.id, knownZone(zone)]));
}

/** What is kept of a zone; its neighbourhood must be loaded. */
export function knownZone({
  id,
  name,
  names,
  neighbourhood,
  latitude,
  longitude,
}: Loaded<Zone, 'neighbourhood', '*', 'geometry'>): KnownZone {
  const middle = latitude != null && longitude != null ? { latitude, longitude } : null;
  return { id, name, names, neighbourhood: { id: neighbourhood.id, name: neighbourhood.$.name }, middle };
}
