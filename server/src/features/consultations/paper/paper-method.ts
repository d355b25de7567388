import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Consultation } from '../consultation.entity.ts';
import type { Choices } from '../votes/choices.ts';
import type { Answer } from '../surveys/asked-questions.ts';

/** What stands on one paper: the choices of a ballot, or the answers to a survey by question. */
export type PaperContent = Choices | Record<string, Answer>;

/** How the papers of one kind of step are read, and where they go once they are signed. */
export interface PaperMethod<Content extends PaperContent = PaperContent> {
  /** For the lines of one step: what stands on a paper, and the line for it. Null, or a coded error: it cannot be read. */
  lines(ctx: RequestContext, consultation: Consultation, phaseId: string): Promise<PaperLines<Content>>;
  /** These participants have had their say now, written in the order of their ids; returns those who had not before. */
  take(em: EntityManager, phaseId: string, participantIds: readonly string[]): Promise<string[]>;
  /** Those of these participants who have had their say. */
  haveSaid(em: EntityManager, phaseId: string, participantIds: readonly string[]): Promise<string[]>;
  /** Puts what stands on the papers beside what others said; returns on how many nothing stands: those are left out. */
  put(em: EntityManager, phaseId: string, contents: readonly Content[]): Promise<number>;
  isCounted(em: EntityManager, phaseId: string): Promise<boolean>;
}

export interface PaperLines<Content extends PaperContent = PaperContent> {
  read(line: string): Content | null;
  write(content: Content): string;
}
