import { AssemblyDocument, DatesToMeetDocument } from '#schema';
import { runningActs } from '#lib/features/consultations/assembly-acts.server.ts';
import { consultationFor, stepOf } from '#lib/features/consultations/readable.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const consultation = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  const { opensAt } = stepOf(consultation, params.phaseId);
  const { assembly } = await locals.graphql.query(AssemblyDocument, { phaseId: params.phaseId });
  const { coming, past } = await locals.graphql.query(DatesToMeetDocument, {
    organisationId: consultation.organisation.id,
  });
  // Those of others, who only organise with this one, are not the assembly's. One that is over was it only in the time of the step.
  const dates = [
    ...coming.nodes,
    ...past.nodes.filter(({ id, endsAt }) => endsAt > opensAt || id === assembly.dateId),
  ].filter(
    ({ id, state, event: { organisation } }) =>
      organisation.id === consultation.organisation.id && (state !== 'CANCELLED' || id === assembly.dateId),
  );
  return { consultation, assembly, dates, kept: takeKeptForm(cookies, url), key: crypto.randomUUID() };
};

export const actions = runningActs;
