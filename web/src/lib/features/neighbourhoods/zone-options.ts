import type { NeighbourhoodsQuery } from '#schema';

/** The zones to choose from, each under its neighbourhood. */
export const zoneOptions = (neighbourhoods: NeighbourhoodsQuery['neighbourhoods']) =>
  neighbourhoods.flatMap(({ name: group, zones }) => zones.map(({ id, name }) => ({ value: id, label: name, group })));
