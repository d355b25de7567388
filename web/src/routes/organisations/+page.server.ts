import { OrganisationsDocument } from '#schema';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = cursorIn(url);
  const { organisations } = await locals.graphql.query(OrganisationsDocument, { first: 20, after });
  const { viewerCanCreateOrganisation } = await locals.viewer();
  return { organisations, canCreate: viewerCanCreateOrganisation };
};
