import { Field } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';

@ApiType('Thread', 'messages', 'A private talk; its participants only.')
export class ThreadType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;
}

@ApiType('Message', 'messages', 'One message of a thread.')
export class MessageType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => LocaleScalar, { description: 'Language the author had the interface in.' })
  language!: Locale;

  @Field(() => InstantScalar, { description: 'When it was sent.' })
  sentAt!: Date;
}

@ApiType('MessageConnection', 'messages', 'A page of messages, oldest first.')
export class MessageConnectionType {
  @Field(() => [MessageType], { description: 'The messages, oldest first.' })
  nodes!: MessageType[];

  @Field(() => PageInfoType, { description: 'hasNextPage: there are older ones; endCursor: pass it as `before`.' })
  pageInfo!: PageInfoType;
}
