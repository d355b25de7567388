import { AgendaItem, Assembly, AssemblyQuestion, ShowOfHands } from './assembly/assembly.entity.ts';
import { assemblyQuestionReportable } from './assembly/assembly.reportable.ts';
import {
  AgendaItemResolver,
  AssemblyPartResolver,
  AssemblyQuestionResolver,
  AssemblyResolver,
} from './assembly/assembly.resolver.ts';
import { translatableAssemblyQuestion, translatableItem } from './assembly/assembly-words.ts';
import { Consultation, ConsultationPhase } from './consultation.entity.ts';
import {
  ConsultationFieldsResolver,
  ConsultationPhaseResolver,
  ViewerConsultationsResolver,
} from './consultation-fields.resolver.ts';
import { documentSubject } from './consultation-files.service.ts';
import { ConsultationFilesResolver } from './consultation-files.resolver.ts';
import { ConsultationResolver } from './consultation.resolver.ts';
import { translatableConsultation } from './consultation-words.ts';
import { consultationsPersonalData } from './consultations.personal-data.ts';
import { consultationReportable } from './consultations.reportable.ts';
import { PaperBatch } from './paper/paper-batch.entity.ts';
import { PaperBatchResolver } from './paper/paper.resolver.ts';
import { HelpedSession } from './participation/helped-session.entity.ts';
import { Participant } from './participation/participant.entity.ts';
import { CodeSheet, ParticipationCode } from './participation/participation-code.entity.ts';
import {
  CodeHolderResolver,
  HelpedSessionResolver,
  ParticipationCodeResolver,
} from './participation/participation.resolver.ts';
import { Proposal, ProposalEstimate, ProposalVersion } from './proposals/proposal.entity.ts';
import { ProposalAmendment } from './proposals/proposal-amendment.entity.ts';
import { ProposalAmendmentResolver } from './proposals/proposal-amendment.resolver.ts';
import { ProposalComment } from './proposals/proposal-comment.entity.ts';
import { ProposalCommentResolver } from './proposals/proposal-comment.resolver.ts';
import { ProposalEstimateResolver, ProposalPartResolver, ProposalResolver } from './proposals/proposal.resolver.ts';
import { translatableAmendment, translatableComment, translatableProposal } from './proposals/proposal-words.ts';
import { amendmentReportable, commentReportable, proposalReportable } from './proposals/proposals.reportable.ts';
import {
  releaseParticipants,
  releaseProposalSupports,
  releaseQuestionSupports,
  releaseUsedCodes,
} from './release-counts.jobs.ts';
import { OpinionRelease } from './statements/opinion-release.entity.ts';
import { weighStatements } from './statements/opinions.jobs.ts';
import {
  OpinionGroupResolver,
  OpinionResultResolver,
  StatementCountsResolver,
  StatementStandResolver,
} from './statements/results.resolver.ts';
import { Statement } from './statements/statement.entity.ts';
import { OwnAnswerResolver, ParticipationResolver, StatementResolver } from './statements/statement.resolver.ts';
import { translatableStatement } from './statements/statement-words.ts';
import { StatementVote } from './statements/statement-vote.entity.ts';
import { countSurveys } from './surveys/count-surveys.jobs.ts';
import { translatableQuestion } from './surveys/question-words.ts';
import { SurveyPaperResolver, SurveyQuestionResolver } from './surveys/survey.resolver.ts';
import { SurveyQuestion } from './surveys/survey-question.entity.ts';
import { SurveyResult } from './surveys/survey-result.entity.ts';
import {
  SurveyQuestionResultResolver,
  SurveyResultResolver,
  SurveyTextsResolver,
} from './surveys/survey-results.resolver.ts';
import { SurveySummary } from './surveys/survey-summary.entity.ts';
import { BallotOption } from './votes/ballot-option.entity.ts';
import { countVotes } from './votes/count-votes.jobs.ts';
import { remindOfOptions } from './votes/remind-of-options.jobs.ts';
import { translatableOption } from './votes/option-words.ts';
import {
  BallotOptionResolver,
  BallotPaperResolver,
  BudgetProposalResolver,
  PhaseOptionsResolver,
  VoteResultResolver,
} from './votes/vote.resolver.ts';
import { VoteResult } from './votes/vote-result.entity.ts';

