import { AreaMapResolver } from './area-map.resolver.ts';
import { Neighbourhood, Zone } from './zone.entity.ts';
import { NeighbourhoodResolver, ZoneResolver } from './zone.resolver.ts';

export { distancesFrom, type ZoneDistances } from './zone-distance.ts';
export { Neighbourhood, Zone, zoneInNotice } from './zone.entity.ts';
export { NeighbourhoodType, ZoneType } from './zone.type.ts';
export { zonePolicy } from './zone.policy.ts';

export const neighbourhoods = {
  name: 'neighbourhoods',
  entities: [Neighbourhood, Zone],
  resolvers: [ZoneResolver, NeighbourhoodResolver, AreaMapResolver],
};
