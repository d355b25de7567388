import type { HelpCategory } from '../features/help/index.ts';
import type { Locale } from '../platform/locales.ts';

export interface DemoRequest {
  by: string;
  category: HelpCategory;
  zone: string;
  inDays: number;
  part: 'ANY' | 'MORNING' | 'AFTERNOON' | 'EVENING';
  details: string | null;
  language: Locale;
  places?: number;
}

/** Open requests of the demo, oldest first. */
export const demoRequests: DemoRequest[] = [
  {
    by: 'Blessing',
    category: 'LANGUAGE_PRACTICE',
    zone: 'Lago Patria',
    inDays: 9,
    part: 'EVENING',
    language: 'en',
    details: 'I would like to practise Italian once a week, maybe over a coffee.',
  },
  {
    by: 'Fatou',
    category: 'PAPERS',
    zone: 'Licola',
    inDays: 4,
    part: 'MORNING',
    language: 'fr',
    details: 'J’ai une lettre de l’école de mon fils. Qui peut la lire avec moi ?',
  },
  {
    by: 'Salvatore',
    category: 'COMPANY',
    zone: 'Casacelle',
    inDays: 2,
    part: 'AFTERNOON',
    language: 'it',
    details: 'Mio padre ha 84 anni e ama le carte. Qualcuno gioca una partita con lui?',
  },
  {
    by: 'Oksana',
    category: 'HOMEWORK',
    zone: 'Varcaturo',
    inDays: 3,
    part: 'AFTERNOON',
    language: 'uk',
    details: 'Донька вчить математику, третій клас середньої школи. Потрібна допомога італійською.',
  },
  {
    by: 'Rosa Esposito',
    category: 'MOVING',
    zone: 'Casacelle',
    inDays: 6,
    part: 'MORNING',
    language: 'it',
    details: 'Devo spostare un armadio al secondo piano. In tre si fa presto.',
    places: 2,
  },
  {
    by: 'Oksana',
    category: 'SHOPPING',
    zone: 'Varcaturo',
    inDays: 1,
    part: 'MORNING',
    language: 'uk',
    details: 'Мамі важко ходити. Треба купити продукти на тиждень.',
  },
  {
    by: 'Amina',
    category: 'GOING_ALONG',
    zone: 'Casacelle',
    inDays: 5,
    part: 'MORNING',
    language: 'ar',
    details: 'أحتاج إلى شخص يذهب معي إلى مكتب الهجرة.',
  },
];
