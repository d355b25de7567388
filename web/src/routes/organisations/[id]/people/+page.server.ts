import { SetMembershipDocument } from '#schema';
import { organisationRoles } from '#lib/features/members/words.ts';
import { editableOrganisation } from '#lib/features/organisations/editable.server.ts';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  organisation: await editableOrganisation(event),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  default: formAction(
    async ({ locals, params, url }, data) => {
      const chosen = texts(data, 'roles');
      const memberId = idIn(text(data, 'memberId')) ?? required('memberId');
      await locals.graphql.mutate(SetMembershipDocument, {
        key: text(data, 'key'),
        organisationId: params.id ?? '',
        memberId,
        roles: organisationRoles.filter((role) => chosen.includes(role)),
      });
      return url.pathname;
    },
    { form: (data) => text(data, 'form'), keep: ['memberId', 'roles'] },
  ),
};

/** The identifier at the end of the address of a person's page, or typed as it is. */
function idIn(words: string): string | undefined {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(words)?.[0];
}
