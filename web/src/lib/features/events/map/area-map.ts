import { addProtocol, LngLatBounds, Map as MapView, Marker, setWorkerUrl } from 'maplibre-gl';
import css from 'maplibre-gl/dist/maplibre-gl.css?url';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { type Header, PMTiles, Protocol, TileType } from 'pmtiles';
import { type AreaColours, areaStyle } from './area-style.ts';
import type { MappedZone } from './mapped-zone.ts';

/*
 * Draws the map of the page. Loaded by static/map.js when somebody wants it; that this module has run means that the map is
 * there, and an error that it cannot be.
 */
const place = document.querySelector<HTMLElement>('[data-map]');
if (place) await show(place);

async function show(section: HTMLElement): Promise<void> {
  const { map: path = '', zones = '[]', words = '{}' } = section.dataset;
  const canvas = part(section, '[data-canvas]');
  const archive = new PMTiles(new URL(path, location.href).href);
  const header = await archive.getHeader();
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[]; attribution?: unknown };
  await loadStyle(css);
  part(section, '[data-shown]').hidden = false;
  setWorkerUrl(workerUrl);
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol('pmtiles', protocol.tile);
  const view = new MapView({
    container: canvas,
    style: areaStyle(
      {
        url: archive.source.getKey(),
        isVector: header.tileType === TileType.Mvt,
        minZoom: header.minZoom,
        maxZoom: header.maxZoom,
        layers: metadata.vector_layers?.map(({ id }) => id) ?? [],
      },
      coloursOf(section),
    ),
    ...(isPart(header) ? { maxBounds: [header.minLon, header.minLat, header.maxLon, header.maxLat] } : {}),
    maxZoom: 17,
    attributionControl: false,
    cooperativeGestures: true, // who scrolls the page does not get lost in the map
    dragRotate: false,
    pitchWithRotate: false,
    locale: JSON.parse(words) as Record<string, string>,
  });
  view.touchZoomRotate.disableRotation();
  const bounds = new LngLatBounds();
  for (const zone of JSON.parse(zones) as MappedZone[]) {
    bounds.extend([zone.longitude, zone.latitude]);
    new Marker({ element: linkTo(zone) }).setLngLat([zone.longitude, zone.latitude]).addTo(view);
  }
  view.fitBounds(bounds, { padding: 72, maxZoom: 14, animate: false });
  part(section, '[data-nearer]').addEventListener('click', () => view.zoomIn());
  part(section, '[data-farther]').addEventListener('click', () => view.zoomOut());
  part(section, '[data-thanks]').textContent = wordsOf(metadata.attribution);
  await new Promise((done, fail) => view.once('load', done).once('error', ({ error }) => fail(error)));
}

function part(section: HTMLElement, selector: string): HTMLElement {
  const found = section.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/** Whether it covers less than all longitudes, which no map can be held to. */
function isPart({ minLon, maxLon }: Header): boolean {
  return maxLon > minLon && maxLon - minLon < 360;
}

function linkTo({ name, count, href }: MappedZone): HTMLElement {
  const link = document.createElement('a');
  link.className = 'zone';
  link.href = href;
  for (const words of [name, count]) {
    const line = document.createElement('bdi');
    line.textContent = words;
    link.append(line);
  }
  return link;
}

function loadStyle(href: string): Promise<unknown> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  const loaded = new Promise((done, fail) => {
    link.addEventListener('load', done);
    link.addEventListener('error', () => fail(new Error('The style of the map cannot be loaded')));
  });
  document.head.append(link);
  return loaded;
}

/** The town's own colours, as the page has them, light or dark. */
function coloursOf(section: HTMLElement): AreaColours {
  const style = getComputedStyle(section);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    land: token('--it-color-background-muted'),
    green: token('--vicinia-sage'),
    water: token('--vicinia-sky'),
    building: token('--it-color-border-subtle'),
    road: token('--it-color-border-subtle'),
  };
}

/** Whom to thank for the data: archives say it in HTML, of which only the words are shown. */
function wordsOf(attribution: unknown): string {
  if (typeof attribution !== 'string') return '';
  return new DOMParser().parseFromString(attribution, 'text/html').body.textContent?.trim() ?? '';
}
