import { Field } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { type ConsentManner, consentManners } from './consent.entity.ts';

export const ConsentMannerEnum = enumOf('ConsentManner', 'How somebody agreed.', consentManners);

@ApiType('Consent', 'consents', 'A person agreed that staff act in their place.')
export class ConsentType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => ConsentMannerEnum, { description: 'How.' })
  manner!: ConsentManner;

  @Field(() => InstantScalar, { description: 'When.' })
  givenAt!: Date;
}
