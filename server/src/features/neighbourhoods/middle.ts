import type { ZoneGeometry } from './zone.entity.ts';

/** A point in WGS 84 degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

const earthRadiusKm = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine formula, mean earth radius of the IUGG). */
export function kilometres(a: Point, b: Point): number {
  const latitude = Math.sin(radians(b.latitude - a.latitude) / 2);
  const longitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const chord =
    latitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.min(1, longitude ** 2);
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(chord));
}

/** The middle of the box round an area; null if there are no coordinates in it. */
export function middleOf(geometry: ZoneGeometry): Point | null {
  const numbers = geometry.coordinates.flat(4) as unknown[];
  const pairs = numbers.filter((value): value is number => typeof value === 'number');
  if (pairs.length < 6 || pairs.length % 2 !== 0) return null;
  const [longitudes, latitudes] = [pairs.filter((_, index) => index % 2 === 0), pairs.filter((_, i) => i % 2 === 1)];
  const middle = (values: number[]) =>
    (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  return { latitude: middle(latitudes), longitude: middle(longitudes) };
}
