import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { ViewerType } from '../members/index.ts';
import { NeighbourhoodType } from '../neighbourhoods/index.ts';
import { neighbourhoodMinutes, viewerMinutes } from './hours.service.ts';

@Resolver(() => ViewerType)
export class ViewerHoursResolver {
  @FieldResolver(() => Int, { description: 'Minutes of help the reader gave, in matches and shifts; 0 for visitors.' })
  minutesGiven(@Ctx() ctx: RequestContext) {
    return viewerMinutes(ctx);
  }
}

@Resolver(() => NeighbourhoodType)
export class NeighbourhoodHoursResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Minutes of help given here by everybody; null while fewer than five people gave.',
  })
  minutesGiven(@Root() neighbourhood: { id: string }, @Ctx() ctx: RequestContext) {
    return neighbourhoodMinutes(ctx, neighbourhood.id);
  }
}
