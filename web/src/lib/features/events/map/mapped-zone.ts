/** A zone on the map: its middle, its name, and where it leads. */
export interface MappedZone {
  name: string;
  /** How many events, in words. */
  count: string;
  href: string;
  latitude: number;
  longitude: number;
}
