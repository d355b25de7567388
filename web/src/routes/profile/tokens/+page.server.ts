import { ApiTokensDocument, CreateApiTokenDocument, RevokeApiTokenDocument } from '#schema';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { apiTokens } = await locals.graphql.query(ApiTokensDocument, {});
  return { tokens: apiTokens, key: crypto.randomUUID() };
};

export const actions: Actions = {
  create: formAction(
    async ({ locals }, data) => {
      const days = Number.parseInt(text(data, 'expiresInDays'), 10);
      const { createApiToken } = await locals.graphql.mutate(CreateApiTokenDocument, {
        key: text(data, 'key'),
        name: text(data, 'name'),
        scopes: texts(data, 'scopes'),
        expiresInDays: Number.isNaN(days) ? null : days,
      });
      return { shown: { secret: createApiToken.secret, name: createApiToken.token.name } };
    },
    { form: 'create', keep: ['name', 'scopes', 'expiresInDays'] },
  ),
  revoke: formAction(
    async ({ locals, url }, data) => {
      await locals.graphql.mutate(RevokeApiTokenDocument, { key: text(data, 'key'), id: text(data, 'id') });
      return url.pathname;
    },
    { form: 'revoke' },
  ),
};
