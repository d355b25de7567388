import { error, redirect } from '@sveltejs/kit';
import { ProposalDocument, ProposalPartDocument, ProposalsDocument, ProposalTalkDocument } from '#schema';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { proposalActs } from '#lib/features/consultations/proposal-acts.server.ts';
import { assertItsStep, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const token = partToken(event);
  const { phaseId, proposalId: id } = params;
  const { consultation, participation } = await readConsultation(event);
  assertItsStep(consultation, phaseId);
  const cursor = (name: string) => url.searchParams.get(name);
  const [{ proposal, ownProposalComments }, talk, { proposalPart }] = await Promise.all([
    locals.graphql.query(ProposalDocument, { id, token }),
    locals.graphql.query(ProposalTalkDocument, {
      id,
      token,
      for: cursor('for'),
      against: cursor('against'),
      amendments: cursor('amendments'),
    }),
    locals.graphql.query(ProposalPartDocument, { phaseId, token }),
  ]);
  if (proposal.phaseId !== phaseId) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  if (proposal.mergedIntoId) redirect(303, `/consultations/${params.id}/proposals/${phaseId}/${proposal.mergedIntoId}`);
  const arranges = consultation.viewerCanEdit && proposal.state === 'PUBLISHED';
  const { proposals } = arranges
    ? await locals.graphql.query(ProposalsDocument, { phaseId, state: 'PUBLISHED', order: 'NEWEST', first: 50 })
    : { proposals: null };
  return {
    consultation,
    byCode: participation.byCode,
    proposal,
    ownComments: ownProposalComments,
    talk,
    part: proposalPart,
    arranges,
    others: (consultation.stage === 'OPEN' ? (proposals?.nodes ?? []) : []).filter(
      (one) => one.id !== id && !one.onBallot,
    ),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions = proposalActs;
