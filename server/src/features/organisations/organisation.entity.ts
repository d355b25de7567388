import { defineEntity, p } from '@mikro-orm/core';
import type { OrganisationRole } from '../../platform/authorization/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';

export const organisationKinds = ['ASSOCIATION', 'COOPERATIVE', 'SCHOOL', 'PUBLIC_SERVICE'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    kind: p.text().$type<OrganisationKind>(),
    description: p.text().nullable(),
    language: p.text().$type<Locale>(),
    website: p.text().nullable(),
    zone: () => p.manyToOne(Zone).ref().nullable(),
    createdAt: p.datetime(),
    memberships: () => p.oneToMany(Membership).mappedBy('organisation'),
  },
});

/** An association, cooperative, school or public service of the town. */
export class Organisation extends OrganisationSchema.class {}
OrganisationSchema.setClass(Organisation);

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    organisation: () => p.manyToOne(Organisation).ref().primary(),
    member: () => p.manyToOne(Member).ref().primary(),
    roles: p.array().$type<OrganisationRole[]>(),
  },
});

/** What a member does in an organisation. */
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
