import type { PersonalData } from '../../platform/personal-data.ts';
import { MemberCheckResolver, MemberChecksResolver } from './check.resolver.ts';
import { MemberCheck } from './member-check.entity.ts';

export { assertMayClaim, checksOf, viewerMissing } from './check.service.ts';
export { CheckKindEnum, SettingEnum } from './check.type.ts';
export { type Setting, settings } from './check.words.ts';
export { MemberCheck } from './member-check.entity.ts';
export { type HeldCheck, missingChecks } from './needed-checks.ts';

const checksPersonalData: PersonalData = {
  feature: 'checks',
  async collect(ctx, memberId) {
    const checks = await ctx.em.find(
      MemberCheck,
      { member: memberId },
      { populate: ['organisation'], orderBy: { id: 'asc' } },
    );
    return checks.map(({ kind, organisation, recordedAt, validUntil, revokedAt }) => ({
      kind,
      organisation: organisation?.$.name ?? null,
      recordedAt,
      validUntil,
      revokedAt,
    }));
  },
  async release(ctx, memberId) {
    await ctx.em.nativeDelete(MemberCheck, { member: memberId });
  },
};

export const checks = {
  name: 'checks',
  entities: [MemberCheck],
  resolvers: [MemberCheckResolver, MemberChecksResolver],
  personalData: checksPersonalData,
};
