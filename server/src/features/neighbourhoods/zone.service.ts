import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { isLocale } from '../../platform/locales.ts';
import { isZoneGeometry, readZones } from './geojson.ts';
import { Neighbourhood, Zone } from './zone.entity.ts';
import { knownZone, type KnownZone, knownZones } from './zone.registry.ts';
import { zonePolicy } from './zone.policy.ts';
import type { ZoneImportType, ZoneInput } from './zone.type.ts';

/** All neighbourhoods with their zones, by name; a town has tens of them. */
export async function listNeighbourhoods(ctx: RequestContext): Promise<Neighbourhood[]> {
  authorize(ctx, zonePolicy.list);
  return ctx.em.find(Neighbourhood, {}, { orderBy: { createdAt: 'asc', name: 'asc' }, limit: 200 });
}

/** Something about a zone, at once where zones are at hand. A zone that was just added is read from the database. */
export function withZone<Value>(
  ctx: RequestContext,
  id: string,
  get: (zone: KnownZone) => Value,
): Value | Promise<Value> {
  const zones = knownZones(ctx);
  const known = zones instanceof Promise ? undefined : zones.get(id);
  return known ? get(known) : findZone(ctx, id).then(get);
}

async function findZone(ctx: RequestContext, id: string): Promise<KnownZone> {
  const known = (await knownZones(ctx)).get(id);
  if (known) return known;
  const zone = await ctx.em.findOne(Zone, id, { populate: ['neighbourhood'] });
  if (!zone) throw notFound();
  return knownZone(zone);
}

/** The zones of a neighbourhood, by name. */
export async function zonesOf(ctx: RequestContext, neighbourhoodId: string): Promise<KnownZone[]> {
  const zones = [...(await knownZones(ctx)).values()].filter((zone) => zone.neighbourhood.id === neighbourhoodId);
  return zones.toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
}

/** Whole zones, geometries included. */
export async function zonesById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Zone>> {
  const zones = await ctx.em.find(Zone, { id: { $in: [...ids] } });
  return new Map(zones.map((zone) => [zone.id, zone]));
}

/** Adds a neighbourhood, or renames the one with this id. */
export async function saveNeighbourhood(ctx: RequestContext, id: string | null, name: string): Promise<Neighbourhood> {
  authorize(ctx, zonePolicy.manage);
  const wanted = checkedName(name, 'name');
  const found = id
    ? await ctx.em.findOne(Neighbourhood, id)
    : ctx.em.create(Neighbourhood, { name: wanted, createdAt: ctx.clock.now() });
  if (!found) throw notFound();
  found.name = wanted;
  audit(ctx, 'neighbourhoods.manage', found.id);
  await ctx.em.flush();
  return found;
}

/** Adds a zone, or changes the one with this id. */
export async function saveZone(ctx: RequestContext, id: string | null, input: ZoneInput): Promise<Zone> {
  authorize(ctx, zonePolicy.manage);
  const neighbourhood = await ctx.em.findOne(Neighbourhood, input.neighbourhoodId);
  if (!neighbourhood) throw new AppError('INVALID_INPUT', {}, 'input.neighbourhoodId');
  if (input.geometry && !isZoneGeometry(input.geometry))
    throw new AppError('INVALID_GEOJSON', { reason: 'Polygon' }, 'input.geometry');
  const name = checkedName(input.name, 'input.name');
  const zone = id
    ? await ctx.em.findOne(Zone, id)
    : ctx.em.create(Zone, { neighbourhood, name, names: {}, createdAt: ctx.clock.now() });
  if (!zone) throw notFound();
  ctx.em.assign(zone, { neighbourhood });
  zone.name = name;
  if (input.names) zone.names = checkedNames(input.names);
  if (input.geometry !== undefined) zone.setArea(input.geometry);
  audit(ctx, 'neighbourhoods.manage', zone.id);
  await ctx.em.flush();
  return zone;
}

/** Removes a zone that nothing refers to; otherwise ZONE_IN_USE. */
export async function removeZone(ctx: RequestContext, id: string): Promise<boolean> {
  authorize(ctx, zonePolicy.manage);
  const zone = await ctx.em.findOne(Zone, id);
  if (!zone) throw notFound();
  audit(ctx, 'neighbourhoods.manage', id);
  try {
    await ctx.em.remove(zone).flush();
  } catch (error) {
    if (error instanceof ForeignKeyConstraintViolationException) throw new AppError('ZONE_IN_USE');
    throw error;
  }
  return true;
}

/** Adds and changes zones by name from a GeoJSON FeatureCollection; removes none. */
export async function importZones(ctx: RequestContext, geojson: string): Promise<ZoneImportType> {
  authorize(ctx, zonePolicy.manage);
  const { zones: features, skipped } = readZones(geojson);
  const neighbourhoods = new Map((await ctx.em.find(Neighbourhood, {})).map((n) => [n.name, n]));
  const zones = new Map((await ctx.em.find(Zone, {})).map((zone) => [zone.name, zone]));
  const result = { added: 0, changed: 0, skipped };
  const createdAt = ctx.clock.now();
  for (const feature of features) {
    const neighbourhood =
      neighbourhoods.get(feature.neighbourhood) ??
      ctx.em.create(Neighbourhood, { name: feature.neighbourhood, createdAt });
    neighbourhoods.set(feature.neighbourhood, neighbourhood);
    const known = zones.get(feature.name);
    result[known ? 'changed' : 'added'] += 1;
    const zone = known ?? ctx.em.create(Zone, { neighbourhood, name: feature.name, names: {}, createdAt });
    zones.set(feature.name, zone);
    ctx.em.assign(zone, {
      neighbourhood,
      names: { ...zone.names, ...checkedNames(feature.names) },
    });
    zone.setArea(feature.geometry);
  }
  audit(ctx, 'neighbourhoods.manage', null);
  await ctx.em.flush();
  return result;
}

function checkedName(value: string, field: string): string {
  const name = value.trim();
  if (!name) throw new AppError('REQUIRED', {}, field);
  if (name.length > 120) throw new AppError('TOO_LONG', { max: 120 }, field);
  return name;
}

function checkedNames(names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names)
      .filter(([locale, name]) => isLocale(locale) && typeof name === 'string' && name.trim())
      .map(([locale, name]) => [locale, checkedName(name, 'input.names')]),
  );
}
