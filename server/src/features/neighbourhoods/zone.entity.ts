import { defineEntity, p, type Opt } from '@mikro-orm/core';
import type { Locale } from '../../platform/locales.ts';
import { newId } from '../../platform/ids.ts';
import { middleOf } from './middle.ts';

const NeighbourhoodSchema = defineEntity({
  name: 'Neighbourhood',
  tableName: 'neighbourhood',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    createdAt: p.datetime(),
    zones: () => p.oneToMany(Zone).mappedBy('neighbourhood').orderBy({ name: 'asc' }),
  },
});

/** A part of the town as people name it; holds zones. */
export class Neighbourhood extends NeighbourhoodSchema.class {}
NeighbourhoodSchema.setClass(Neighbourhood);

const ZoneSchema = defineEntity({
  name: 'Zone',
  tableName: 'zone',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    neighbourhood: () => p.manyToOne(Neighbourhood).ref(),
    name: p.text(),
    names: p.json<Partial<Record<string, string>>>(),
    geometry: p.json<ZoneGeometry>().nullable(),
    /** The middle, in WGS 84 degrees: distances between zones, never between people. */
    latitude: p.float().nullable(),
    longitude: p.float().nullable(),
    createdAt: p.datetime(),
  },
});

/** A GeoJSON geometry (RFC 7946) of an area, in WGS 84. */
export interface ZoneGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown[];
}

/** The finest place the project ever shows of a person, a request or a helper. */
export class Zone extends ZoneSchema.class {
  declare names: Partial<Record<string, string>> & Opt;

  /** Gives the zone its area, and with it its middle; null takes both away. */
  setArea(geometry: ZoneGeometry | null): void {
    const middle = geometry && middleOf(geometry);
    this.geometry = geometry;
    this.latitude = middle?.latitude ?? null;
    this.longitude = middle?.longitude ?? null;
  }
}
ZoneSchema.setClass(Zone);

/** The zone as the texts of notices say it, each in the language of its reader. */
export const zoneInNotice = ({ name, names }: Pick<Zone, 'name' | 'names'>) => ({ zone: name, zoneNames: names });

/** A zone's name in the script of the reader's language, where one was given; otherwise the Italian name. */
export const zoneName = (zone: Pick<Zone, 'name' | 'names'>, locale: Locale): string => zone.names[locale] ?? zone.name;
