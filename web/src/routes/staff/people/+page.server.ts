import { PeopleDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const search = event.url.searchParams.get('search')?.trim() ?? '';
  const after = event.url.searchParams.get('after');
  const { members } = await event.locals.graphql.query(PeopleDocument, { search: search || null, first: 20, after });
  return { members, search };
};
