import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { type Member, MemberType } from '../members/index.ts';
import { organisationsById, OrganisationType } from '../organisations/index.ts';
import type { Consent, ConsentManner } from './consent.entity.ts';
import { consentPolicy } from './consent.policy.ts';
import { consentsOf, recordConsent, takesConsentFor, viewerActsFor, withdrawConsent } from './consent.service.ts';
import { ConsentMannerEnum, ConsentType } from './consent.type.ts';

@Resolver(() => ConsentType)
export class ConsentResolver {
  @Mutation(() => ConsentType, { description: 'Notes that a person agrees that staff act in their place. Staff.' })
  @Guarded(consentPolicy.record)
  recordConsent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('memberId', () => IdScalar, { description: 'The person.' }) memberId: string,
    @Arg('organisationId', () => IdScalar, { nullable: true, description: 'In whose name; null: the town.' })
    organisationId: string | null,
    @Arg('manner', () => ConsentMannerEnum, { description: 'Spoken or written.' }) manner: ConsentManner,
  ) {
    return recordConsent(ctx, memberId, organisationId ?? null, manner);
  }

  @Mutation(() => ConsentType, { description: 'Takes a consent back; the person, or the staff who noted it.' })
  @Guarded(consentPolicy.withdraw)
  withdrawConsent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The consent.' }) id: string,
  ) {
    return withdrawConsent(ctx, id);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: 'To whom; null: the town.' })
  organisation(@Root() consent: Consent) {
    return consent.organisation && loaded(consent.organisation);
  }
}

@Resolver(() => MemberType)
export class MemberConsentsResolver {
  @FieldResolver(() => [ConsentType], {
    description: 'Consents in force: all for the person, those given to the reader’s side for staff, none for others.',
  })
  consents(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return consentsOf(ctx, member.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could note a consent for the town.' })
  viewerTakesConsentForTown(@Root() member: Member, @Ctx() ctx: RequestContext): boolean {
    return takesConsentFor(ctx, member.id).includes(null);
  }

  @FieldResolver(() => [OrganisationType], { description: 'In whose name the reader could note a consent.' })
  viewerTakesConsentFor(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return organisationsById(ctx, takesConsentFor(ctx, member.id));
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may act in this person’s place now.' })
  viewerActsFor(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return viewerActsFor(ctx, member.id);
  }
}
