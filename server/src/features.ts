import { actions } from './features/actions/index.ts';
import { checks } from './features/checks/index.ts';
import { consents } from './features/consents/index.ts';
import { help } from './features/help/index.ts';
import { hours } from './features/hours/index.ts';
import { members } from './features/members/index.ts';
import { messages } from './features/messages/index.ts';
import { neighbourhoods } from './features/neighbourhoods/index.ts';
import { organisations } from './features/organisations/index.ts';
import { AuditEntry } from './platform/audit.ts';

/** What the features bring to the house. */
export const entities = [
  AuditEntry,
  ...neighbourhoods.entities,
  ...members.entities,
  ...organisations.entities,
  ...checks.entities,
  ...consents.entities,
  ...hours.entities,
  ...messages.entities,
  ...help.entities,
  ...actions.entities,
];
export const resolvers: (abstract new (...args: never[]) => object)[] = [
  ...neighbourhoods.resolvers,
  ...members.resolvers,
  ...organisations.resolvers,
  ...checks.resolvers,
  ...consents.resolvers,
  ...hours.resolvers,
  ...messages.resolvers,
  ...help.resolvers,
  ...actions.resolvers,
];
export const jobs = [...help.jobs, ...actions.jobs];
export const personalData = [
  help.personalData,
  actions.personalData,
  messages.personalData,
  checks.personalData,
  consents.personalData,
  hours.personalData,
  organisations.personalData,
];
