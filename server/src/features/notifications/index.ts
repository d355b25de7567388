import { NoticeChoice } from './notice-choice.entity.ts';
import { ActionLink, Notification } from './notification.entity.ts';
import { clearNotifications } from './notification.jobs.ts';
import {
  CallResolver,
  LinkActionResolver,
  NoticeChannelResolver,
  NotificationResolver,
  ViewerNoticesResolver,
} from './notification.resolver.ts';
import { notificationsPersonalData } from './notifications.personal-data.ts';

export { type DeliveryParts, deliverDue } from './delivery.ts';
export { deliverNotifications } from './notification.jobs.ts';
export { categoryName } from './texts.ts';
export { forgetName, type Notice, notify } from './notify.ts';
export { tellSecurityChanges } from './security-notices.ts';
export type { LinkKind, NotificationKind } from './notification.words.ts';

export const notifications = {
  name: 'notifications',
  entities: [Notification, ActionLink, NoticeChoice],
  resolvers: [NotificationResolver, NoticeChannelResolver, LinkActionResolver, CallResolver, ViewerNoticesResolver],
  jobs: [clearNotifications],
  personalData: notificationsPersonalData,
};
