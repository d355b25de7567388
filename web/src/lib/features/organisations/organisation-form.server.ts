import type { OrganisationInput, OrganisationKind } from '#schema';
import { required } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { organisationKinds } from './kinds.ts';

/** Fields that come back filled when the form is refused. */
export const organisationFields = ['name', 'kind', 'description', 'website', 'zoneId'];

/** An organisation as the form says it. */
export function organisationIn(data: FormData): OrganisationInput {
  return {
    name: text(data, 'name'),
    kind: kindIn(data),
    description: text(data, 'description') || null,
    website: text(data, 'website') || null,
    zoneId: text(data, 'zoneId') || null,
  };
}

function kindIn(data: FormData): OrganisationKind {
  const wanted = text(data, 'kind');
  return organisationKinds.find((kind) => kind === wanted) ?? required('kind');
}
