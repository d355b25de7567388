import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { ConsultationDocument, type ConsultationQuery } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { hereOf } from '#lib/graphql/form.server.ts';
import { partToken } from './part.server.ts';

type Consultation = ConsultationQuery['consultation'];

/** The consultation of the page and the reader's part in it. */
export const readConsultation = (event: RequestEvent): Promise<ConsultationQuery> =>
  event.locals.graphql.query(ConsultationDocument, { id: event.params.id ?? '', token: partToken(event) });

/** NOT_FOUND for a step of another consultation: nobody may be shown one question above the ballot of another. */
export function assertItsStep(consultation: Consultation, phaseId: string): void {
  stepOf(consultation, phaseId);
}

/** A step of the consultation; NOT_FOUND for that of another. */
export function stepOf({ phases }: Consultation, phaseId: string): Consultation['phases'][number] {
  return phases.find(({ id }) => id === phaseId) ?? error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
}

/** A step that has papers; NOT_FOUND also for a vote without options, on whose paper nothing would stand. */
export function paperStepOf(consultation: Consultation, phaseId: string): Consultation['phases'][number] {
  const step = stepOf(consultation, phaseId);
  return step.waitsForOptions ? error(404, 'NOT_FOUND', { code: 'NOT_FOUND' }) : step;
}

/** The consultation of the page, for somebody who may do this with it. */
export async function consultationFor(
  event: RequestEvent,
  may: (consultation: Consultation) => boolean,
): Promise<Consultation> {
  const { consultation } = await readConsultation(event);
  if (may(consultation)) return consultation;
  const { member, secondFactorNeeded } = await event.locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(event.url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(event.url)));
  error(403, 'NOT_ALLOWED', { code: 'NOT_ALLOWED' });
}
