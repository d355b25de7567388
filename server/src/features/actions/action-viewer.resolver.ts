import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { ViewerType } from '../members/index.ts';
import { organisationsById, OrganisationType } from '../organisations/index.ts';
import { takesPart } from './action-people.service.ts';
import { actionPolicy } from './actions.policy.ts';
import type { ActionRow } from './listed-actions.query.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';
import { organisationsToActFor } from './solidarity-action.service.ts';
import { SolidarityActionType } from './solidarity-action.type.ts';

type Action = SolidarityAction | ActionRow;

@Resolver(() => SolidarityActionType)
export class ActionViewerResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the reader proposed it.' })
  viewerIsProposer(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return ctx.actor.kind === 'member' && ctx.actor.id === action.proposer?.id;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader has a place in a shift of it.' })
  viewerTakesPart(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return takesPart(ctx, action);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could change it, its tasks, shifts and materials.' })
  viewerCanEdit(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return isLive(action) && can(ctx.actor, actionPolicy.edit, action);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could call it off.' })
  viewerCanCancel(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return isLive(action) && can(ctx.actor, actionPolicy.cancel, action);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say no to it.' })
  viewerCanDecline(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return action.state === 'PROPOSED' && can(ctx.actor, actionPolicy.decline, action);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could end it with a result.' })
  viewerCanClose(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return action.state === 'OPEN' && can(ctx.actor, actionPolicy.close, action);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader organises it and reads who signed up.' })
  viewerSeesPeople(@Root() action: Action, @Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, actionPolicy.seePeople, action);
  }

  @FieldResolver(() => [OrganisationType], {
    description: 'Organisations for which the reader could take the proposal on.',
  })
  viewerCanTakeOnFor(@Root() action: Action, @Ctx() ctx: RequestContext) {
    const { state, proposer, organisation } = action;
    if (state !== 'PROPOSED') return [];
    const ids = organisationsToActFor(ctx).filter((organisationId) =>
      can(ctx.actor, actionPolicy.takeOn, { state, proposer, organisation, organisationId }),
    );
    return organisationsById(ctx, ids);
  }
}

@Resolver(() => ViewerType)
export class ViewerActionsResolver {
  @FieldResolver(() => [OrganisationType], { description: 'Organisations for which the reader may organise actions.' })
  viewerCanOrganiseFor(@Ctx() ctx: RequestContext) {
    return organisationsById(ctx, organisationsToActFor(ctx));
  }
}

const isLive = ({ state }: Action) => state === 'PROPOSED' || state === 'OPEN';
