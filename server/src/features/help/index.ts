import { Feedback, HelpMatch } from './help-match.entity.ts';
import {
  FeedbackResolver,
  HelpMatchResolver,
  ThreadMatchResolver,
  ViewerWaitingResolver,
} from './help-match.resolver.ts';
import { HelpRequest } from './help-request.entity.ts';
import { HelpRequestConnectionResolver, HelpRequestResolver } from './help-request.resolver.ts';
import { expireRequests } from './help.jobs.ts';
import { helpPersonalData } from './help.personal-data.ts';

export { HelpRequest } from './help-request.entity.ts';
export type { HelpCategory } from './help.words.ts';

export const help = {
  name: 'help',
  entities: [HelpRequest, HelpMatch, Feedback],
  resolvers: [
    HelpRequestResolver,
    HelpRequestConnectionResolver,
    HelpMatchResolver,
    FeedbackResolver,
    ThreadMatchResolver,
    ViewerWaitingResolver,
  ],
  jobs: [expireRequests],
  personalData: helpPersonalData,
};
