import { attachments } from './features/attachments/index.ts';
import { actions } from './features/actions/index.ts';
import { checks } from './features/checks/index.ts';
import { consents } from './features/consents/index.ts';
import { consultations } from './features/consultations/index.ts';
import { decisions } from './features/decisions/index.ts';
import { events } from './features/events/index.ts';
import { help } from './features/help/index.ts';
import { hours } from './features/hours/index.ts';
import { members } from './features/members/index.ts';
import { messages } from './features/messages/index.ts';
import { moderation } from './features/moderation/index.ts';
import { neighbourhoods } from './features/neighbourhoods/index.ts';
import { notifications } from './features/notifications/index.ts';
import { organisations } from './features/organisations/index.ts';
import { translations } from './features/translations/index.ts';
import { AuditEntry } from './platform/audit.ts';
import type { LinkAction } from './platform/link-action.ts';
import type { Reportable } from './platform/reportable.ts';
import type { Translatable } from './platform/translatable.ts';

/** What the features bring to the house. */
export const entities = [
  AuditEntry,
  ...neighbourhoods.entities,
  ...members.entities,
  ...organisations.entities,
  ...checks.entities,
  ...consents.entities,
  ...hours.entities,
  ...notifications.entities,
  ...translations.entities,
  ...moderation.entities,
  ...messages.entities,
  ...attachments.entities,
  ...help.entities,
  ...actions.entities,
  ...events.entities,
  ...consultations.entities,
  ...decisions.entities,
];
export const resolvers: (abstract new (...args: never[]) => object)[] = [
  ...neighbourhoods.resolvers,
  ...members.resolvers,
  ...organisations.resolvers,
  ...checks.resolvers,
  ...consents.resolvers,
  ...hours.resolvers,
  ...notifications.resolvers,
  ...translations.resolvers,
  ...moderation.resolvers,
  ...messages.resolvers,
  ...attachments.resolvers,
  ...help.resolvers,
  ...actions.resolvers,
  ...events.resolvers,
  ...consultations.resolvers,
  ...decisions.resolvers,
];
export const jobs = [
  ...help.jobs,
  ...actions.jobs,
  ...events.jobs,
  ...consultations.jobs,
  ...decisions.jobs,
  ...notifications.jobs,
];
export const personalData = [
  help.personalData,
  actions.personalData,
  ...events.personalData,
  consultations.personalData,
  decisions.personalData,
  attachments.personalData,
  messages.personalData,
  checks.personalData,
  consents.personalData,
  hours.personalData,
  organisations.personalData,
  translations.personalData,
  notifications.personalData,
  moderation.personalData,
];
/** What a link in a message does with one tap; see platform/link-action.ts. */
export const linkActions: LinkAction[] = [...help.linkActions, ...actions.linkActions, ...events.linkActions];
/** What may be reported to the moderators; see platform/reportable.ts. */
export const reportables: Reportable[] = [
  ...moderation.reportables,
  ...messages.reportables,
  ...help.reportables,
  ...actions.reportables,
  ...events.reportables,
  ...consultations.reportables,
];
/** What photos, voice notes and documents may be part of. */
export const attachmentSubjects = [
  ...help.attachmentSubjects,
  ...actions.attachmentSubjects,
  ...events.attachmentSubjects,
  ...consultations.attachmentSubjects,
];
/** What may be translated; see platform/translatable.ts. */
export const translatables: Translatable[] = [
  ...events.translatables,
  ...consultations.translatables,
  ...decisions.translatables,
];
