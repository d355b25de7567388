import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import type { Component } from 'svelte';
import type {
  AnswerValue,
  ConsultationAudience,
  PhaseKind,
  PhaseMethod,
  RejectReason,
  RuleMethod,
  StatementState,
} from '#schema';

export const audiences: ConsultationAudience[] = ['EVERYONE', 'ZONE', 'GROUP', 'CODES'];
export const phaseKinds: PhaseKind[] = ['PREPARE', 'COLLECT', 'WEIGH', 'DECIDE', 'FOLLOW_UP'];
export const phaseMethods: PhaseMethod[] = ['STATEMENTS', 'SURVEY', 'PROPOSALS', 'VOTE', 'ASSEMBLY'];
export const ruleMethods: RuleMethod[] = ['OPINIONS', 'APPROVAL', 'SCORE', 'SCHULZE', 'SCOTTISH_STV', 'EQUAL_SHARES'];
export const rejectReasons: RejectReason[] = [
  'TWICE',
  'OFF_TOPIC',
  'SEVERAL_IDEAS',
  'UNCLEAR',
  'NAMES_PEOPLE',
  'HURTS',
];
export const answerValues: AnswerValue[] = ['AGREE', 'DISAGREE', 'PASS'];
export const statementStates: StatementState[] = ['PENDING', 'ACCEPTED', 'REJECTED'];

export const answerIcons: Record<AnswerValue, Component> = { AGREE: Check, DISAGREE: Ban, PASS: CircleQuestionMark };

/** Longest texts, as the API has them. */
export const longest = {
  question: 160,
  explanation: 1200,
  description: 8000,
  decisionBody: 120,
  documentTitle: 120,
  documentUrl: 500,
  statement: 140,
  statementInto: 220,
  option: 200,
  optionInto: 300,
  surveyQuestion: 300,
  surveyQuestionInto: 450,
  surveyChoice: 120,
  surveyText: 2000,
  surveySummary: 2000,
  surveySummaryInto: 3000,
  assemblyQuestion: 300,
  assemblyRecord: 4000,
};
/** The field of a form for a file that becomes a document. */
export const documentField = 'document-file';
/** Problems that are shown beside it. */
export const fileErrors = [documentField, 'fileId', 'fileTitle'];
export const most = { phases: 5, documents: 4, files: 4, codes: 100 };
