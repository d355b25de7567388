import { AppError } from '../../platform/errors.ts';
import type { ZoneGeometry } from './zone.entity.ts';

export interface ZoneFeature {
  name: string;
  neighbourhood: string;
  names: Record<string, string>;
  geometry: ZoneGeometry;
}

const maxLength = 5_000_000;
const maxFeatures = 500;

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946) of zones: `properties.name` and `properties.neighbourhood`, other names as
 * `properties["name:ar"]`. Throws INVALID_GEOJSON with a reason; single features that do not fit are reported in `skipped`.
 */
export function readZones(text: string): { zones: ZoneFeature[]; skipped: string[] } {
  if (text.length > maxLength) throw new AppError('TOO_LONG', { max: maxLength }, 'geojson');
  const collection = parse(text);
  if (collection['type'] !== 'FeatureCollection' || !Array.isArray(collection['features']))
    throw invalid('FeatureCollection');
  if (collection['features'].length > maxFeatures) throw invalid(`> ${maxFeatures}`);
  const zones: ZoneFeature[] = [];
  const skipped: string[] = [];
  collection['features'].forEach((feature: unknown, index) => {
    const zone = readFeature(feature);
    if (zone) zones.push(zone);
    else skipped.push(nameOf(feature) ?? `#${index + 1}`);
  });
  return { zones, skipped };
}

/** True for a Polygon or MultiPolygon whose rings close and whose positions are longitude, latitude. */
export function isZoneGeometry(value: unknown): value is ZoneGeometry {
  if (!isRecord(value)) return false;
  if (value['type'] === 'Polygon') return isPolygon(value['coordinates']);
  return value['type'] === 'MultiPolygon' && isList(value['coordinates']) && value['coordinates'].every(isPolygon);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= 20_000;
const isPolygon = (value: unknown) => isList(value) && value.every(isRing);
/** Short, and without control signs or marks that turn the direction of what follows. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= 120 &&
  !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(value);
const invalid = (reason: string) => new AppError('INVALID_GEOJSON', { reason }, 'geojson');

function isRing(value: unknown): boolean {
  if (!isList(value) || value.length < 4 || !value.every(isPosition)) return false;
  return JSON.stringify(value[0]) === JSON.stringify(value.at(-1));
}

function isPosition(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const [longitude, latitude] = value as unknown[];
  return (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  );
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    throw invalid('JSON');
  }
  throw invalid('FeatureCollection');
}

function nameOf(feature: unknown): string | undefined {
  const properties = isRecord(feature) && isRecord(feature['properties']) ? feature['properties'] : {};
  const name = properties['name'];
  return isName(name) ? name.trim() : undefined;
}

function readFeature(feature: unknown): ZoneFeature | null {
  const name = nameOf(feature);
  if (!name || !isRecord(feature) || !isRecord(feature['properties']) || !isZoneGeometry(feature['geometry']))
    return null;
  const { neighbourhood } = feature['properties'];
  const names = Object.entries(feature['properties']).flatMap(([key, value]) =>
    key.startsWith('name:') && isName(value) ? [[key.slice(5), value] as const] : [],
  );
  return {
    name,
    neighbourhood:
      typeof neighbourhood === 'string' && neighbourhood.trim() && neighbourhood.length <= 120
        ? neighbourhood.trim()
        : name,
    names: Object.fromEntries(names),
    geometry: feature['geometry'],
  };
}
