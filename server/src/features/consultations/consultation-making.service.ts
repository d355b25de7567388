import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import type { Rule } from '../../platform/authorization/rule.ts';
import { attachmentsOf } from '../attachments/index.ts';
import { Organisation } from '../organisations/index.ts';
import { forgetTranslations } from '../translations/index.ts';
import { Consultation, ConsultationPhase } from './consultation.entity.ts';
import type { ConsultationInput, ConsultationPhaseInput, ConsultationWordsInput } from './consultation.input.ts';
import { checkPhases, frameOf, wordsOf } from './consultation-input.reading.ts';
import { needsOf } from './consultation-needs.ts';
import { subjectOf } from './consultation.reading.ts';
import { consultationPolicy, type SomeConsultation } from './consultations.policy.ts';

/** Begins a consultation of an organisation, as a draft; it may still lack everything but its question. */
export async function createConsultation(
  ctx: RequestContext,
  organisationId: string,
  input: ConsultationInput,
): Promise<Consultation> {
  authorize(ctx, consultationPolicy.create, { organisationId });
  checkPhases(input.phases, ctx.clock.now());
  const consultation = ctx.em.create(Consultation, {
    ...wordsOf(input),
    ...(await frameOf(ctx, input)),
    state: 'DRAFT',
    version: 1,
    language: ctx.locale,
    organisation: await ctx.em.findOneOrFail(Organisation, organisationId),
    createdBy: signedIn(ctx).id,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  await keepPhases(ctx, consultation, input.phases);
  audit(ctx, 'consultations.create', consultation.id);
  await ctx.em.flush();
  return consultation;
}

/** Changes a draft, all of it. CHANGED_MEANWHILE where somebody else did since `version`; WRONG_STATE once it is published. */
export async function updateConsultation(
  ctx: RequestContext,
  id: string,
  version: number,
  input: ConsultationInput,
): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.edit);
  consultation.assertState('DRAFT');
  consultation.changeFrom(version);
  checkPhases(input.phases, ctx.clock.now());
  ctx.em.assign(consultation, { ...wordsOf(input), ...(await frameOf(ctx, input)) });
  await keepPhases(ctx, consultation, input.phases);
  audit(ctx, 'consultations.edit', id);
  await ctx.em.flush();
  return consultation;
}

/** Changes the words that explain it and the documents, which may get better at any time. */
export async function updateConsultationWords(
  ctx: RequestContext,
  id: string,
  version: number,
  input: ConsultationWordsInput,
): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.edit);
  consultation.changeFrom(version);
  const words = wordsOf(input);
  if (consultation.state === 'PUBLISHED') {
    if (!words.explanation) throw new AppError('REQUIRED', {}, 'input.explanation');
    if (!words.description) throw new AppError('REQUIRED', {}, 'input.description');
  }
  ctx.em.assign(consultation, words);
  audit(ctx, 'consultations.edit', id);
  await ctx.em.flush();
  return consultation;
}

/** Shows a draft to everybody. NOT_READY with what is missing. From then on its rule stays as it is. */
export async function publishConsultation(ctx: RequestContext, id: string): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.publish);
  consultation.assertState('DRAFT');
  const [missing] = await needsOf(ctx, consultation);
  if (missing) throw new AppError('NOT_READY', { missing });
  consultation.publish(ctx.clock.now());
  audit(ctx, 'consultations.publish', id);
  await ctx.em.flush();
  return consultation;
}

/** Takes a published consultation back to change it, before it opens. */
export async function reopenConsultation(ctx: RequestContext, id: string): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.publish);
  consultation.reopen(ctx.clock.now());
  audit(ctx, 'consultations.reopen', id);
  await ctx.em.flush();
  return consultation;
}

/** Throws a draft away. */
export async function removeConsultationDraft(ctx: RequestContext, id: string): Promise<boolean> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.remove);
  consultation.assertState('DRAFT');
  for (const file of await attachmentsOf(ctx, id)) file.remove(ctx.clock.now());
  audit(ctx, 'consultations.remove', id);
  await ctx.em.flush();
  await ctx.em.nativeDelete(Consultation, { id });
  await forgetTranslations(ctx, id);
  return true;
}

/** A consultation, held until the transaction ends, for somebody who may do this to it. */
export async function lockConsultation(
  ctx: RequestContext,
  id: string,
  entry: Rule<SomeConsultation>,
): Promise<Consultation> {
  signedIn(ctx);
  const found = await ctx.em.findOne(Consultation, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw notFound();
  authorizeFound(ctx, entry, subjectOf(found));
  return found;
}

/**
 * A step keeps its row, and with it its statements, questions or options, wherever it is moved to: the first one of its kind and
 * method.
 */
async function keepPhases(
  ctx: RequestContext,
  consultation: Consultation,
  given: readonly ConsultationPhaseInput[],
): Promise<void> {
  const known = await ctx.em.find(
    ConsultationPhase,
    { consultation: consultation.id },
    { orderBy: { position: 'asc' } },
  );
  given.forEach(({ kind, method, opensAt, closesAt }, position) => {
    const fields = { kind, method: method ?? null, opensAt, closesAt, position };
    const at = known.findIndex((phase) => phase.kind === kind && (phase.method ?? null) === fields.method);
    const [phase] = at < 0 ? [] : known.splice(at, 1);
    if (phase) ctx.em.assign(phase, fields);
    else ctx.em.create(ConsultationPhase, { ...fields, consultation });
  });
  for (const phase of known) ctx.em.remove(phase);
}
