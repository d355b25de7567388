import { anyone, isMember, rule, isAccessPointStaff } from '../../platform/authorization/rule.ts';

export const notificationPolicy = {
  list: rule('notifications.list', 'profile:read', isMember),
  mark: rule('notifications.mark', 'profile:write', isMember),
  listChannels: rule('notifications.listChannels', 'profile:read', isMember),
  chooseChannels: rule('notifications.chooseChannels', 'profile:write', isMember),
  /** Whoever holds the link: the token is the permission. */
  seeLink: rule('notifications.seeLink', null, anyone),
  useLink: rule('notifications.useLink', null, anyone),
  /** Those who sit at a desk and have a telephone. */
  call: rule('notifications.call', null, isAccessPointStaff),
};
