import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import { EvenSuspended, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { MemberType, ViewerType } from '../members/index.ts';
import { appeal, getDecision, getSuspension, suspendedUntil, viewerCanAppeal } from './appeal.service.ts';
import { decideAppeal, decideCase, getCase, historyOf, listCases, reportsOf, viewerCanDecide } from './case.service.ts';
import {
  AppealResultEnum,
  CaseFilter,
  CaseReportType,
  DecisionInput,
  ModerationCaseConnectionType,
  ModerationCaseType,
  ModerationDecisionType,
} from './case.type.ts';
import type { ModerationCase, Report } from './moderation-case.entity.ts';
import { moderationPolicy, seesReporter } from './moderation.policy.ts';
import type { AppealResult } from './moderation.words.ts';

@Resolver(() => ModerationCaseType)
export class ModerationCaseResolver {
  @Query(() => ModerationCaseConnectionType, { description: 'The queue, what waits first. Moderators.' })
  @Guarded(moderationPolicy.moderate)
  moderationCases(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => CaseFilter, { nullable: true, description: 'Which ones.' }) filter: CaseFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listCases(ctx, filter ?? null, first, after);
  }

  @Query(() => ModerationCaseType, { description: 'One case, for moderators it is not about, or NOT_FOUND.' })
  @Guarded(moderationPolicy.seeCase)
  moderationCase(@Ctx() ctx: RequestContext, @CaseId('id') id: string) {
    return getCase(ctx, id);
  }

  @Mutation(() => ModerationCaseType, { description: 'Decides a case, once, with reasons. Moderators.' })
  @Guarded(moderationPolicy.seeCase)
  decideCase(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => DecisionInput, { description: 'What is done, and why.' }) input: DecisionInput,
  ) {
    return decideCase(ctx, input);
  }

  @Mutation(() => ModerationCaseType, { description: 'Answers an appeal; never the moderator who decided first.' })
  @Guarded(moderationPolicy.seeCase)
  decideAppeal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @CaseId('caseId') caseId: string,
    @Arg('result', () => AppealResultEnum, { description: 'OVERTURNED gives back what was taken.' })
    result: AppealResult,
    @Arg('reasons', () => String, { description: 'Why, at most 2,000 characters; the person reads it.' })
    reasons: string,
  ) {
    return decideAppeal(ctx, caseId, result, reasons);
  }

  @FieldResolver(() => MemberType, { description: 'Whom it is about, or who answers for it where `answeredFor`.' })
  owner(@Root() found: ModerationCase) {
    return loaded(found.owner);
  }

  @FieldResolver(() => [CaseReportType], { description: 'What was reported, oldest first.' })
  reports(@Root() found: ModerationCase, @Ctx() ctx: RequestContext) {
    return reportsOf(ctx, found);
  }

  @FieldResolver(() => [ModerationCaseType], { description: 'Other decisions about the person, at most ten.' })
  history(@Root() found: ModerationCase, @Ctx() ctx: RequestContext) {
    return historyOf(ctx, found);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who decided.' })
  decidedBy(@Root() found: ModerationCase) {
    return found.decidedBy ? loaded(found.decidedBy) : null;
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who answered the appeal.' })
  appealDecidedBy(@Root() found: ModerationCase) {
    return found.appealDecidedBy ? loaded(found.appealDecidedBy) : null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether somebody without an account wrote it: it can be hidden, and nobody warned or suspended.',
  })
  answeredFor(@Root() { answeredFor }: ModerationCase): boolean {
    return answeredFor;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the content can be hidden.' })
  hidable(@Root() found: ModerationCase, @Ctx() ctx: RequestContext): boolean {
    return Boolean(ctx.reportables.find((one) => one.kind === found.subjectKind)?.hide);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may decide what the case waits for.' })
  viewerCanDecide(@Root() found: ModerationCase, @Ctx() ctx: RequestContext) {
    return viewerCanDecide(ctx, found);
  }
}

@Resolver(() => CaseReportType)
export class CaseReportResolver {
  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who reported; null where that is kept from the reader, or the person left.',
  })
  async reporter(@Root() report: Report, @Ctx() ctx: RequestContext) {
    if (!report.reporter || !seesReporter(ctx.actor, report)) return null;
    const reporter = await loaded(report.reporter);
    return reporter.gone ? null : reporter;
  }
}

@Resolver(() => ModerationDecisionType)
export class ModerationDecisionResolver {
  @Query(() => ModerationDecisionType, { description: 'What moderators decided about the reader, or NOT_FOUND.' })
  @Guarded(moderationPolicy.seeDecision)
  moderationDecision(@Ctx() ctx: RequestContext, @CaseId('id') id: string) {
    return getDecision(ctx, id);
  }

  @Mutation(() => ModerationDecisionType, { description: 'Asks other moderators for a second look; once, in 14 days.' })
  @Guarded(moderationPolicy.appeal)
  @EvenSuspended
  appeal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @CaseId('caseId') caseId: string,
    @Arg('words', () => String, { description: 'Why it is not right, at most 2,000 characters.' }) words: string,
  ) {
    return appeal(ctx, caseId, words);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may still appeal.' })
  viewerCanAppeal(@Root() found: ModerationCase, @Ctx() ctx: RequestContext): boolean {
    return viewerCanAppeal(ctx, found);
  }
}

@Resolver(() => ViewerType)
export class ViewerModerationResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the reader may decide on reports.' })
  viewerCanModerate(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, moderationPolicy.moderate, undefined);
  }

  @FieldResolver(() => InstantScalar, {
    nullable: true,
    description: 'Until when moderators keep the reader from writing; null: they do not.',
  })
  suspendedUntil(@Ctx() ctx: RequestContext): Date | null {
    return suspendedUntil(ctx);
  }

  @FieldResolver(() => ModerationDecisionType, {
    nullable: true,
    description: 'The decision that keeps the reader from writing now.',
  })
  suspension(@Ctx() ctx: RequestContext) {
    return getSuspension(ctx);
  }
}

function CaseId(name: 'id' | 'caseId'): ParameterDecorator {
  return Arg(name, () => IdScalar, { description: 'The case.' }) as ParameterDecorator;
}
