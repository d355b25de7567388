import { AccessCardResolver, ApiTokenResolver } from './credentials.resolver.ts';
import { Availability, Member, SpokenLanguage, TownRoleGrant } from './member.entity.ts';
import { MemberResolver } from './member.resolver.ts';
import { OutboxMessage, OutboxResolver } from './outbox.resolver.ts';
import { ProfileResolver, ViewerResolver } from './viewer.resolver.ts';

export { Availability, Member, SpokenLanguage, TownRoleGrant } from './member.entity.ts';
export { clearExpiredAccounts } from './member.jobs.ts';
export { insertMember } from './member.making.ts';
export { memberById } from './member.service.ts';
export { findRoles, holdersOf } from './member.roles.ts';
export { MemberType, OrganisationRoleEnum, ViewerType } from './member.type.ts';
export type { LanguageLevel } from './member.words.ts';

export const members = {
  name: 'members',
  entities: [Member, SpokenLanguage, Availability, TownRoleGrant, OutboxMessage],
  resolvers: [ViewerResolver, ProfileResolver, MemberResolver, AccessCardResolver, ApiTokenResolver, OutboxResolver],
};
