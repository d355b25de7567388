import type { PersonalData } from '../../platform/personal-data.ts';
import { GivenHours } from './given-hours.entity.ts';
import { NeighbourhoodHoursResolver, ViewerHoursResolver } from './hours.resolver.ts';

export { forgetHours, recordHours } from './hours.service.ts';

const hoursPersonalData: PersonalData = {
  feature: 'hours',
  async collect(ctx, memberId) {
    const rows = await ctx.em.find(GivenHours, { member: memberId }, { populate: ['zone'], orderBy: { id: 'asc' } });
    return rows.map(({ minutes, source, givenAt, zone }) => ({ minutes, source, givenAt, zone: zone.$.name }));
  },
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(GivenHours, { member: memberId }, { member: null });
  },
};

export const hours = {
  name: 'hours',
  entities: [GivenHours],
  resolvers: [ViewerHoursResolver, NeighbourhoodHoursResolver],
  personalData: hoursPersonalData,
};
