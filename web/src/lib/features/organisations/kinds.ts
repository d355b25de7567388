import type { OrganisationKind } from '#schema';

export const organisationKinds: OrganisationKind[] = ['ASSOCIATION', 'COOPERATIVE', 'SCHOOL', 'PUBLIC_SERVICE'];
