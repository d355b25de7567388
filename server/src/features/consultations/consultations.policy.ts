import type { Actor } from '../../platform/authorization/actor.ts';
import {
  anyone,
  hasRoleIn,
  hasTownRole,
  isAccessPointStaff,
  isMember,
  rule,
  sightRule,
} from '../../platform/authorization/rule.ts';
import type { ConsultationState } from './consultations.words.ts';

/** What the policies look at. */
export interface SomeConsultation {
  state: ConsultationState;
  organisationId: string;
  hiddenAt?: Date | null | undefined;
}

const organises = (actor: Actor, { organisationId }: { organisationId: string }) =>
  hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF');
const mediates = (actor: Actor, { organisationId }: { organisationId: string }) =>
  hasRoleIn(actor, organisationId, 'MEDIATOR');

/** Whether everybody may read it. */
export const isPublic = ({ state, hiddenAt }: Pick<SomeConsultation, 'state' | 'hiddenAt'>): boolean =>
  state !== 'DRAFT' && !hiddenAt;

export const consultationPolicy = {
  list: rule('consultations.list', 'consultations:read', anyone),
  see: sightRule<SomeConsultation>(
    'consultations.see',
    'consultations:read',
    (actor, consultation) =>
      isPublic(consultation) ||
      organises(actor, consultation) ||
      mediates(actor, consultation) ||
      hasTownRole(actor, 'COORDINATOR', 'ADMINISTRATOR'),
  ),
  /** Drafts and everything else of the organisations one works for. */
  listMine: rule('consultations.listMine', 'consultations:read', isMember),
  create: rule<{ organisationId: string }>('consultations.create', 'consultations:write', organises),
  edit: sightRule<SomeConsultation>('consultations.edit', 'consultations:write', organises),
  publish: sightRule<SomeConsultation>('consultations.publish', 'consultations:write', organises),
  remove: sightRule<SomeConsultation>('consultations.remove', 'consultations:write', organises),
  /** With or without an account; who has neither the right zone or group nor a code is told so. */
  takePart: rule('consultations.takePart', 'consultations:write', anyone),
  seeOwnPart: rule('consultations.seeOwnPart', 'consultations:read', anyone),
  /** Statements that people wrote, before everybody reads them. Organisers, and mediators who know the language. */
  moderate: sightRule<SomeConsultation>(
    'consultations.moderate',
    'consultations:write',
    (actor, consultation) => organises(actor, consultation) || mediates(actor, consultation),
  ),
  /** What came out is read from what was released, by everybody who may see the consultation. */
  seeResults: rule('consultations.seeResults', 'consultations:read', anyone),
  /** Proposals that say the same become one, and what they cost. */
  arrangeProposals: sightRule<SomeConsultation>('consultations.arrangeProposals', 'consultations:write', organises),
  /** Agenda, hands and minutes of an assembly. */
  runAssembly: sightRule<SomeConsultation>('consultations.runAssembly', 'consultations:write', organises),
  editOptions: sightRule<SomeConsultation>('consultations.editOptions', 'consultations:write', organises),
  /** Ballots are given by people, never by a program. */
  vote: rule('consultations.vote', null, anyone),
  editQuestions: sightRule<SomeConsultation>('consultations.editQuestions', 'consultations:write', organises),
  /** Answers to a survey are given by people, never by a program. */
  answerSurvey: rule('consultations.answerSurvey', null, anyone),
  /** What people wrote freely, after the end and without names, and what is published about it. */
  readSurveyTexts: sightRule<SomeConsultation>('consultations.readSurveyTexts', null, organises),
  /** Codes are secrets that are shown once: no program makes them. */
  makeCodes: sightRule<SomeConsultation>('consultations.makeCodes', null, organises),
  seeCodes: sightRule<SomeConsultation>('consultations.seeCodes', null, organises),
  useCode: rule('consultations.useCode', null, anyone),
  /** Sitting beside somebody at a desk. */
  helpSomebody: sightRule<SomeConsultation>(
    'consultations.helpSomebody',
    null,
    (actor, consultation) =>
      organises(actor, consultation) || mediates(actor, consultation) || isAccessPointStaff(actor),
  ),
  /** Papers stand for the ballots of people: no program enters them. */
  enterPaper: sightRule<SomeConsultation>('consultations.enterPaper', null, organises),
  approveTranslation: rule<SomeConsultation>('consultations.approveTranslation', 'consultations:write', organises),
  reviewTranslation: rule<SomeConsultation>('consultations.reviewTranslation', 'consultations:write', mediates),
};
