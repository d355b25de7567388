/**
 * UNCONFIRMED: a guest has not confirmed the contact yet and has no place. WAITING for a place -> OFFERED: one is kept for a
 * while -> CONFIRMED. CANCELLED by the person or the organisers; EXPIRED when nobody answered in time.
 */
export const registrationStates = ['UNCONFIRMED', 'CONFIRMED', 'WAITING', 'OFFERED', 'CANCELLED', 'EXPIRED'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** In these states a registration counts; there is one of a person at most. */
export const activeStates = [
  'UNCONFIRMED',
  'CONFIRMED',
  'WAITING',
  'OFFERED',
] as const satisfies readonly RegistrationState[];
/** In these states it has places. */
export const seatedStates = ['CONFIRMED', 'OFFERED'] as const satisfies readonly RegistrationState[];

export const questionKinds = ['TEXT', 'YES_NO', 'CHOICE'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What people may say they need; setting up is asked by organisers only. */
export const needKinds = ['INTERPRETER', 'CHILD_CARE', 'TRANSPORT', 'LIFT'] as const;
export type NeedKind = (typeof needKinds)[number];

export const eventFaces = ['GOOD', 'FAIR', 'BAD'] as const;
export type EventFace = (typeof eventFaces)[number];

/** What a check-in of one registration led to. */
export const checkInOutcomes = ['CAME', 'CAME_BEFORE', 'NOT_FOUND', 'NO_PLACE', 'TOO_EARLY', 'CALLED_OFF'] as const;
export type CheckInOutcome = (typeof checkInOutcomes)[number];

export const limits = {
  /** People in one registration. */
  people: 12,
  /** How many more may come with them. */
  besides: 3,
  questions: 10,
  options: 10,
  question: 200,
  option: 80,
  answer: 500,
  name: 80,
  words: 1000,
  /** How long a guest may take to confirm, in minutes. */
  confirmMinutes: 30,
  /** How long a guest is remembered after the last date, in days. */
  rememberDays: 30,
} as const;
