import { Field } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { InstantScalar } from '../../platform/graphql/scalars.ts';

@ApiType('Contact', 'help', 'A number, an address or both, as their owner shared them.')
export class ContactType {
  @Field(() => String, { nullable: true, description: 'Phone number, E.164.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the person is to be found, in their words.' })
  address!: string | null;
}

@ApiType('ContactAccess', 'help', 'Somebody looked at what the reader shared.')
export class ContactAccessType {
  @Field(() => InstantScalar, { description: 'When.' })
  at!: Date;
}

@ApiType(
  'ContactExchange',
  'help',
  'Where the exchange of contacts of a match stands. Each side reads the other’s after both shared.',
)
export class ContactExchangeType {
  @Field(() => ContactType, { nullable: true, description: 'What the reader shares.' })
  own!: ContactType | null;

  @Field(() => Boolean, { description: 'Whether the other side shares something.' })
  otherShared!: boolean;

  @Field(() => Boolean, { description: 'Whether the reader could look at it now.' })
  canOpen!: boolean;

  @Field(() => [ContactAccessType], { description: 'Who looked at what the reader shares, newest first, at most 20.' })
  accesses!: ContactAccessType[];
}
