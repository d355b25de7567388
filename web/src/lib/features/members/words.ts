import type { Audience, LanguageLevel, OrganisationRole, TownRole } from '#schema';

export const audiences: Audience[] = ['EVERYONE', 'MEMBERS', 'NOBODY'];
export const languageLevels: LanguageLevel[] = ['MOTHER_TONGUE', 'WELL', 'A_LITTLE'];
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export const townRoles: TownRole[] = [
  'ACCESS_POINT_OPERATOR',
  'SOCIAL_WORKER',
  'COORDINATOR',
  'REPORTING_OFFICER',
  'ADMINISTRATOR',
];

export const organisationRoles: OrganisationRole[] = [
  'COORDINATOR',
  'STAFF',
  'MEDIATOR',
  'TUTOR',
  'TRAINER',
  'VOLUNTEER',
];

/** What an API token may be allowed, in the words of the API. */
export const scopes = [
  'help:read',
  'help:write',
  'messages:read',
  'messages:write',
  'profile:read',
  'profile:write',
  'organisations:read',
  'organisations:write',
  'zones:write',
  'events:read',
  'events:write',
  'consultations:read',
  'consultations:write',
];
