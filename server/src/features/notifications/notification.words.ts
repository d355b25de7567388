/** What a person is told of. Each has its texts in messages/. */
export const notificationKinds = [
  'HELP_OFFERED',
  'HELP_INVITED',
  'HELP_ACCEPTED',
  'HELP_DECLINED',
  'HELP_PLACES_TAKEN',
  'HELP_AGREED',
  'HELP_UNABLE',
  'HELP_CANCELLED',
  'HELP_DONE',
  'HELP_REMINDER',
  'ASKED_ON_BEHALF',
  'CONTACT_SHARED',
  'SHIFT_REMINDER',
  'ACTION_CHANGED',
  'ACTION_CANCELLED',
  'ACTION_PROPOSED',
  'ACTION_DECIDED',
  'MODERATION_DECIDED',
  'APPEAL_DECIDED',
  'REPORT_DECIDED',
  'REPORT_OVERTURNED',
  'SECURITY_CHANGED',
  'EVENT_CONFIRM',
  'EVENT_REGISTERED',
  'EVENT_REGISTERED_BEFORE',
  'EVENT_WAITING',
  'EVENT_PLACE_FREE',
  'EVENT_PLACE_GONE',
  'EVENT_REMINDER',
  'EVENT_CHANGED',
  'EVENT_CANCELLED',
  'EVENT_TAKEN_OFF',
  'EVENT_HOW_WAS_IT',
  'EVENT_PLACE_GIVEN_BACK',
  'EVENT_SUPPORT_CLAIMED',
  'EVENT_SUPPORT_YOURS',
  'EVENT_SUPPORT_REMINDER',
  'EVENT_SUPPORT_LEFT',
  'EVENT_SUPPORT_RELEASED',
  'EVENT_SUPPORT_NOT_NEEDED',
  'EVENT_CO_ORGANISER_ASKED',
  'EVENT_CO_ORGANISER_ACCEPTED',
  'EVENT_CO_ORGANISER_DECLINED',
  'EVENT_CO_ORGANISER_REMOVED',
  'STATEMENT_DECIDED',
  'QUESTION_DECIDED',
  'DECISION_PUBLISHED',
  'COMMITMENT_DONE',
  'COMMITMENT_DROPPED',
  'COMMITMENT_LATE',
  'PROPOSAL_DECIDED',
  'PROPOSAL_MERGED',
  'PROPOSAL_CHANGED',
  'AMENDMENT_MADE',
  'AMENDMENT_DECIDED',
  'VOTE_WITHOUT_OPTIONS',
  'VOTE_CANNOT_OPEN',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What staff at a desk learn only as "there is news": not for other ears. */
export const confidentialKinds: readonly NotificationKind[] = [
  'MODERATION_DECIDED',
  'APPEAL_DECIDED',
  'REPORT_DECIDED',
  'REPORT_OVERTURNED',
  'SECURITY_CHANGED',
];

/** Told by every way there is, whatever somebody chose: who took over an account could have chosen. */
export const unmissableKinds: readonly NotificationKind[] = ['SECURITY_CHANGED'];

/** Go to a contact that somebody typed and nobody confirmed: the name typed with it could say anything to a stranger. */
export const strangerKinds: readonly NotificationKind[] = ['EVENT_CONFIRM'];

/** What one tap on a link does. */
export const linkKinds = [
  'HELP_CANNOT_COME',
  'SHIFT_CANNOT_COME',
  'SUPPORT_CANNOT_COME',
  'EVENT_CANNOT_COME',
  'EVENT_TAKE_OR_LEAVE',
] as const;

/** Their page needs no signing in: the link leads there, and no token of its own is made. */
export const openPageKinds: readonly LinkKind[] = ['EVENT_CANNOT_COME', 'EVENT_TAKE_OR_LEAVE'];
export type LinkKind = (typeof linkKinds)[number];

/** PENDING -> SENDING while a process holds it -> SENT, or FAILED: then somebody calls. */
export type DeliveryState = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';

/** What somebody can choose to be told by; CALL: an operator calls where mail and SMS do not arrive. */
export const reachKinds = ['MAIL', 'SMS', 'CALL'] as const;
export type ReachKind = (typeof reachKinds)[number];

/** PAGE: only on the page of notices, because enough messages went out for a day or none arrives and nobody is to call. */
export const channels = ['MAIL', 'SMS', 'PAGE'] as const;
export type Channel = (typeof channels)[number];
