import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation } from '../consultation.reading.ts';
import type { BallotOption } from './ballot-option.entity.ts';
import { fewestOptions, optionsOf, votePhase } from './options.service.ts';

/** What a ballot is read against. To be read, never to be changed. */
export interface VoteForm {
  consultation: Consultation;
  phase: ConsultationPhase;
  options: BallotOption[];
}

/** Votes that have opened, with options, stay as they are, the database sees to that; a town has a handful at a time. */
const opened = new Map<string, VoteForm>();
const mostOpened = 100;

/** The form of a vote that has opened, where this process has read it before. Whether it may be seen is to be asked still. */
export const knownVoteForm = (phaseId: string): VoteForm | null => opened.get(phaseId) ?? null;

/**
 * The form of a vote that the reader may see, and its step held for reading until the transaction ends: many vote at once, and a
 * count that has begun is waited for.
 */
export async function heldVoteForm(ctx: RequestContext, phaseId: string): Promise<VoteForm> {
  const [step] = await ctx.em.execute<{ hidden: boolean }[]>(
    `select c.hidden_at is not null as hidden from consultation_phase p join consultation c on c.id = p.consultation_id
      where p.id = ? for share of p`,
    [phaseId],
  );
  if (!step) throw notFound();
  const form = opened.get(phaseId) ?? (await readForm(ctx, phaseId));
  if (step.hidden) await getConsultation(ctx, form.consultation.id);
  return form;
}

async function readForm(ctx: RequestContext, phaseId: string): Promise<VoteForm> {
  const form = { ...(await votePhase(ctx, phaseId)), options: await optionsOf(ctx, phaseId) };
  const hasOpened = form.consultation.state !== 'DRAFT' && form.phase.opensAt <= ctx.clock.now();
  if (!hasOpened || form.options.length < fewestOptions(form.consultation)) return form;
  if (opened.size >= mostOpened) opened.delete(opened.keys().next().value ?? '');
  opened.set(phaseId, form);
  return form;
}
