import type { PersonalData } from '../../platform/personal-data.ts';
import { Membership, Organisation } from './organisation.entity.ts';
import {
  MemberOrganisationsResolver,
  MembershipResolver,
  OrganisationResolver,
  ViewerOrganisationsResolver,
} from './organisation.resolver.ts';

export { Membership, Organisation } from './organisation.entity.ts';
export { organisationById, organisationsById, staffOf } from './organisation.service.ts';
export { OrganisationType } from './organisation.type.ts';

const organisationsPersonalData: PersonalData = {
  feature: 'organisations',
  async collect(ctx, memberId) {
    const memberships = await ctx.em.find(Membership, { member: memberId }, { populate: ['organisation'] });
    return memberships.map(({ organisation, roles }) => ({ organisation: organisation.$.name, roles }));
  },
  async release(ctx, memberId) {
    await ctx.em.nativeDelete(Membership, { member: memberId });
  },
};

export const organisations = {
  name: 'organisations',
  entities: [Organisation, Membership],
  personalData: organisationsPersonalData,
  resolvers: [OrganisationResolver, MembershipResolver, MemberOrganisationsResolver, ViewerOrganisationsResolver],
};
