import { AssemblyDocument } from '#schema';
import { assemblyActs } from '#lib/features/consultations/assembly-acts.server.ts';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const { consultation, participation } = await readConsultation(event);
  assertItsStep(consultation, params.phaseId);
  const { assembly, assemblyQuestions, assemblyPart } = await locals.graphql.query(AssemblyDocument, {
    phaseId: params.phaseId,
    token: partToken(event),
    after: cursorIn(url),
  });
  const questions = assemblyQuestions;
  const kept = takeKeptForm(cookies, url);
  return {
    consultation,
    byCode: participation.byCode,
    assembly,
    questions,
    part: assemblyPart,
    kept,
    key: crypto.randomUUID(),
  };
};

export const actions = assemblyActs;
