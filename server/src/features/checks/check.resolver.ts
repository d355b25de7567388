import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { type Member, MemberType } from '../members/index.ts';
import { organisationsById, OrganisationType } from '../organisations/index.ts';
import { checkPolicy } from './check.policy.ts';
import { checksOf, recordCheck, recordsFor, revokeCheck, viewerCanRevoke } from './check.service.ts';
import { MemberCheckType, RecordCheckInput } from './check.type.ts';
import type { MemberCheck } from './member-check.entity.ts';

@Resolver(() => MemberCheckType)
export class MemberCheckResolver {
  @Mutation(() => MemberCheckType, { description: 'Notes what staff have seen or vouch for. Staff, about others.' })
  @Guarded(checkPolicy.record)
  recordCheck(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => RecordCheckInput, { description: 'The check.' }) input: RecordCheckInput,
  ) {
    return recordCheck(ctx, input);
  }

  @Mutation(() => MemberCheckType, { description: 'Takes a check back.' })
  @Guarded(checkPolicy.revoke)
  revokeCheck(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The check.' }) id: string,
  ) {
    return revokeCheck(ctx, id);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: 'Who stands for it; null: the town.' })
  organisation(@Root() check: MemberCheck) {
    return check.organisation && loaded(check.organisation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could take it back.' })
  viewerCanRevoke(@Root() check: MemberCheck, @Ctx() ctx: RequestContext): boolean {
    return viewerCanRevoke(ctx, check);
  }
}

@Resolver(() => MemberType)
export class MemberChecksResolver {
  @FieldResolver(() => [MemberCheckType], { description: 'What staff have seen or vouch for, in force now.' })
  checks(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return checksOf(ctx, member.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could record a check for the town.' })
  viewerRecordsForTown(@Root() member: Member, @Ctx() ctx: RequestContext): boolean {
    return recordsFor(ctx, member.id).includes(null);
  }

  @FieldResolver(() => [OrganisationType], { description: 'In whose name the reader could record a check.' })
  viewerRecordsFor(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return organisationsById(ctx, recordsFor(ctx, member.id));
  }
}
