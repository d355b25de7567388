import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { MemberType } from '../members/index.ts';
import type { Block } from './block.entity.ts';
import { blockMember, listBlocks, unblockMember } from './blocks.service.ts';
import { type Report, reportStateOf } from './moderation-case.entity.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { listMyReports, report } from './report.service.ts';
import {
  BlockConnectionType,
  BlockType,
  ReportConnectionType,
  ReportInput,
  ReportKindEnum,
  ReportStateEnum,
  ReportType,
} from './report.type.ts';

@Resolver(() => ReportType)
export class ReportResolver {
  @Query(() => ReportConnectionType, { description: 'What the reader reported, newest first.' })
  @Guarded(moderationPolicy.listMyReports)
  myReports(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyReports(ctx, first, after);
  }

  @Mutation(() => ReportType, {
    description: 'Reports something to the moderators. Those it is about never learn who reported.',
  })
  @Guarded(moderationPolicy.report)
  report(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => ReportInput, { description: 'What, and under which rule.' }) input: ReportInput,
  ) {
    return report(ctx, input);
  }

  @FieldResolver(() => ReportKindEnum, { description: 'What kind of thing it is about.' })
  async subjectKind(@Root() root: Report) {
    return (await loaded(root.case)).subjectKind;
  }

  @FieldResolver(() => ReportStateEnum, { description: 'Whether something was done; not what.' })
  async state(@Root() root: Report) {
    return reportStateOf(await loaded(root.case));
  }
}

@Resolver(() => BlockType)
export class BlockResolver {
  @Query(() => BlockConnectionType, { description: 'Whom the reader blocked, newest first.' })
  @Guarded(moderationPolicy.listBlocks)
  myBlocks(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listBlocks(ctx, first, after);
  }

  @Mutation(() => Boolean, { description: 'Wants nothing to do with a member; neither sees or writes to the other.' })
  @Guarded(moderationPolicy.block)
  blockMember(@Ctx() ctx: RequestContext, @Key() _key: string, @MemberId() memberId: string) {
    return blockMember(ctx, memberId);
  }

  @Mutation(() => Boolean, { description: 'Takes one’s own block back.' })
  @Guarded(moderationPolicy.block)
  unblockMember(@Ctx() ctx: RequestContext, @Key() _key: string, @MemberId() memberId: string) {
    return unblockMember(ctx, memberId);
  }

  @FieldResolver(() => MemberType, { description: 'Who is blocked.' })
  member(@Root() block: Block) {
    return loaded(block.blocked);
  }
}

function MemberId(): ParameterDecorator {
  return Arg('memberId', () => IdScalar, { description: 'The other member.' }) as ParameterDecorator;
}
