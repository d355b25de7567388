import { ContactAccess, ContactShare } from './contact-share.entity.ts';
import { ContactAccessResolver, ContactShareResolver } from './contact-share.resolver.ts';
import { Feedback, HelpMatch } from './help-match.entity.ts';
import {
  FeedbackResolver,
  HelpMatchResolver,
  ThreadMatchResolver,
  ViewerWaitingResolver,
} from './help-match.resolver.ts';
import { HelpOffer } from './help-offer.entity.ts';
import { HelpOfferResolver, RequestSuggestionsResolver } from './help-offer.resolver.ts';
import { HelpRequest } from './help-request.entity.ts';
import { HelpRequestConnectionResolver, HelpRequestResolver } from './help-request.resolver.ts';
import { cannotComeToHelp } from './help-link-action.ts';
import { expireRequests, remindOfHelp, tidyOffers } from './help.jobs.ts';
import { helpPersonalData } from './help.personal-data.ts';
import { feedbackReportable, helpOfferReportable, helpRequestReportable } from './help.reportables.ts';
import { requestSubject } from './help.service.ts';

export { agreedHelpBetween, type AgreedHelpTime, agreedHelpTimes } from './agreed-help.ts';
export { HelpOffer } from './help-offer.entity.ts';
export { HelpRequest } from './help-request.entity.ts';
export { type HelpCategory, usualSetting } from './help.words.ts';
export { languageOf } from './tongues.ts';

export const help = {
  name: 'help',
  entities: [HelpRequest, HelpOffer, HelpMatch, Feedback, ContactShare, ContactAccess],
  resolvers: [
    HelpRequestResolver,
    HelpRequestConnectionResolver,
    HelpMatchResolver,
    HelpOfferResolver,
    RequestSuggestionsResolver,
    ContactShareResolver,
    ContactAccessResolver,
    FeedbackResolver,
    ThreadMatchResolver,
    ViewerWaitingResolver,
  ],
  jobs: [expireRequests, remindOfHelp, tidyOffers],
  personalData: helpPersonalData,
  linkActions: [cannotComeToHelp],
  reportables: [helpRequestReportable, helpOfferReportable, feedbackReportable],
  attachmentSubjects: [requestSubject],
};
