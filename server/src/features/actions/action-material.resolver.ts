import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { memberById, MemberType } from '../members/index.ts';
import type { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
import {
  pledgeMaterial,
  pledgesOf,
  removeMaterial,
  saveMaterial,
  viewerCanPledge,
  viewerPledge,
} from './action-material.service.ts';
import { ActionMaterialInput, ActionMaterialType, MaterialPledgeType } from './action-shift.type.ts';
import { actionPolicy } from './actions.policy.ts';
import { SolidarityActionType } from './solidarity-action.type.ts';

@Resolver(() => ActionMaterialType)
export class ActionMaterialResolver {
  @Mutation(() => ActionMaterialType, {
    description: 'Adds something that is needed, or changes the one with this id. Organisers.',
  })
  @Guarded(actionPolicy.edit)
  saveActionMaterial(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('actionId', () => IdScalar, { description: 'The action.' }) actionId: string,
    @Arg('id', () => IdScalar, { nullable: true, description: 'The material; none: a new one.' }) id: string | null,
    @Arg('input', () => ActionMaterialInput, { description: 'What and how many.' }) input: ActionMaterialInput,
  ) {
    return saveMaterial(ctx, actionId, id, input);
  }

  @Mutation(() => SolidarityActionType, { description: 'Removes something that is not needed any more. Organisers.' })
  @Guarded(actionPolicy.edit)
  removeActionMaterial(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The material.' }) id: string,
  ) {
    return removeMaterial(ctx, id);
  }

  @Mutation(() => ActionMaterialType, {
    description: 'Says how many pieces the reader brings; 0 takes it back. TOO_MUCH beyond what is missing.',
  })
  @Guarded(actionPolicy.pledge)
  pledgeMaterial(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The material.' }) id: string,
    @Arg('quantity', () => Int, { description: 'How many in all.' }) quantity: number,
  ) {
    return pledgeMaterial(ctx, id, quantity);
  }

  @FieldResolver(() => [MaterialPledgeType], { description: 'Who brings what, for the organisers; empty for others.' })
  pledges(@Root() material: ActionMaterial, @Ctx() ctx: RequestContext) {
    return pledgesOf(ctx, material);
  }

  @FieldResolver(() => Int, { description: 'How many the reader brings.' })
  viewerPledge(@Root() material: ActionMaterial, @Ctx() ctx: RequestContext) {
    return viewerPledge(ctx, material);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say to bring some of it.' })
  viewerCanPledge(@Root() material: ActionMaterial, @Ctx() ctx: RequestContext) {
    return viewerCanPledge(ctx, material);
  }
}

@Resolver(() => MaterialPledgeType)
export class MaterialPledgeResolver {
  @FieldResolver(() => MemberType, { description: 'Who brings it.' })
  member(@Root() pledge: MaterialPledge, @Ctx() ctx: RequestContext) {
    return memberById(ctx, pledge.member.id);
  }
}
