import { PeopleDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanRegisterPeople');
  const search = event.url.searchParams.get('search')?.trim() ?? '';
  const after = cursorIn(event.url);
  const { members } = await event.locals.graphql.query(PeopleDocument, { search: search || null, first: 20, after });
  return { members, search };
};
