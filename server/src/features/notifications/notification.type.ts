import { Field } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { notificationKinds, type ReachKind, reachKinds } from './notification.words.ts';

export const ReachKindEnum = enumOf(
  'NoticeChannelKind',
  'A way to be told. CALL: by voice, where mail and SMS do not arrive.',
  reachKinds,
);
export const NotificationKindEnum = enumOf('NotificationKind', 'What a person is told of.', notificationKinds);

@ApiType('Notification', 'notifications', 'What reached the reader.')
export class NotificationType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => NotificationKindEnum, { description: 'What it is about.' })
  kind!: string;

  @Field(() => String, { description: 'The page it leads to, a path on this site.' })
  path!: string;

  @Field(() => Boolean, { description: 'Whether the reader has not looked yet.' })
  unread!: boolean;

  @Field(() => InstantScalar, { description: 'When it happened.' })
  createdAt!: Date;
}

@ApiType('NotificationConnection', 'notifications', 'A page of notices, newest first.')
export class NotificationConnectionType {
  @Field(() => [NotificationType], { description: 'The notices of this page.' })
  nodes!: NotificationType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('LinkAction', 'notifications', 'What one tap on a link does, in the language the link was sent in.')
export class LinkActionType {
  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  locale!: Locale;

  @Field(() => String, { description: 'The question.' })
  title!: string;

  @Field(() => String, { description: 'What it is about and what happens.' })
  text!: string;

  @Field(() => String, { description: 'The word on the button.' })
  button!: string;

  @Field(() => String, { description: 'What to say when it is done.' })
  done!: string;
}

@ApiType('Call', 'notifications', 'Somebody whom neither mail nor SMS reached. Staff at a desk.')
export class CallType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it happened.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When somebody told the person.' })
  calledAt!: Date | null;
}

@ApiType('CallConnection', 'notifications', 'A page of calls to make, oldest first.')
export class CallConnectionType {
  @Field(() => [CallType], { description: 'The calls of this page.' })
  nodes!: CallType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('NoticeChannel', 'notifications', 'A way in which the reader can be told.')
export class NoticeChannelType {
  @Field(() => ReachKindEnum, { description: 'Which one.' })
  kind!: ReachKind;

  @Field(() => Boolean, { description: 'Whether the reader wants to be told by it.' })
  chosen!: boolean;
}
