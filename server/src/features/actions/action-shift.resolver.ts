import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { memberById, MemberType } from '../members/index.ts';
import { CheckKindEnum } from '../checks/index.ts';
import { listMyShifts, peopleOf, seesAttendance, viewerSignUp } from './action-people.service.ts';
import {
  actionOf,
  missingChecksOf,
  removeShift,
  removeTask,
  saveShift,
  saveTask,
  shiftsOf,
} from './action-plan.service.ts';
import type { ActionShift, ActionTask, ShiftSignUp } from './action-shift.entity.ts';
import {
  ActionShiftInput,
  ActionShiftType,
  ActionTaskInput,
  ActionTaskType,
  AttendanceInput,
  ShiftSignUpConnectionType,
  ShiftSignUpType,
} from './action-shift.type.ts';
import { actionPolicy } from './actions.policy.ts';
import { leaveShift, markAttendance, signUpForShift, viewerCanLeave, viewerCanSignUp } from './shift.service.ts';
import { SolidarityActionType } from './solidarity-action.type.ts';

@Resolver(() => ActionTaskType)
export class ActionTaskResolver {
  @Mutation(() => ActionTaskType, { description: 'Adds a task, or changes the one with this id. Organisers.' })
  @Guarded(actionPolicy.edit)
  saveActionTask(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('actionId', () => IdScalar, { description: 'The action.' }) actionId: string,
    @Arg('id', () => IdScalar, { nullable: true, description: 'The task; none: a new one.' }) id: string | null,
    @Arg('input', () => ActionTaskInput, { description: 'What is to be done.' }) input: ActionTaskInput,
  ) {
    return saveTask(ctx, actionId, id, input);
  }

  @Mutation(() => SolidarityActionType, {
    description: 'Removes a task with its shifts; those who signed up are told. Organisers.',
  })
  @Guarded(actionPolicy.edit)
  removeActionTask(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The task.' }) id: string,
  ) {
    return removeTask(ctx, id);
  }

  @FieldResolver(() => SolidarityActionType, { description: 'The action it belongs to.' })
  action(@Root() task: ActionTask, @Ctx() ctx: RequestContext) {
    return actionOf(ctx, task);
  }

  @FieldResolver(() => [ActionShiftType], { description: 'Its shifts by their time.' })
  shifts(@Root() task: ActionTask, @Ctx() ctx: RequestContext) {
    return shiftsOf(ctx, task.id);
  }

  @FieldResolver(() => [CheckKindEnum], {
    description: 'Which checks the reader still needs for it; empty for visitors.',
  })
  viewerLacks(@Root() task: ActionTask, @Ctx() ctx: RequestContext) {
    return missingChecksOf(ctx, task);
  }
}

@Resolver(() => ActionShiftType)
export class ActionShiftResolver {
  @Query(() => ShiftSignUpConnectionType, {
    description: 'The reader’s places in shifts: those to come by their time, or those that are over.',
  })
  @Guarded(actionPolicy.listMine)
  myShifts(
    @Ctx() ctx: RequestContext,
    @Arg('past', () => Boolean, { defaultValue: false, description: 'Those that are over, the latest first.' })
    past: boolean,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listMyShifts(ctx, past, first, after);
  }

  @Mutation(() => ActionTaskType, {
    description: 'Adds a shift, weekly if told so, or changes the one with this id; never below the places taken.',
  })
  @Guarded(actionPolicy.edit)
  saveActionShift(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('taskId', () => IdScalar, { description: 'The task.' }) taskId: string,
    @Arg('id', () => IdScalar, { nullable: true, description: 'The shift; none: a new one.' }) id: string | null,
    @Arg('input', () => ActionShiftInput, { description: 'When, and for how many.' }) input: ActionShiftInput,
  ) {
    return saveShift(ctx, taskId, id, input);
  }

  @Mutation(() => SolidarityActionType, {
    description: 'Removes a shift; those who signed up are told. Organisers.',
  })
  @Guarded(actionPolicy.edit)
  removeActionShift(@Ctx() ctx: RequestContext, @Key() _key: string, @ShiftId('id') id: string) {
    return removeShift(ctx, id);
  }

  @Mutation(() => ActionShiftType, {
    description: 'Takes a place. CLASHES {title, at} where the person is elsewhere then, unless `despiteClash`.',
  })
  @Guarded(actionPolicy.signUp)
  signUpForShift(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ShiftId('shiftId') shiftId: string,
    @Arg('despiteClash', () => Boolean, { defaultValue: false, description: 'The person knows and comes anyway.' })
    despiteClash: boolean,
  ) {
    return signUpForShift(ctx, shiftId, despiteClash);
  }

  @Mutation(() => ActionShiftType, { description: 'Gives a place back, as long as the shift has not begun.' })
  @Guarded(actionPolicy.leave)
  leaveShift(@Ctx() ctx: RequestContext, @Key() _key: string, @ShiftId('shiftId') shiftId: string) {
    return leaveShift(ctx, shiftId);
  }

  @Mutation(() => ActionShiftType, { description: 'Says who came to a shift, and for how long. Organisers.' })
  @Guarded(actionPolicy.markAttendance)
  markAttendance(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ShiftId('shiftId') shiftId: string,
    @Arg('attendance', () => [AttendanceInput], { description: 'Who came.' }) attendance: AttendanceInput[],
  ) {
    return markAttendance(ctx, shiftId, attendance);
  }

  @FieldResolver(() => ActionTaskType, { description: 'The task.' })
  task(@Root() shift: ActionShift) {
    return loaded(shift.task);
  }

  @FieldResolver(() => [ShiftSignUpType], {
    description: 'Who signed up: for the organisers and those who signed up for it too; empty for others.',
  })
  people(@Root() shift: ActionShift, @Ctx() ctx: RequestContext) {
    return peopleOf(ctx, shift);
  }

  @FieldResolver(() => ShiftSignUpType, { nullable: true, description: 'The reader’s place.' })
  viewerSignUp(@Root() shift: ActionShift, @Ctx() ctx: RequestContext) {
    return viewerSignUp(ctx, shift.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could take a place now.' })
  viewerCanSignUp(@Root() shift: ActionShift, @Ctx() ctx: RequestContext) {
    return viewerCanSignUp(ctx, shift);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could give the own place back.' })
  viewerCanLeave(@Root() shift: ActionShift, @Ctx() ctx: RequestContext) {
    return viewerCanLeave(ctx, shift);
  }
}

@Resolver(() => ShiftSignUpType)
export class ShiftSignUpResolver {
  @FieldResolver(() => ActionShiftType, { description: 'The shift.' })
  shift(@Root() signUp: ShiftSignUp) {
    return loaded(signUp.shift);
  }

  @FieldResolver(() => MemberType, { description: 'Who.' })
  member(@Root() signUp: ShiftSignUp, @Ctx() ctx: RequestContext) {
    return memberById(ctx, signUp.member.id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the person came; null as long as it was not said, and for others.',
  })
  async came(@Root() signUp: ShiftSignUp, @Ctx() ctx: RequestContext) {
    return (await seesAttendance(ctx, signUp)) ? (signUp.came ?? null) : null;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Minutes the person gave; null for others.' })
  async minutes(@Root() signUp: ShiftSignUp, @Ctx() ctx: RequestContext) {
    return (await seesAttendance(ctx, signUp)) ? (signUp.minutes ?? null) : null;
  }
}

function ShiftId(name: string): ParameterDecorator {
  return Arg(name, () => IdScalar, { description: 'The shift.' }) as ParameterDecorator;
}
