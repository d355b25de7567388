import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';

@ApiType('CodeSheet', 'consultations', 'Codes that were printed together, for organisers.')
export class CodeSheetType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Int, { description: 'How many codes.' })
  codes!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of them were used at least, in fives, as it was released last; null under five.',
  })
  used!: number | null;

  @Field(() => InstantScalar, { description: 'When they were made.' })
  createdAt!: Date;
}

@ApiType('HelpedSession', 'consultations', 'That a helper sat beside somebody: neither whom nor what was answered.')
export class HelpedSessionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;

  @Field(() => Int, { description: 'How many answers were given in it.' })
  answers!: number;
}

@ApiType('CodeHolder', 'consultations', 'Somebody who takes part with a code.')
export class CodeHolderType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;
}
