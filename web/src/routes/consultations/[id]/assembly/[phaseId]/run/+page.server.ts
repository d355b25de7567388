import { AssemblyDocument, DatesToMeetDocument } from '#schema';
import { runningActs } from '#lib/features/consultations/assembly-acts.server.ts';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const consultation = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  assertItsStep(consultation, params.phaseId);
  const { assembly } = await locals.graphql.query(AssemblyDocument, { phaseId: params.phaseId });
  const { coming, past } = await locals.graphql.query(DatesToMeetDocument, {
    organisationId: consultation.organisation.id,
  });
  // Those of others, who only organise with this one, are not the assembly's; the one that was chosen stays also once it is over.
  const dates = [
    ...coming.nodes.filter(({ id, state }) => state !== 'CANCELLED' || id === assembly.dateId),
    ...past.nodes.filter(({ id }) => id === assembly.dateId),
  ].filter(({ event: { organisation } }) => organisation.id === consultation.organisation.id);
  return { consultation, assembly, dates, kept: takeKeptForm(cookies, url), key: crypto.randomUUID() };
};

export const actions = runningActs;
