import { PeopleDocument, SetTownRolesDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { townRoles } from '#lib/features/members/words.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { hereOf, text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanManageRoles');
  const search = event.url.searchParams.get('search')?.trim() ?? '';
  const after = cursorIn(event.url);
  const { members } = await event.locals.graphql.query(PeopleDocument, { search: search || null, first: 20, after });
  return { members, search, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals, url }, data) => {
      const chosen = texts(data, 'roles');
      const roles = townRoles.filter((role) => chosen.includes(role));
      const memberId = text(data, 'memberId');
      await locals.graphql.mutate(SetTownRolesDocument, { key: text(data, 'key'), memberId, roles });
      return hereOf(url);
    },
    { form: (data) => text(data, 'memberId'), keep: ['roles'] },
  ),
};
