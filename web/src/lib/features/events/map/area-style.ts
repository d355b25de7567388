import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** What an archive says of itself. */
export interface Area {
  /** Its address in full. */
  url: string;
  /** Whether its tiles are shapes; else they are pictures. */
  isVector: boolean;
  minZoom: number;
  maxZoom: number;
  /** Names of the layers of shapes in it. */
  layers: readonly string[];
}

export interface AreaColours {
  land: string;
  green: string;
  water: string;
  building: string;
  road: string;
}

/** What is drawn, from the ground up, by the names that the schemas of Protomaps and OpenMapTiles have for it. */
const drawn: { names: readonly string[]; colour: keyof AreaColours; width?: number; minzoom?: number }[] = [
  { names: ['earth'], colour: 'land' },
  { names: ['landcover', 'landuse', 'park'], colour: 'green' },
  { names: ['water'], colour: 'water' },
  { names: ['buildings', 'building'], colour: 'building', minzoom: 13 },
  { names: ['roads', 'transportation'], colour: 'road', width: 1.5 },
];

/** A quiet map without words or signs, so that it loads nothing but the archive; names stand on the markers. */
export function areaStyle(area: Area, colours: AreaColours): StyleSpecification {
  const background: LayerSpecification = {
    id: 'background',
    type: 'background',
    paint: { 'background-color': colours.land },
  };
  return {
    version: 8,
    sources: {
      area: {
        type: area.isVector ? 'vector' : 'raster',
        tiles: [`pmtiles://${area.url}/{z}/{x}/{y}`],
        minzoom: area.minZoom,
        maxzoom: area.maxZoom,
        ...(area.isVector ? {} : { tileSize: 256 }),
      },
    },
    layers: [background, ...(area.isVector ? shapes(area, colours) : [pictures])],
  };
}

const pictures: LayerSpecification = { id: 'area', type: 'raster', source: 'area' };

const shapes = ({ layers }: Area, colours: AreaColours): LayerSpecification[] =>
  drawn.flatMap(({ names, colour, width, minzoom = 0 }) =>
    names
      .filter((name) => layers.includes(name))
      .map((name): LayerSpecification => {
        const where = { id: name, source: 'area', 'source-layer': name, minzoom };
        return width
          ? { ...where, type: 'line', paint: { 'line-color': colours[colour], 'line-width': width } }
          : {
              ...where,
              type: 'fill',
              filter: ['==', ['geometry-type'], 'Polygon'],
              paint: { 'fill-color': colours[colour] },
            };
      }),
  );
