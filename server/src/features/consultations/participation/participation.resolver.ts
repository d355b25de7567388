import { Arg, Ctx, Extensions, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isMember } from '../../../platform/authorization/rule.ts';
import { Guarded } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { memberById, MemberType } from '../../members/index.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { listCodeSheets, makeCodes, useCode } from './codes.service.ts';
import type { HelpedSession } from './helped-session.entity.ts';
import { endHelping, listHelping, startHelping } from './helping.service.ts';
import { helpToken, partToken } from './part.ts';
import type { Participant } from './participant.entity.ts';
import { CodeHolderType, CodeSheetType, HelpedSessionType } from './participation.type.ts';

@Resolver()
export class ParticipationCodeResolver {
  @Query(() => [CodeSheetType], { description: 'Codes that were printed, the newest first. Organisers.' })
  @Guarded(consultationPolicy.seeCodes)
  codeSheets(@Ctx() ctx: RequestContext, @ConsultationId() consultationId: string) {
    return listCodeSheets(ctx, consultationId);
  }

  @Mutation(() => [String], { description: 'Makes codes to print; they are told this once. Organisers.' })
  @Guarded(consultationPolicy.makeCodes)
  @Extensions({ secret: true })
  makeCodes(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('count', () => Int, { description: 'How many.' }) count: number,
  ) {
    return makeCodes(ctx, consultationId, count);
  }

  @Mutation(() => CodeHolderType, {
    description:
      'Uses a code up. WRONG_CODE for any that opens nothing, CODE_NOT_FOR_MEMBERS where they take part by account.',
  })
  @Guarded(consultationPolicy.useCode)
  useCode(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('code', () => String, { description: 'As it stands on the sheet.' }) code: string,
  ) {
    return useCode(ctx, consultationId, code);
  }
}

@Resolver(() => CodeHolderType)
export class CodeHolderResolver {
  @FieldResolver(() => String, { description: 'What the holder is known by from now on; a secret.' })
  token(@Root() { id }: Participant, @Ctx() ctx: RequestContext) {
    return partToken(ctx.config.secret, id);
  }
}

@Resolver(() => HelpedSessionType)
export class HelpedSessionResolver {
  @Query(() => [HelpedSessionType], { description: 'When somebody was helped, the newest first. Organisers.' })
  @Guarded(consultationPolicy.seeCodes)
  helpedSessions(@Ctx() ctx: RequestContext, @ConsultationId() consultationId: string) {
    return listHelping(ctx, consultationId);
  }

  @Mutation(() => HelpedSessionType, { description: 'Begins to help the holder of a code. Those who help at desks.' })
  @Guarded(consultationPolicy.helpSomebody)
  startHelping(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('code', () => String, { description: 'The person’s code; one that was first used beside a helper goes on.' })
    code: string,
  ) {
    return startHelping(ctx, consultationId, code);
  }

  @Mutation(() => HelpedSessionType, {
    nullable: true,
    description: 'Ends it: nothing leads from it to the person any more. Null: there was none.',
  })
  @Guarded(consultationPolicy.helpSomebody)
  endHelping(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('token', () => String, { description: 'What `startHelping` gave.' }) token: string,
  ) {
    return endHelping(ctx, consultationId, token);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the session is known by, for its helper.' })
  token(@Root() session: HelpedSession, @Ctx() ctx: RequestContext) {
    const isOwn = isMember(ctx.actor) && session.helper?.id === ctx.actor.id;
    return isOwn && session.isOpenAt(ctx.clock.now()) ? helpToken(ctx.config.secret, session.id) : null;
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who helped.' })
  helper(@Root() { helper }: HelpedSession, @Ctx() ctx: RequestContext) {
    return helper ? memberById(ctx, helper.id) : null;
  }
}

function ConsultationId(): ParameterDecorator {
  return Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) as ParameterDecorator;
}
