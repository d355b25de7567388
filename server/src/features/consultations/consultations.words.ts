export const consultationStates = ['DRAFT', 'PUBLISHED'] as const;
export type ConsultationState = (typeof consultationStates)[number];

/** Where a consultation stands, as people see it; from its state and its dates. */
export const consultationStages = ['DRAFT', 'COMING', 'OPEN', 'CLOSED'] as const;
export type ConsultationStage = (typeof consultationStages)[number];

/** Who may take part. */
export const audiences = ['EVERYONE', 'ZONE', 'GROUP', 'CODES'] as const;
export type ConsultationAudience = (typeof audiences)[number];

export const phaseKinds = ['PREPARE', 'COLLECT', 'WEIGH', 'DECIDE', 'FOLLOW_UP'] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** How people take part in a phase. */
export const phaseMethods = ['STATEMENTS', 'SURVEY', 'PROPOSALS', 'VOTE', 'ASSEMBLY'] as const;
export type PhaseMethod = (typeof phaseMethods)[number];

/** How the result follows. OPINIONS: what people say is weighed by whoever decides; nothing is counted out. */
export const ruleMethods = ['OPINIONS', 'APPROVAL', 'SCORE', 'SCHULZE', 'SCOTTISH_STV', 'EQUAL_SHARES'] as const;
export type RuleMethod = (typeof ruleMethods)[number];
/** How ballots are counted. */
export type VoteMethod = Exclude<RuleMethod, 'OPINIONS'>;

/** What becomes of a tie: it is shown as one, or a lot that anybody can repeat decides it. */
export const tieRules = ['SHOWN', 'LOT'] as const;
export type TieRule = (typeof tieRules)[number];

/** Whether a budget vote can have a proposal: it has, it can, nobody has said what it costs, or more than there is. */
export const budgetStandings = ['TAKEN', 'READY', 'NO_ESTIMATE', 'TOO_DEAR'] as const;
export type BudgetStanding = (typeof budgetStandings)[number];

/** What a draft still lacks before everybody may see it. */
export const consultationNeeds = [
  'EXPLANATION',
  'DESCRIPTION',
  'DECISION_BODY',
  'PHASES',
  'METHOD',
  'PHASE_ORDER',
  'OPENS_IN_PAST',
  'ANSWER_BY',
  'ANSWER_TOO_EARLY',
  'STATEMENTS',
  'RULE',
  'OPTIONS',
  'QUESTIONS',
  'AGENDA',
  'TRANSLATIONS',
] as const;
export type ConsultationNeed = (typeof consultationNeeds)[number];

/** How the reader stands to a consultation. */
export const standings = [
  'TAKES_PART',
  'MAY',
  'SIGN_IN',
  'NEEDS_CODE',
  'OTHER_ZONE',
  'OTHER_GROUP',
  'NOT_OPEN',
] as const;
export type Standing = (typeof standings)[number];

/** How a code that was handed in with a paper stands. */
export const paperCodeStandings = ['STANDS', 'UNKNOWN', 'USED', 'DOUBLE'] as const;
export type PaperCodeStanding = (typeof paperCodeStandings)[number];

export const statementStates = ['PENDING', 'ACCEPTED', 'REJECTED'] as const;
export type StatementState = (typeof statementStates)[number];

/** Why a statement is not let in. */
export const rejectReasons = ['TWICE', 'OFF_TOPIC', 'SEVERAL_IDEAS', 'UNCLEAR', 'NAMES_PEOPLE', 'HURTS'] as const;
export type RejectReason = (typeof rejectReasons)[number];

export const answerValues = ['AGREE', 'DISAGREE', 'PASS'] as const;
export type AnswerValue = (typeof answerValues)[number];

/** How a question of a survey is answered. */
export const questionKinds = ['SINGLE', 'MULTIPLE', 'SCALE', 'TEXT', 'MATRIX'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Longest texts, in characters. */
export const longest = {
  question: 160,
  explanation: 1200,
  description: 8000,
  decisionBody: 120,
  /** Other languages need more room for the same. */
  decisionBodyInto: 180,
  documentTitle: 120,
  documentUrl: 500,
  statement: 140,
  /** Other languages need more room for the same. */
  statementInto: 220,
  /** One that was said elsewhere stays as it was said. */
  importedStatement: 1000,
  importedStatementInto: 1500,
  option: 200,
  optionInto: 300,
  surveyQuestion: 300,
  surveyQuestionInto: 450,
  /** A choice, a row or the end of a scale. */
  surveyChoice: 120,
  surveyChoiceInto: 200,
  /** What somebody writes, at most, and at least the room there is. */
  surveyText: 2000,
  surveySummary: 2000,
  surveySummaryInto: 3000,
} as const;

/** How much one consultation may hold, and how little it needs. */
export const most = {
  phases: 6,
  documents: 6,
  /** Documents that are files here. */
  files: 4,
  quorum: 1_000_000,
  /** How many statements there are to begin with, at least. */
  seeds: 3,
  /** Statements that are shown in one phase. */
  statements: 500,
  /** Statements of one person in one phase. */
  own: 10,
  /** Options of one vote. */
  options: 60,
  /** Questions of one survey, choices of one question, rows of one matrix, the end of a scale. */
  questions: 40,
  choices: 20,
  rows: 12,
  scale: 10,
  seats: 50,
  budgetCents: 100_000_000_000,
  codesAtOnce: 200,
  /** Papers in one batch, and batches of one vote. */
  papers: 200,
  paperBatches: 200,
  /** How long a helper's session lasts at most, in hours. */
  helpHours: 3,
  /** How far away a date may be, in days. */
  daysAhead: 1500,
} as const;