export { Consultation, ConsultationPhase } from './consultation.entity.ts';
export type { ConsultationInput } from './consultation.input.ts';
export { createConsultation, publishConsultation } from './consultation-making.service.ts';
export { getConsultation, phasesOf } from './consultation.reading.ts';
export { isCounted } from './counted.ts';
export { ConsultationType } from './consultation.type.ts';
export { writesAs } from './consultation-words.ts';
export { fileText } from './formats/file-text.ts';
export { readPolisComments, readPolisVotes } from './formats/polis-export.ts';
export {
  type ImportedConversation,
  importConversation,
  type KnownConversation,
  type PolisConversation,
} from './importing/polis-import.ts';
export {
  releaseParticipants,
  releaseProposalSupports,
  releaseQuestionSupports,
  releaseUsedCodes,
} from './release-counts.jobs.ts';
export { participantsAtLeast } from './participation/numbers.ts';
export { Participant } from './participation/participant.entity.ts';
export { Proposal } from './proposals/proposal.entity.ts';
export { isShown as isProposalShown } from './proposals/proposal.reading.ts';
export { releaseOpinions, weighStatements } from './statements/opinions.jobs.ts';
export { BallotOption } from './votes/ballot-option.entity.ts';
export { castBallot } from './votes/ballots.service.ts';
export { optionsOf, setBallotOptions } from './votes/options.service.ts';
export { countSurveys } from './surveys/count-surveys.jobs.ts';
export { questionsOf } from './surveys/questions.reading.ts';
export { addQuestion } from './surveys/questions.service.ts';
export { SurveyQuestion } from './surveys/survey-question.entity.ts';
export { remindOfOptions } from './votes/remind-of-options.jobs.ts';
export { countVotes } from './votes/count-votes.jobs.ts';
export { Statement } from './statements/statement.entity.ts';
export { StatementVote } from './statements/statement-vote.entity.ts';

export const consultations = {
  name: 'consultations',
  entities: [
    Consultation,
    ConsultationPhase,
    CodeSheet,
    ParticipationCode,
    Participant,
    HelpedSession,
    Statement,
    StatementVote,
    OpinionRelease,
    BallotOption,
    VoteResult,
    PaperBatch,
    SurveyQuestion,
    SurveyResult,
    SurveySummary,
    Proposal,
    ProposalVersion,
    ProposalEstimate,
    ProposalComment,
    ProposalAmendment,
    Assembly,
    AgendaItem,
    ShowOfHands,
    AssemblyQuestion,
  ],
  resolvers: [
    ConsultationResolver,
    ConsultationFieldsResolver,
    ConsultationFilesResolver,
    ConsultationPhaseResolver,
    ViewerConsultationsResolver,
    StatementResolver,
    ParticipationResolver,
    OwnAnswerResolver,
    OpinionResultResolver,
    OpinionGroupResolver,
    StatementStandResolver,
    StatementCountsResolver,
    ParticipationCodeResolver,
    CodeHolderResolver,
    HelpedSessionResolver,
    BallotOptionResolver,
    BallotPaperResolver,
    BudgetProposalResolver,
    PhaseOptionsResolver,
    VoteResultResolver,
    PaperBatchResolver,
    SurveyQuestionResolver,
    SurveyPaperResolver,
    SurveyResultResolver,
    SurveyQuestionResultResolver,
    SurveyTextsResolver,
    ProposalResolver,
    ProposalPartResolver,
    ProposalEstimateResolver,
    ProposalCommentResolver,
    ProposalAmendmentResolver,
    AssemblyResolver,
    AgendaItemResolver,
    AssemblyQuestionResolver,
    AssemblyPartResolver,
  ],
  jobs: [
    weighStatements,
    countVotes,
    countSurveys,
    remindOfOptions,
    releaseParticipants,
    releaseProposalSupports,
    releaseQuestionSupports,
    releaseUsedCodes,
  ],
  reportables: [
    consultationReportable,
    proposalReportable,
    commentReportable,
    amendmentReportable,
    assemblyQuestionReportable,
  ],
  attachmentSubjects: [documentSubject],
  translatables: [
    translatableConsultation,
    translatableStatement,
    translatableOption,
    translatableQuestion,
    translatableProposal,
    translatableComment,
    translatableAmendment,
    translatableItem,
    translatableAssemblyQuestion,
  ],
  personalData: consultationsPersonalData,
};
