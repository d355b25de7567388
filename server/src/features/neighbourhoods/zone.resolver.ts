import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { zoneName } from './zone.entity.ts';
import { zonePolicy } from './zone.policy.ts';
import {
  importZones,
  listNeighbourhoods,
  removeZone,
  saveNeighbourhood,
  saveZone,
  withZone,
  zonesById,
  zonesOf,
} from './zone.service.ts';
import { GeoPointType, NeighbourhoodType, ZoneImportType, ZoneInput, ZoneType } from './zone.type.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@Resolver(() => ZoneType)
export class ZoneResolver {
  @Query(() => [NeighbourhoodType], { description: 'All neighbourhoods of the town with their zones.' })
  @Guarded(zonePolicy.list)
  neighbourhoods(@Ctx() ctx: RequestContext) {
    return listNeighbourhoods(ctx);
  }

  @Mutation(() => NeighbourhoodType, { description: 'Adds a neighbourhood, or renames one. Administrators.' })
  @Guarded(zonePolicy.manage)
  saveNeighbourhood(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { nullable: true, description: 'The one to rename; none: a new one.' })
    id: string | null,
    @Arg('name', () => String, { description: 'Name in Italian.' }) name: string,
  ) {
    return saveNeighbourhood(ctx, id, name);
  }

  @Mutation(() => ZoneType, { description: 'Adds a zone, or changes one. Administrators.' })
  @Guarded(zonePolicy.manage)
  saveZone(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { nullable: true, description: 'The one to change; none: a new one.' })
    id: string | null,
    @Arg('input', () => ZoneInput, { description: 'What it is to be.' }) input: ZoneInput,
  ) {
    return saveZone(ctx, id, input);
  }

  @Mutation(() => Boolean, { description: 'Removes a zone that nothing refers to, or ZONE_IN_USE. Administrators.' })
  @Guarded(zonePolicy.manage)
  removeZone(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The zone.' }) id: string,
  ) {
    return removeZone(ctx, id);
  }

  @Mutation(() => ZoneImportType, {
    description: 'Adds and changes zones by name from a GeoJSON FeatureCollection. Administrators.',
  })
  @Guarded(zonePolicy.manage)
  importZones(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('geojson', () => String, { description: 'The file as text, at most 5,000,000 characters.' }) geojson: string,
  ) {
    return importZones(ctx, geojson);
  }

  @FieldResolver(() => String, {
    description: 'Name in the script of the reader, where the town gave one; otherwise in Italian.',
  })
  name(@Root() zone: { id: string }, @Ctx() ctx: RequestContext) {
    return withZone(ctx, zone.id, (known) => zoneName(known, ctx.locale));
  }

  @FieldResolver(() => String, { description: 'Name in Italian.' })
  italianName(@Root() zone: { id: string }, @Ctx() ctx: RequestContext) {
    return withZone(ctx, zone.id, (known) => known.name);
  }

  @FieldResolver(() => NeighbourhoodType, { description: 'The neighbourhood it lies in.' })
  neighbourhood(@Root() zone: { id: string }, @Ctx() ctx: RequestContext) {
    return withZone(ctx, zone.id, (known) => known.neighbourhood);
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'The area as a GeoJSON geometry (WGS 84), where the town gave one.',
  })
  async geometry(@Root() zone: { id: string }, @Ctx() ctx: RequestContext) {
    return (await batched(ctx, zonesById, zone.id))?.geometry ?? null;
  }

  @FieldResolver(() => GeoPointType, {
    nullable: true,
    description: 'The middle of the area, where the town gave one; never a place of somebody.',
  })
  middle(@Root() zone: { id: string }, @Ctx() ctx: RequestContext) {
    return withZone(ctx, zone.id, (known) => known.middle);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may change it.' })
  viewerCanEdit(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, zonePolicy.manage, undefined);
  }
}

@Resolver(() => NeighbourhoodType)
export class NeighbourhoodResolver {
  @FieldResolver(() => [ZoneType], { description: 'Its zones, by name.' })
  async zones(@Root() neighbourhood: { id: string }, @Ctx() ctx: RequestContext) {
    return zonesOf(ctx, neighbourhood.id);
  }
}
