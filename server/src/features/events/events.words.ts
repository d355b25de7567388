import { mostDates } from './calendar/recurrence.ts';

export const eventStates = ['DRAFT', 'PUBLISHED', 'CANCELLED'] as const;
export type EventState = (typeof eventStates)[number];

/** Where one date of an event stands, as people see it. */
export const eventDateStates = ['DRAFT', 'COMING', 'NOW', 'PAST', 'CANCELLED'] as const;
export type EventDateState = (typeof eventDateStates)[number];

export const eventTopics = [
  'LANGUAGE',
  'SCHOOL',
  'WORK',
  'RIGHTS',
  'HEALTH',
  'FAMILY',
  'CULTURE',
  'FOOD',
  'SPORT',
  'GREEN',
  'ASSEMBLY',
  'FESTIVAL',
] as const;
export type EventTopic = (typeof eventTopics)[number];

/** Who it is for; none of them: for everybody. */
export const eventAudiences = ['FAMILIES', 'CHILDREN', 'TEENAGERS', 'WOMEN', 'NEWCOMERS', 'OLDER_PEOPLE'] as const;
export type EventAudience = (typeof eventAudiences)[number];

/** What the place has. */
export const accessFacts = ['STEP_FREE', 'ACCESSIBLE_TOILET', 'HEARING_LOOP', 'QUIET_ROOM'] as const;
export type AccessFact = (typeof accessFacts)[number];

export const eventCosts = ['FREE', 'DONATION', 'PAID'] as const;
export type EventCost = (typeof eventCosts)[number];

/** Whether people register: not at all, for each date, or once for all dates of the series. */
export const registrationModes = ['NONE', 'DATE', 'SERIES'] as const;
export type RegistrationMode = (typeof registrationModes)[number];

export const waitingOrders = ['FIRST_COME', 'LOTTERY'] as const;
export type WaitingOrder = (typeof waitingOrders)[number];

/** Whether an organisation that was named helps to organise: it is ASKED, and says so or not. */
export const coOrganiserStates = ['ASKED', 'ACCEPTED', 'DECLINED'] as const;
export type CoOrganiserState = (typeof coOrganiserStates)[number];
export const coOrganiserAnswers = ['ACCEPTED', 'DECLINED'] as const satisfies readonly CoOrganiserState[];
export type CoOrganiserAnswer = (typeof coOrganiserAnswers)[number];

/** Which dates of a recurring event a change is for. */
export const changeScopes = ['ONE', 'FOLLOWING', 'ALL'] as const;
export type ChangeScope = (typeof changeScopes)[number];

export const supportKinds = ['INTERPRETER', 'CHILD_CARE', 'TRANSPORT', 'LIFT', 'SET_UP'] as const;
export type SupportKind = (typeof supportKinds)[number];

/** Longest texts, in characters. */
export const longest = {
  title: 120,
  description: 8000,
  venue: 120,
  address: 300,
  onlineUrl: 500,
  costWords: 120,
  contact: 300,
  answer: 1000,
  result: 4000,
  rule: 500,
} as const;

/** How much one event may hold. */
export const most = {
  places: 100_000,
  dates: mostDates,
  languages: 10,
  coOrganisers: 10,
  photos: 1,
  resultPhotos: 12,
  /** How long before the start registration may close, in minutes: a month. */
  closesMinutes: 43_200,
  /** How long a free place may be kept for one of the waiting list, in minutes. */
  offerMinutes: 10_080,
  /** How far away a date may be, in days. */
  daysAhead: 800,
} as const;
