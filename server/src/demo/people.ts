import type { OrganisationRole, TownRole } from '../platform/authorization/actor.ts';
import type { Locale } from '../platform/locales.ts';

export interface DemoPerson {
  name: string;
  locale: Locale;
  zone: string;
  speaks: string[];
  skills?: string[];
  /** How the role is called in the list of sign-ins; people without one have no account. */
  signIn?: { role: string; email: string };
  townRole?: TownRole;
  organisationRole?: OrganisationRole;
}

/** One person per role and per language; invented. */
export const demoPeople: DemoPerson[] = [
  {
    name: 'Rosa Esposito',
    locale: 'it',
    zone: 'Casacelle',
    speaks: ['it', 'nap'],
    skills: ['Cucinare', 'Compiti delle elementari'],
    signIn: { role: 'resident', email: 'rosa@demo.example' },
  },
  {
    name: 'Amina',
    locale: 'ar',
    zone: 'Casacelle',
    speaks: ['ary', 'ar', 'fr'],
    skills: ['الخياطة'],
    signIn: { role: 'participant', email: 'amina@demo.example' },
  },
  {
    name: 'Giulia Marino',
    locale: 'it',
    zone: 'Centro storico',
    speaks: ['it', 'en'],
    signIn: { role: 'association', email: 'giulia@demo.example' },
    organisationRole: 'COORDINATOR',
  },
  {
    name: 'Marco Russo',
    locale: 'it',
    zone: 'Centro storico',
    speaks: ['it', 'fr'],
    signIn: { role: 'access point', email: 'marco@demo.example' },
    townRole: 'ACCESS_POINT_OPERATOR',
  },
  {
    name: 'Teresa Coppola',
    locale: 'it',
    zone: 'Varcaturo',
    speaks: ['it'],
    signIn: { role: 'coordinator', email: 'teresa@demo.example' },
    townRole: 'COORDINATOR',
  },
  {
    name: 'Elena De Luca',
    locale: 'it',
    zone: 'Licola',
    speaks: ['it', 'es'],
    signIn: { role: 'administrator', email: 'elena@demo.example' },
    townRole: 'ADMINISTRATOR',
  },
  { name: 'Oksana', locale: 'uk', zone: 'Varcaturo', speaks: ['uk', 'ru', 'it'] },
  { name: 'Blessing', locale: 'en', zone: 'Lago Patria', speaks: ['en', 'pcm'] },
  { name: 'Fatou', locale: 'fr', zone: 'Licola', speaks: ['fr', 'wo'] },
  { name: 'Salvatore', locale: 'it', zone: 'Casacelle', speaks: ['it', 'nap'], skills: ['Piccole riparazioni'] },
];
