import { Arg, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { MemberType } from '../members/index.ts';
import type { ContactAccess } from './contact-share.entity.ts';
import { exchangeOf, maxAddress, openContact, shareContact, stopSharing } from './contact-share.service.ts';
import { ContactAccessType, ContactExchangeType, ContactType } from './contact-share.type.ts';
import type { HelpMatch } from './help-match.entity.ts';
import { HelpMatchType } from './help-match.type.ts';
import { helpPolicy } from './help.policy.ts';

@Resolver(() => HelpMatchType)
export class ContactShareResolver {
  @Mutation(() => HelpMatchType, {
    description:
      'Lets the other side of an agreed match know a number, an address or both, once they share something too.',
  })
  @Guarded(helpPolicy.shareContact)
  shareContact(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('matchId', () => IdScalar, { description: 'The match.' }) matchId: string,
    @Arg('phone', () => String, { nullable: true, description: 'A phone number, in any usual way of writing it.' })
    phone: string | null,
    @Arg('address', () => String, { nullable: true, description: `Where to come, at most ${maxAddress} characters.` })
    address: string | null,
  ) {
    return shareContact(ctx, matchId, { phone: phone ?? null, address: address ?? null });
  }

  @Mutation(() => HelpMatchType, { description: 'Takes back what one shared.' })
  @Guarded(helpPolicy.shareContact)
  stopSharingContact(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('matchId', () => IdScalar, { description: 'The match.' }) matchId: string,
  ) {
    return stopSharing(ctx, matchId);
  }

  @Mutation(() => ContactType, {
    description: 'What the other side shared, once both did. Each look is kept, and its owner sees when and by whom.',
  })
  @Guarded(helpPolicy.shareContact)
  @(Extensions({ secret: true }) as MethodDecorator)
  openContact(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('matchId', () => IdScalar, { description: 'The match.' }) matchId: string,
  ) {
    return openContact(ctx, matchId);
  }

  @FieldResolver(() => ContactExchangeType, {
    nullable: true,
    description: 'Where the exchange of contacts stands; for the two sides while the match is agreed.',
  })
  contacts(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return exchangeOf(ctx, match);
  }
}

@Resolver(() => ContactAccessType)
export class ContactAccessResolver {
  @FieldResolver(() => MemberType, { description: 'Who looked.' })
  reader(@Root() access: ContactAccess) {
    return loaded(access.reader);
  }
}
