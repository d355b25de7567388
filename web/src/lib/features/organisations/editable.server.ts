import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { OrganisationDocument, type OrganisationQuery } from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { hereOf } from '#lib/graphql/form.server.ts';

/** The organisation of the page, for somebody who may change it. */
export async function editableOrganisation(event: RequestEvent): Promise<OrganisationQuery['organisation']> {
  const { id = '' } = event.params;
  const { organisation } = await event.locals.graphql.query(OrganisationDocument, { id });
  if (organisation.viewerCanEdit) return organisation;
  const { member, secondFactorNeeded } = await event.locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(event.url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(event.url)));
  error(403, 'NOT_ALLOWED', { code: 'NOT_ALLOWED' });
}
