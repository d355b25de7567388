import type { Setting } from '../checks/index.ts';

export const helpCategories = [
  'SHOPPING',
  'CHILD_CARE',
  'GOING_ALONG',
  'LANGUAGE_PRACTICE',
  'HOMEWORK',
  'PAPERS',
  'REPAIRS',
  'MOVING',
  'FOOD',
  'FURNITURE',
  'COMPANY',
  'TRANSPORT',
  'OTHER',
] as const;
export type HelpCategory = (typeof helpCategories)[number];

/** Where helping with it usually brings people together, unless the person says otherwise. */
export const usualSetting: Record<HelpCategory, Setting> = {
  SHOPPING: 'AT_DOOR',
  CHILD_CARE: 'WITH_CHILDREN',
  GOING_ALONG: 'IN_PUBLIC',
  LANGUAGE_PRACTICE: 'IN_PUBLIC',
  HOMEWORK: 'WITH_CHILDREN',
  PAPERS: 'IN_PUBLIC',
  REPAIRS: 'AT_HOME',
  MOVING: 'AT_HOME',
  FOOD: 'AT_DOOR',
  FURNITURE: 'AT_DOOR',
  COMPANY: 'IN_PUBLIC',
  TRANSPORT: 'IN_PUBLIC',
  OTHER: 'IN_PUBLIC',
};

/** Whether children are looked after, wherever: nothing less than their protection will do. */
export const isAlwaysWithChildren = (category: HelpCategory): boolean => category === 'CHILD_CARE';

export const helpRequestStates = ['OPEN', 'MATCHED', 'DONE', 'WITHDRAWN', 'EXPIRED'] as const;
export type HelpRequestState = (typeof helpRequestStates)[number];

export const helpMatchStates = ['PROPOSED', 'ACCEPTED', 'DONE', 'DECLINED', 'CANCELLED', 'EXPIRED'] as const;
export type HelpMatchState = (typeof helpMatchStates)[number];

export const partsOfDay = ['ANY', 'MORNING', 'AFTERNOON', 'EVENING'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

export const whens = ['TODAY', 'TOMORROW', 'THIS_WEEK', 'ON_DATE'] as const;
export type When = (typeof whens)[number];

export const faces = ['GOOD', 'FAIR', 'BAD'] as const;
export type Face = (typeof faces)[number];

export const proposers = ['HELPER', 'REQUESTER'] as const;
export type Proposer = (typeof proposers)[number];

export const helpOfferStates = ['OPEN', 'WITHDRAWN', 'EXPIRED'] as const;
export type HelpOfferState = (typeof helpOfferStates)[number];

export const rhythms = ['ONCE', 'WEEKLY'] as const;
export type Rhythm = (typeof rhythms)[number];

export const reaches = ['ZONE', 'NEIGHBOURHOOD', 'TOWN'] as const;
export type Reach = (typeof reaches)[number];

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];
