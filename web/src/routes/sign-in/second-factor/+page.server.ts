import { MyProfileDocument } from '#schema';
import { askAccount } from '#lib/features/members/account.server.ts';
import { safeNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { viewer } = await locals.graphql.query(MyProfileDocument, {});
  return {
    next: safeNext(url.searchParams.get('next')),
    // Somebody with a role that waits, who has no app yet, first sets one up.
    toSetUp: viewer.profile ? !viewer.profile.hasSecondFactor : false,
  };
};

export const actions: Actions = {
  app: answer('/two-factor/verify-totp', 'app'),
  backup: answer('/two-factor/verify-backup-code', 'backup'),
};

function answer(path: string, form: string) {
  return formAction(
    async (event, data) => {
      await askAccount(event, path, { code: text(data, 'code').replaceAll(/\s/g, '') });
      return safeNext(text(data, 'next'));
    },
    { form, keep: ['next'], beside: 'code' },
  );
}
