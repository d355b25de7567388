import { defineEntity, type Opt, p } from '@mikro-orm/core';
import type { TownRole } from '../../platform/authorization/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Zone } from '../neighbourhoods/index.ts';
import type { Audience, LanguageLevel } from './member.words.ts';

const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    displayName: p.text(),
    zone: () => p.manyToOne(Zone).ref().nullable(),
    locale: p.text().$type<Locale>(),
    skills: p.array(),
    zoneAudience: p.text().$type<Audience>(),
    languagesAudience: p.text().$type<Audience>(),
    skillsAudience: p.text().$type<Audience>(),
    availabilityAudience: p.text().$type<Audience>(),
    registeredBy: () => p.manyToOne(Member).ref().nullable(),
    createdAt: p.datetime(),
    goneAt: p.datetime().nullable(),
    languages: () => p.oneToMany(SpokenLanguage).mappedBy('member').orphanRemoval(),
    availability: () => p.oneToMany(Availability).mappedBy('member').orphanRemoval(),
    townRoles: () => p.oneToMany(TownRoleGrant).mappedBy('member').orphanRemoval(),
  },
});

/** A person with a way to sign in, or one that staff registered and act for. */
export class Member extends MemberSchema.class {
  declare skills: string[] & Opt;
  declare zoneAudience: Audience & Opt;
  declare languagesAudience: Audience & Opt;
  declare skillsAudience: Audience & Opt;
  declare availabilityAudience: Audience & Opt;

  /** True once the account was deleted: the row stays for those who talked with the person, without the person. */
  get gone(): boolean & Opt {
    return this.goneAt !== null && this.goneAt !== undefined;
  }

  /** Takes the person out of the row; what others need stays without a name. */
  leave(at: Date): void {
    this.displayName = '';
    this.zone = null;
    this.skills = [];
    this.registeredBy = null;
    this.languages.removeAll();
    this.availability.removeAll();
    this.townRoles.removeAll();
    this.goneAt = at;
  }
}
MemberSchema.setClass(Member);

const SpokenLanguageSchema = defineEntity({
  name: 'SpokenLanguage',
  tableName: 'spoken_language',
  properties: {
    member: () => p.manyToOne(Member).ref().primary(),
    tag: p.text().primary(),
    level: p.text().$type<LanguageLevel>(),
  },
});

/** A language a member speaks, dialects included, by BCP 47 tag. */
export class SpokenLanguage extends SpokenLanguageSchema.class {}
SpokenLanguageSchema.setClass(SpokenLanguage);

const AvailabilitySchema = defineEntity({
  name: 'Availability',
  tableName: 'availability',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    member: () => p.manyToOne(Member).ref(),
    rrule: p.text(),
    startTime: p.time(),
    endTime: p.time(),
  },
});

/** Hours of the week in which a member can help: an RFC 5545 weekly rule and wall-clock times in the town. */
export class Availability extends AvailabilitySchema.class {}
AvailabilitySchema.setClass(Availability);

const TownRoleSchema = defineEntity({
  name: 'TownRoleGrant',
  tableName: 'town_role',
  properties: {
    member: () => p.manyToOne(Member).ref().primary(),
    role: p.text().primary().$type<TownRole>(),
  },
});

/** A role for the town that a member holds. */
export class TownRoleGrant extends TownRoleSchema.class {}
TownRoleSchema.setClass(TownRoleGrant);
