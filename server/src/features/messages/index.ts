import type { PersonalData } from '../../platform/personal-data.ts';
import { messageReportable } from './message.reportable.ts';
import { Message, Thread, ThreadParticipant } from './thread.entity.ts';
import { MessageResolver, ThreadResolver } from './thread.resolver.ts';
import { messagesWrittenBy } from './thread.service.ts';

export type { Thread } from './thread.entity.ts';
export { closeThreads, leaveThreads, openThread, threadsOfMatches, unreadThreads } from './thread.service.ts';
export { ThreadType } from './thread.type.ts';

const messagesPersonalData: PersonalData = {
  feature: 'messages',
  collect: messagesWrittenBy,
  // What was written stays for the other side, without the name.
  release: async () => undefined,
};

export const messages = {
  personalData: messagesPersonalData,
  reportables: [messageReportable],
  name: 'messages',
  entities: [Thread, ThreadParticipant, Message],
  resolvers: [ThreadResolver, MessageResolver],
};
