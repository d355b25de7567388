import { AssemblyDocument } from '#schema';
import { runningActs } from '#lib/features/consultations/assembly-acts.server.ts';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const consultation = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  assertItsStep(consultation, params.phaseId);
  const { assembly } = await locals.graphql.query(AssemblyDocument, { phaseId: params.phaseId });
  return { consultation, assembly, kept: takeKeptForm(cookies, url), key: crypto.randomUUID() };
};

export const actions = runningActs;
