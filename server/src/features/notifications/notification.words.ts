/** What a person is told of. Each has its texts in messages/. */
export const notificationKinds = [
  'HELP_OFFERED',
  'HELP_INVITED',
  'HELP_ACCEPTED',
  'HELP_DECLINED',
  'HELP_AGREED',
  'HELP_UNABLE',
  'HELP_CANCELLED',
  'HELP_REMINDER',
  'ASKED_ON_BEHALF',
  'CONTACT_SHARED',
  'SHIFT_REMINDER',
  'ACTION_CHANGED',
  'ACTION_CANCELLED',
  'ACTION_DECIDED',
  'MODERATION_DECIDED',
  'APPEAL_DECIDED',
  'REPORT_DECIDED',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What staff at a desk learn only as "there is news": between the person and the moderators. */
export const confidentialKinds: readonly NotificationKind[] = [
  'MODERATION_DECIDED',
  'APPEAL_DECIDED',
  'REPORT_DECIDED',
];

/** What one tap on a link does. */
export const linkKinds = ['HELP_CANNOT_COME', 'SHIFT_CANNOT_COME'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** PENDING -> SENDING while a process holds it -> SENT, or FAILED: then somebody calls. */
export type DeliveryState = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';

/** PAGE: only on the page of notices, because enough messages went out for a day. */
export const channels = ['MAIL', 'SMS', 'PAGE'] as const;
export type Channel = (typeof channels)[number];
