import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import type { NoticeParams } from '../../platform/link-action.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import type { Channel, DeliveryState, LinkKind, NotificationKind } from './notification.words.ts';

const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** Guests are told too; what they were told is never read here. */
    member: () => p.manyToOne(Member).ref(),
    kind: p.text().$type<NotificationKind>(),
    params: p.json<NoticeParams>(),
    path: p.text(),
    onceKey: p.text().nullable(),
    createdAt: p.datetime(),
    readAt: p.datetime().nullable(),
    linkKind: p.text().$type<LinkKind>().nullable(),
    linkSubjectId: p.uuid().nullable(),
    linkExpiresAt: p.datetime().nullable(),
    state: p.text().$type<DeliveryState>(),
    channel: p.text().$type<Channel>().nullable(),
    attempts: p.integer(),
    dueAt: p.datetime(),
    leaseUntil: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    calledAt: p.datetime().nullable(),
    calledBy: () => p.manyToOne(Member).ref().nullable(),
  },
});

/** What reached a person, by which channel. The delivery writes its states with statements of its own. */
export class Notification extends NotificationSchema.class {
  /** True until the person has looked. */
  get unread(): boolean {
    return !this.readAt;
  }
}
NotificationSchema.setClass(Notification);

const ActionLinkSchema = defineEntity({
  name: 'ActionLink',
  tableName: 'action_link',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    notification: () => p.manyToOne(Notification).ref(),
    member: () => p.manyToOne(Member).ref(),
    kind: p.text().$type<LinkKind>(),
    subjectId: p.uuid(),
    locale: p.text().$type<Locale>(),
    tokenHash: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});

/** A link that does one thing for one member, once; only the hash of its token is kept. */
export class ActionLink extends ActionLinkSchema.class {}
ActionLinkSchema.setClass(ActionLink);
