import { Allow, IsNotEmpty, IsUrl, MaxLength, ValidateIf } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { OrganisationRole } from '../../platform/authorization/actor.ts';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { OrganisationRoleEnum } from '../members/index.ts';
import { type OrganisationKind, organisationKinds } from './organisation.entity.ts';

export const OrganisationKindEnum = enumOf('OrganisationKind', 'What an organisation is.', organisationKinds);

@ApiType('Organisation', 'organisations', 'An association, cooperative, school or public service of the town.')
export class OrganisationType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => OrganisationKindEnum, { description: 'What it is.' })
  kind!: OrganisationKind;

  @Field(() => String, { nullable: true, description: 'What it does, in `language`.' })
  description!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the description.' })
  language!: Locale;

  @Field(() => String, { nullable: true, description: 'Its own site.' })
  website!: string | null;
}

@ApiType('OrganisationConnection', 'organisations', 'A page of organisations.')
export class OrganisationConnectionType {
  @Field(() => [OrganisationType], { description: 'The organisations of this page.' })
  nodes!: OrganisationType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('Membership', 'organisations', 'What a member does in an organisation.')
export class MembershipType {
  @Field(() => [OrganisationRoleEnum], { description: 'The roles held there.' })
  roles!: OrganisationRole[];
}

@InputType({ description: 'An organisation to add or change.' })
export class OrganisationInput {
  @Field(() => String, { description: 'Its name, at most 120 characters.' })
  @IsNotEmpty()
  @MaxLength(120, { context: { max: 120 } })
  name!: string;

  @Field(() => OrganisationKindEnum, { description: 'What it is.' })
  @Allow()
  kind!: OrganisationKind;

  @Field(() => String, { nullable: true, description: 'What it does, at most 2,000 characters.' })
  @MaxLength(2000, { context: { max: 2000 } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of its site, with https://.' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(300, { context: { max: 300 } })
  @ValidateIf((_, value) => Boolean(value))
  website?: string | null;

  @Field(() => IdScalar, { nullable: true, description: 'Where it has its seat.' })
  @Allow()
  zoneId?: string | null;
}
