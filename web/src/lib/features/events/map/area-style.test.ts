import { describe, expect, test } from 'vitest';
import { areaStyle } from './area-style.ts';

const colours = { land: '#fff', green: '#efe', water: '#eef', building: '#eee', road: '#ccc' };
const area = { url: 'https://vicini.example/map/a.pmtiles', isVector: true, minZoom: 0, maxZoom: 14, layers: [] };

describe('the style of a map', () => {
  test('draws what the archive holds, by either of two names, roads last', () => {
    const ids = (layers: string[]) => areaStyle({ ...area, layers }, colours).layers.map(({ id }) => id);
    expect(ids(['roads', 'places', 'water', 'earth'])).toEqual(['background', 'earth', 'water', 'roads']);
    expect(ids(['transportation', 'building', 'park'])).toEqual(['background', 'park', 'building', 'transportation']);
  });

  test('asks for nothing but the archive: no signs, no fonts', () => {
    const style = areaStyle({ ...area, layers: ['water'] }, colours);
    expect([style.sprite, style.glyphs]).toEqual([undefined, undefined]);
    expect(style.sources).toMatchObject({
      area: { type: 'vector', tiles: ['pmtiles://https://vicini.example/map/a.pmtiles/{z}/{x}/{y}'], maxzoom: 14 },
    });
  });

  test('shows pictures where the archive holds pictures', () => {
    const style = areaStyle({ ...area, isVector: false }, colours);
    expect(style.layers.map(({ type }) => type)).toEqual(['background', 'raster']);
    expect(style.sources).toMatchObject({ area: { type: 'raster' } });
  });
});
