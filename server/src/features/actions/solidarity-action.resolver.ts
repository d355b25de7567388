import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { attachmentsOf, AttachmentType } from '../attachments/index.ts';
import { memberById, MemberType } from '../members/index.ts';
import { organisationById, OrganisationType } from '../organisations/index.ts';
import { materialsOf } from './action-material.service.ts';
import { tasksOf } from './action-plan.service.ts';
import { closeAction, resultOf } from './action-result.service.ts';
import { ActionMaterialType, ActionTaskType } from './action-shift.type.ts';
import { spanOf } from './action-span.ts';
import { actionPolicy } from './actions.policy.ts';
import { type ActionRow, countActions } from './listed-actions.query.ts';
import { readMeetingPoint } from './meeting-point.service.ts';
import type { ActionResult, SolidarityAction } from './solidarity-action.entity.ts';
import {
  cancelAction,
  declineAction,
  getAction,
  listActions,
  listMyActions,
  openAction,
  proposeAction,
  takeOnAction,
  updateAction,
  watchAction,
} from './solidarity-action.service.ts';
import {
  ActionResultInput,
  ActionResultType,
  SolidarityActionConnectionType,
  SolidarityActionFilter,
  SolidarityActionInput,
  SolidarityActionType,
} from './solidarity-action.type.ts';

type Action = SolidarityAction | ActionRow;

