import { Allow, ArrayMaxSize, IsNotEmpty, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { organisationRoles, townRoles } from '../../platform/authorization/actor.ts';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type Audience, audiences, type LanguageLevel, languageLevels } from './member.words.ts';

export const AudienceEnum = enumOf('Audience', 'Who may see a part of a profile.', audiences);
export const LanguageLevelEnum = enumOf('LanguageLevel', 'How well somebody speaks a language.', languageLevels);
export const TownRoleEnum = enumOf('TownRole', 'A role for the town. In force after the second factor.', townRoles);
export const OrganisationRoleEnum = enumOf('OrganisationRole', 'A role in an organisation.', organisationRoles);

@ApiType('SpokenLanguage', 'members', 'A language somebody speaks.')
export class SpokenLanguageType {
  @Field(() => LanguageTag, { description: 'BCP 47 tag; dialects too, such as "ary" for Moroccan Arabic.' })
  tag!: string;

  @Field(() => LanguageLevelEnum, { description: 'How well.' })
  level!: LanguageLevel;
}

@ApiType('Availability', 'members', 'Hours of the week in which somebody can help.')
export class AvailabilityType {
  @Field(() => String, { description: 'RFC 5545 weekly rule, such as "FREQ=WEEKLY;BYDAY=TU,TH".' })
  rrule!: string;

  @Field(() => String, { description: 'From, wall-clock time in the town, "16:00".' })
  startTime!: string;

  @Field(() => String, { description: 'Until, wall-clock time in the town, "18:00".' })
  endTime!: string;
}

@ApiType('Member', 'members', 'A neighbour: what this reader may see of a person.')
export class MemberType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'The name the person chose; empty where `gone` is true.' })
  displayName!: string;

  @Field(() => Boolean, { description: 'True once the person deleted the account.' })
  gone!: boolean;
}

@ApiType('MemberConnection', 'members', 'A page of members.')
export class MemberConnectionType {
  @Field(() => [MemberType], { description: 'The members of this page.' })
  nodes!: MemberType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('Profile', 'members', 'What a member keeps about themself; shown to that member only.')
export class ProfileType {
  @Field(() => IdScalar, { description: 'Identifier of the member.' })
  id!: string;

  @Field(() => String, { description: 'The name others see.' })
  displayName!: string;

  @Field(() => LocaleScalar, { description: 'Language of the interface and of mails.' })
  locale!: Locale;

  @Field(() => [String], { description: 'What the member is good at, in their own words.' })
  skills!: string[];

  @Field(() => AudienceEnum, { description: 'Who may see the zone.' })
  zoneAudience!: Audience;

  @Field(() => AudienceEnum, { description: 'Who may see the languages.' })
  languagesAudience!: Audience;

  @Field(() => AudienceEnum, { description: 'Who may see the skills.' })
  skillsAudience!: Audience;

  @Field(() => AudienceEnum, { description: 'Who may see the availability.' })
  availabilityAudience!: Audience;
}

@ApiType('Viewer', 'members', 'Who asks: a visitor or a member, with what they may do.')
export class ViewerType {}

@InputType({ description: 'A language somebody speaks.' })
export class SpokenLanguageInput {
  @Field(() => LanguageTag, { description: 'BCP 47 tag.' })
  @Allow()
  tag!: string;

  @Field(() => LanguageLevelEnum, { description: 'How well.' })
  @Allow()
  level!: LanguageLevel;
}

@InputType({ description: 'Hours of the week.' })
export class AvailabilityInput {
  @Field(() => String, { description: 'RFC 5545 weekly rule with BYDAY.' })
  @Matches(/^FREQ=WEEKLY;BYDAY=(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU)){0,6}$/)
  rrule!: string;

  @Field(() => String, { description: 'From, "16:00".' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  startTime!: string;

  @Field(() => String, { description: 'Until, "18:00"; later than from.' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  endTime!: string;
}

@InputType({ description: 'Changes to one’s own profile; what is left out stays.' })
export class ProfileInput {
  @Field(() => String, { nullable: true, description: 'The name others see, at most 80 characters.' })
  @MaxLength(80, { context: { max: 80 } })
  displayName?: string | null;

  @Field(() => IdScalar, { nullable: true, description: 'The zone; null takes it away.' })
  @Allow()
  zoneId?: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of the interface.' })
  @Allow()
  locale?: Locale | null;

  @Field(() => [SpokenLanguageInput], { nullable: true, description: 'All languages, at most 12.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  @ValidateNested({ each: true })
  languages?: SpokenLanguageInput[] | null;

  @Field(() => [String], { nullable: true, description: 'All skills, at most 12 of 60 characters.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  @MaxLength(60, { each: true, context: { max: 60 } })
  skills?: string[] | null;

  @Field(() => [AvailabilityInput], { nullable: true, description: 'All hours, at most 14.' })
  @ArrayMaxSize(14, { context: { max: 14 } })
  @ValidateNested({ each: true })
  availability?: AvailabilityInput[] | null;

  @Field(() => AudienceEnum, { nullable: true, description: 'Who may see the zone.' })
  @Allow()
  zoneAudience?: Audience | null;

  @Field(() => AudienceEnum, { nullable: true, description: 'Who may see the languages.' })
  @Allow()
  languagesAudience?: Audience | null;

  @Field(() => AudienceEnum, { nullable: true, description: 'Who may see the skills.' })
  @Allow()
  skillsAudience?: Audience | null;

  @Field(() => AudienceEnum, { nullable: true, description: 'Who may see the availability.' })
  @Allow()
  availabilityAudience?: Audience | null;
}

@InputType({ description: 'A person that staff write down at a desk: no e-mail, no phone, no document needed.' })
export class RegisterPersonInput {
  @Field(() => String, { description: 'The name the person wants to be called by, at most 80 characters.' })
  @IsNotEmpty()
  @MaxLength(80, { context: { max: 80 } })
  displayName!: string;

  @Field(() => IdScalar, { nullable: true, description: 'The zone.' })
  @Allow()
  zoneId?: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the interface for this person.' })
  @Allow()
  locale!: Locale;

  @Field(() => [SpokenLanguageInput], { nullable: true, description: 'Languages the person speaks, at most 12.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  @ValidateNested({ each: true })
  languages?: SpokenLanguageInput[] | null;
}

@ApiType('AccessCard', 'members', 'A printed QR code with a PIN that signs a person in. Staff.')
export class AccessCardType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it was printed.' })
  issuedAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it last signed somebody in.' })
  lastUsedAt!: Date | null;
}

@ApiType('IssuedAccessCard', 'members', 'A new card with its secrets, shown this once.')
export class IssuedAccessCardType {
  @Field(() => AccessCardType, { description: 'The card.' })
  card!: AccessCardType;

  @Field(() => String, { description: 'The address in its QR code.' })
  url!: string;

  @Field(() => String, { description: 'The PIN, six digits.' })
  pin!: string;
}

@ApiType('ApiToken', 'members', 'A key with which a program acts for a member, within scopes.')
export class ApiTokenType {
  @Field(() => ID, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'What the member calls it.' })
  name!: string;

  @Field(() => [String], { description: 'What it may do, such as "help:read".' })
  scopes!: string[];

  @Field(() => InstantScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ends.' })
  expiresAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was last used.' })
  lastUsedAt!: Date | null;
}

@ApiType('IssuedApiToken', 'members', 'A new token with its secret, shown this once.')
export class IssuedApiTokenType {
  @Field(() => ApiTokenType, { description: 'The token.' })
  token!: ApiTokenType;

  @Field(() => String, { description: 'The secret, sent as "Authorization: Bearer …".' })
  secret!: string;
}
