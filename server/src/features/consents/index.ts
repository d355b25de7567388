import type { PersonalData } from '../../platform/personal-data.ts';
import { Consent } from './consent.entity.ts';
import { ConsentResolver, MemberConsentsResolver } from './consent.resolver.ts';

export { assertActsFor, viewerActsFor } from './consent.service.ts';

const consentsPersonalData: PersonalData = {
  feature: 'consents',
  async collect(ctx, memberId) {
    const consents = await ctx.em.find(
      Consent,
      { member: memberId },
      { populate: ['organisation'], orderBy: { id: 'asc' } },
    );
    return consents.map(({ manner, givenAt, withdrawnAt, organisation }) => ({
      manner,
      givenAt,
      withdrawnAt,
      organisation: organisation?.$.name ?? null,
    }));
  },
  // That it was given stays, as the reason for what staff did; from now on nobody acts on it.
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Consent, { member: memberId, withdrawnAt: null }, { withdrawnAt: ctx.clock.now() });
  },
};

export const consents = {
  name: 'consents',
  entities: [Consent],
  resolvers: [ConsentResolver, MemberConsentsResolver],
  personalData: consentsPersonalData,
};