@Resolver(() => SolidarityActionType)
export class SolidarityActionResolver {
  @Query(() => SolidarityActionConnectionType, {
    description: 'Solidarity actions: those with the next shift first, then proposals, then what is done. Public.',
  })
  @Guarded(actionPolicy.list)
  solidarityActions(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => SolidarityActionFilter, { nullable: true, description: 'Which ones.' })
    filter: SolidarityActionFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listActions(ctx, filter ?? null, first, after);
  }

  @Query(() => SolidarityActionType, { description: 'One action that the reader may see, or NOT_FOUND.' })
  @Guarded(actionPolicy.see)
  solidarityAction(@Ctx() ctx: RequestContext, @ActionId() id: string) {
    return getAction(ctx, id);
  }

  @Query(() => SolidarityActionConnectionType, {
    description: 'What the reader proposed and what the reader’s organisations hold, newest first.',
  })
  @Guarded(actionPolicy.listMine)
  mySolidarityActions(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyActions(ctx, first, after);
  }

  @Mutation(() => SolidarityActionType, { description: 'Proposes an action to the associations.' })
  @Guarded(actionPolicy.propose)
  proposeAction(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => SolidarityActionInput, { description: 'What it is about.' }) input: SolidarityActionInput,
    @Arg('organisationId', () => IdScalar, { nullable: true, description: 'Who is wished for to organise it.' })
    organisationId: string | null,
  ) {
    return proposeAction(ctx, input, organisationId);
  }

  @Mutation(() => SolidarityActionType, { description: 'Begins an action of an organisation. Its staff.' })
  @Guarded(actionPolicy.open)
  openAction(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @OrganisationId() organisationId: string,
    @Arg('input', () => SolidarityActionInput, { description: 'What it is about.' }) input: SolidarityActionInput,
  ) {
    return openAction(ctx, organisationId, input);
  }

  @Mutation(() => SolidarityActionType, { description: 'Changes what an action is about. Its organisers.' })
  @Guarded(actionPolicy.edit)
  updateAction(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ActionId() id: string,
    @Arg('input', () => SolidarityActionInput, { description: 'All of it.' }) input: SolidarityActionInput,
  ) {
    return updateAction(ctx, id, input);
  }

  @Mutation(() => SolidarityActionType, { description: 'Takes a proposal on for an organisation and opens it. Staff.' })
  @Guarded(actionPolicy.takeOn)
  takeOnAction(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ActionId() id: string,
    @OrganisationId() organisationId: string,
  ) {
    return takeOnAction(ctx, id, organisationId);
  }

  @Mutation(() => SolidarityActionType, {
    description: 'Says no to a proposal. Staff of the organisation wished for, coordinators of the town.',
  })
  @Guarded(actionPolicy.decline)
  declineAction(@Ctx() ctx: RequestContext, @Key() _key: string, @ActionId() id: string, @Words() words: string) {
    return declineAction(ctx, id, words);
  }

  @Mutation(() => SolidarityActionType, {
    description: 'Calls an action off; everybody who signed up is told. Its organisers.',
  })
  @Guarded(actionPolicy.cancel)
  cancelAction(@Ctx() ctx: RequestContext, @Key() _key: string, @ActionId() id: string, @Words() words: string) {
    return cancelAction(ctx, id, words);
  }

  @Mutation(() => SolidarityActionType, { description: 'Ends an action with its result. Its organisers.' })
  @Guarded(actionPolicy.close)
  closeAction(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ActionId() id: string,
    @Arg('input', () => ActionResultInput, { description: 'What came of it.' }) input: ActionResultInput,
  ) {
    return closeAction(ctx, id, input);
  }

  @Subscription(() => SolidarityActionType, {
    description: 'An action each time a place is taken or given back, or its plan or state changes.',
    subscribe: ({ args, context }) => watchAction(context as RequestContext, String(args['actionId'])),
  })
  @Guarded(actionPolicy.see)
  actionChanged(
    @Root() action: SolidarityAction,
    @Arg('actionId', () => IdScalar, { description: 'The action.' }) _actionId: string,
  ) {
    return action;
  }

  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'Who organises it; of a proposal, who is wished for.',
  })
  organisation(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return action.organisation ? organisationById(ctx, action.organisation.id) : null;
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who proposed it; null for visitors.' })
  proposer(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return ctx.actor.kind === 'visitor' || !action.proposer ? null : memberById(ctx, action.proposer.id);
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'When the first shift starts.' })
  async startsAt(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await spanOf(ctx, action)).startsAt;
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'When the last shift ends.' })
  async endsAt(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await spanOf(ctx, action)).endsAt;
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'When the first shift starts that is not over.' })
  async nextAt(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await spanOf(ctx, action)).nextAt;
  }

  @FieldResolver(() => Int, { description: 'How many shifts there are.' })
  async shiftCount(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await spanOf(ctx, action)).shiftCount;
  }

  @FieldResolver(() => Int, { description: 'How many places are free in the shifts to come.' })
  async placesLeft(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await spanOf(ctx, action)).placesLeft;
  }

  @FieldResolver(() => [ActionTaskType], { description: 'What is to be done.' })
  tasks(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return tasksOf(ctx, action.id);
  }

  @FieldResolver(() => [ActionMaterialType], { description: 'What is needed.' })
  materials(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return materialsOf(ctx, action.id);
  }

  @FieldResolver(() => ActionResultType, { nullable: true, description: 'What came of it.' })
  result(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return resultOf(ctx, action.id);
  }

  @FieldResolver(() => [AttachmentType], { description: 'Its photos.' })
  photos(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return attachmentsOf(ctx, action.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where exactly people meet: for those who signed up and the organisers; each reading is noted.',
  })
  async meetingPoint(@Root() action: Action, @Ctx() ctx: RequestContext) {
    return (await readMeetingPoint(ctx, action))?.words ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether staff took it out of sight.' })
  hidden(@Root() action: Action): boolean {
    return Boolean(action.hiddenAt);
  }
}

@Resolver(() => ActionResultType)
export class ActionResultResolver {
  @FieldResolver(() => [AttachmentType], { description: 'Photos of how it went.' })
  photos(@Root() result: ActionResult, @Ctx() ctx: RequestContext) {
    return attachmentsOf(ctx, result.id);
  }
}

@Resolver(() => SolidarityActionConnectionType)
export class SolidarityActionConnectionResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many there are in all; null where it is not counted.' })
  totalCount(@Root() root: { filter?: SolidarityActionFilter | null }, @Ctx() ctx: RequestContext) {
    return root.filter === undefined ? null : countActions(ctx, root.filter);
  }
}

function ActionId(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The action.' }) as ParameterDecorator;
}

function OrganisationId(): ParameterDecorator {
  return Arg('organisationId', () => IdScalar, { description: 'The organisation.' }) as ParameterDecorator;
}

function Words(): ParameterDecorator {
  return Arg('words', () => String, {
    description: 'Why, for those it concerns; at most 1,000 characters.',
  }) as ParameterDecorator;
}
