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
