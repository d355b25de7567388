import type { HelpCategory } from '../features/help/index.ts';
import type { Locale } from '../platform/locales.ts';

export interface DemoOffer {
  by: string;
  categories: HelpCategory[];
  zone: string;
  days: string;
  part: 'ANY' | 'MORNING' | 'AFTERNOON' | 'EVENING';
  reach: 'ZONE' | 'NEIGHBOURHOOD' | 'TOWN';
  language: Locale;
  details: string;
  /** What the association has seen of the person. */
  checks: ('IDENTITY_SEEN' | 'VOUCHED' | 'CHILD_PROTECTION')[];
}

/** Weekly offers of the demo, oldest first. */
export const demoOffers: DemoOffer[] = [
  {
    by: 'Salvatore',
    categories: ['REPAIRS', 'MOVING'],
    zone: 'Casacelle',
    days: 'MO,WE,FR',
    part: 'AFTERNOON',
    reach: 'TOWN',
    language: 'it',
    details: 'Rubinetti, prese, mobili da montare. Gli attrezzi li ho io.',
    checks: ['IDENTITY_SEEN', 'VOUCHED'],
  },
  {
    by: 'Rosa Esposito',
    categories: ['SHOPPING', 'GOING_ALONG', 'HOMEWORK'],
    zone: 'Casacelle',
    days: 'TU,TH,SA',
    part: 'MORNING',
    reach: 'TOWN',
    language: 'it',
    details: 'Faccio la spesa anche per te, e con i bambini so essere paziente.',
    checks: ['IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION'],
  },
  {
    by: 'Fatou',
    categories: ['LANGUAGE_PRACTICE', 'COMPANY'],
    zone: 'Licola',
    days: 'SA,SU',
    part: 'ANY',
    reach: 'NEIGHBOURHOOD',
    language: 'fr',
    details: 'On parle français ou wolof autour d’un thé. Les débutants sont les bienvenus.',
    checks: [],
  },
];
