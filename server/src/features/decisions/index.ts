import { Commitment, CommitmentBeginning, CommitmentStep } from './commitment.entity.ts';
import { Decision, DecisionGround } from './decision.entity.ts';
import { CommitmentBeginningResolver, CommitmentResolver, CommitmentStepResolver } from './commitment.resolver.ts';
import { ConsultationDecisionResolver, DecisionGroundResolver, DecisionResolver } from './decision.resolver.ts';
import { decisionTranslatables } from './decision-words.ts';
import { tellOfDecisions, tellOfLateCommitments } from './decisions.jobs.ts';
import { decisionsPersonalData } from './decisions.personal-data.ts';

export { moveCommitment } from './commitment.service.ts';
export { commitmentsOf, stepsOf } from './decision.reading.ts';
export { addCommitment, addGround, publishDecision, saveDecision } from './decision.service.ts';
export { tellOfDecisions, tellOfLateCommitments } from './decisions.jobs.ts';

export const decisions = {
  name: 'decisions',
  entities: [Decision, DecisionGround, Commitment, CommitmentStep, CommitmentBeginning],
  resolvers: [
    DecisionResolver,
    DecisionGroundResolver,
    CommitmentResolver,
    CommitmentStepResolver,
    CommitmentBeginningResolver,
    ConsultationDecisionResolver,
  ],
  jobs: [tellOfDecisions, tellOfLateCommitments],
  translatables: decisionTranslatables,
  personalData: decisionsPersonalData,
};
