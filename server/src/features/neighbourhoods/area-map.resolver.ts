import { Ctx, Field, Query, Resolver } from 'type-graphql';
import { areaPath } from '../../platform/files/area-file.ts';
import { ApiType, Guarded } from '../../platform/graphql/api-type.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { zonePolicy } from './zone.policy.ts';

@ApiType('AreaMap', 'neighbourhoods', 'A map of the town that the operator brought.')
export class AreaMapType {
  @Field(() => String, { description: 'Path of its PMTiles archive on this site; other bytes have another path.' })
  path!: string;
}

@Resolver()
export class AreaMapResolver {
  @Query(() => AreaMapType, { nullable: true, description: 'The map of the town; null where there is none. Public.' })
  @Guarded(zonePolicy.list)
  areaMap(@Ctx() ctx: RequestContext): AreaMapType | null {
    authorize(ctx, zonePolicy.list);
    return ctx.config.map && { path: areaPath(ctx.config.map) };
  }
}
