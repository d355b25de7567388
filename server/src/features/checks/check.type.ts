import { Allow } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { DayScalar, IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { type CheckKind, checkKinds, settings } from './check.words.ts';

export const CheckKindEnum = enumOf('CheckKind', 'What staff have seen or vouch for, about a member.', checkKinds);
export const SettingEnum = enumOf(
  'Setting',
  'Where helping brings people together. In public anybody may help; at the door the identity was seen; at home an organisation vouches too; with children there is a child-protection check as well.',
  settings,
);

@ApiType('MemberCheck', 'checks', 'Something staff have seen or vouch for; never a document.')
export class MemberCheckType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => CheckKindEnum, { description: 'What.' })
  kind!: CheckKind;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when it holds; null: until it is taken back.' })
  validUntil!: Date | null;
}

@InputType({ description: 'A check of a member.' })
export class RecordCheckInput {
  @Field(() => IdScalar, { description: 'The member.' })
  @Allow()
  memberId!: string;

  @Field(() => CheckKindEnum, { description: 'What was seen or is vouched for.' })
  @Allow()
  kind!: CheckKind;

  @Field(() => IdScalar, {
    nullable: true,
    description: 'The organisation that stands for it; null: the town. Vouching needs one.',
  })
  @Allow()
  organisationId?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Its last day, at most a year ahead; the child-protection check needs one.',
  })
  @Allow()
  validUntil?: string | null;
}
