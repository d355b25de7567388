/** Every way a request may fail that a person can do something about. The web has a sentence for each in every language. */
export const errorCodes = [
  'NOT_FOUND',
  'SIGN_IN_REQUIRED',
  'NOT_ALLOWED',
  'SECOND_FACTOR_REQUIRED',
  'INVALID_INPUT',
  'INVALID_CONTACT',
  'REQUIRED',
  'TOO_LONG',
  'OUT_OF_RANGE',
  'DATE_IN_PAST',
  'OWN_REQUEST',
  'ALREADY_OFFERED',
  'PLACES_TAKEN',
  'WRONG_STATE',
  'ALREADY_GIVEN_FEEDBACK',
  'KEY_REUSED',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_COSTLY',
  'RATE_LIMITED',
  'WRONG_CREDENTIALS',
  'WRONG_CODE',
  'HELP_ENDED',
  'LINK_EXPIRED',
  'LINK_USED',
  'SUSPENDED',
  'OWN_CONTENT',
  'ALREADY_REPORTED',
  'ALREADY_DECIDED',
  'CANNOT_DECIDE_OWN',
  'CANNOT_DECIDE_TWICE',
  'ALREADY_APPEALED',
  'APPEAL_TOO_LATE',
  'COMMON_PASSWORD',
  'PASSWORD_TOO_SHORT',
  'CARD_LOCKED',
  'INVALID_GEOJSON',
  'ZONE_IN_USE',
  'LAST_ADMINISTRATOR',
  'LAST_COORDINATOR',
  'CHECK_REQUIRED',
  'CONSENT_REQUIRED',
  'CLASHES',
  'NOT_A_PHOTO',
  'PHOTO_TOO_LARGE',
  'NOT_A_RECORDING',
  'RECORDING_TOO_LONG',
  'NOT_A_PDF',
  'FILE_TOO_LARGE',
  'FILE_GONE',
  'FILE_EMPTY',
  'TOO_MANY_FILES',
  'ALREADY_SIGNED_UP',
  'SHIFT_BEGUN',
  'PLACES_BELOW_TAKEN',
  'LANGUAGE_NOT_SPOKEN',
  'TOO_MUCH',
  'PLEDGED_ALREADY',
  'CHANGED_MEANWHILE',
  'END_BEFORE_START',
  'RECURRENCE_WITHOUT_END',
  'RECURRENCE_TWO_ENDS',
  'RULE_OF_ONE_DATE',
  'DAY_OFF_RULE',
  'DATE_ON_ITS_OWN',
  'ALL_ON_THEIR_OWN',
  'RUNS_INTO_NEXT',
  'RECURRENCE_TOO_MANY',
  'RECURRENCE_NOT_UNDERSTOOD',
  'PHOTO_WITHOUT_WORDS',
  'ADDRESS_NOT_ALLOWED',
  'CALENDAR_NOT_REACHED',
  'REGISTRATION_CLOSED',
  'ALREADY_REGISTERED',
  'NOT_READY',
  'DATE_IN_FUTURE',
  'DATE_BEFORE_HEARD',
  'PAPER_COUNT',
  'PAPER_CODES',
  'PAPER_LINE',
  'SIGN_BY_ANOTHER',
  'NOT_OPEN',
  'MAY_NOT_TAKE_PART',
  'CODE_NEEDED',
  'SAID_ALREADY',
  'BALLOT_CAST',
  'NOTHING_TO_CHOOSE',
  'PROPOSAL_ON_BALLOT',
  'TRANSLATION_STAYS',
  'PAPER_TOO_FEW',
  'RECEIPT_SHOWN',
  'CODE_NOT_FOR_MEMBERS',
  'CHOICE_NONE',
  'CHOICE_SAME_RANK',
  'CHOSEN_TOO_MANY',
  'TOO_MANY_OPTIONS',
  'SEATS_OF_SERIES',
  'REGISTRATION_BEGUN',
  'DATE_TOO_FAR',
  'LASTS_TOO_LONG',
  'PARTY_TOO_LARGE',
  'PLACES_FEWER',
  'NOBODY_TO_WARN',
  'SURVEY_SENT',
  'QUESTION_NEEDED',
  'BEGUN_ALREADY',
  'PROPOSAL_OF_MANY',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure with a code that people read in their language; `field` names the input it speaks of, as in "input.details". */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;
  readonly field: string | undefined;
  /** What else is wrong with the same input, each with its field. */
  others: readonly AppError[] = [];

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, field?: string) {
    super(code);
    this.code = code;
    this.params = params;
    this.field = field;
  }
}

/** The results of several checks of one input; where some refuse it, the first refusal with the others. */
export function allOf<Results extends unknown[]>(
  ...checks: { [Index in keyof Results]: () => Results[Index] }
): Results {
  const refusals: AppError[] = [];
  const results = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusals.push(error, ...error.others);
      return null;
    }
  });
  const [first, ...others] = refusals;
  if (!first) return results as Results;
  first.others = others;
  throw first;
}

/** What one may not see does not exist. */
export const notFound = () => new AppError('NOT_FOUND');

const statusByCode: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  NOT_ALLOWED: 403,
  SIGN_IN_REQUIRED: 401,
  WRONG_CREDENTIALS: 401,
  FILE_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/** The HTTP status of a refusal outside GraphQL. */
export const statusOf = (code: ErrorCode): number => statusByCode[code] ?? 400;
