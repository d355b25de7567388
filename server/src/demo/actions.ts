import type { Locale } from '../platform/locales.ts';

export interface DemoShift {
  /** Days from today; the past for what is done. */
  inDays: number;
  from: string;
  until: string;
  places: number;
  people: string[];
}

export interface DemoAction {
  state: 'PROPOSED' | 'OPEN' | 'DONE';
  by: string;
  zone: string;
  language: Locale;
  title: string;
  goal: string;
  words: string;
  target?: { amount: number; unit: string };
  meetingPoint?: string;
  tasks: { title: string; words?: string; shifts: DemoShift[] }[];
  materials: { what: string; needed: number; pledged?: [name: string, quantity: number] }[];
  result?: { words: string; reached: number };
}

/** Solidarity actions of the demo: one open, one done, one proposed. */
export const demoActions: DemoAction[] = [
  {
    state: 'DONE',
    by: 'Salvatore',
    zone: 'Casacelle',
    language: 'it',
    title: 'Colletta alimentare d’autunno',
    goal: 'Riempire la dispensa delle famiglie per l’inverno',
    words:
      'Davanti ai negozi raccogliamo pasta, legumi e olio.\n\nPoi dividiamo le scatole e le portiamo al banco della parrocchia.',
    target: { amount: 80, unit: 'scatole' },
    tasks: [
      {
        title: 'Raccogliere davanti ai negozi',
        shifts: [
          { inDays: -16, from: '09:00', until: '13:00', places: 4, people: ['Salvatore', 'Rosa Esposito', 'Fatou'] },
          { inDays: -16, from: '15:00', until: '18:30', places: 4, people: ['Oksana', 'Blessing'] },
        ],
      },
    ],
    materials: [],
    result: {
      words:
        'Novantadue scatole in un sabato. Grazie a chi è stato in piedi al freddo e a chi ha dato anche un solo pacco di pasta.',
      reached: 92,
    },
  },
  {
    state: 'OPEN',
    by: 'Amina',
    zone: 'Casacelle',
    language: 'it',
    title: 'Il giardino di via Staffetta torna vivo',
    goal: 'Un giardino pulito, con le panchine a posto, prima di Natale',
    words:
      'Il giardino è pieno di foglie e di rifiuti, e due panchine sono rotte. In due mattine lo rimettiamo a posto.\n\nVengono famiglie, nonni e ragazzi. Si lavora piano, poi si beve un tè alla menta insieme.',
    target: { amount: 30, unit: 'sacchi di foglie' },
    meetingPoint: 'Cancello su via Staffetta, accanto alla fermata dell’autobus',
    tasks: [
      {
        title: 'Raccogliere foglie e rifiuti',
        words: 'Va bene per tutti, anche con i bambini. Guanti e sacchi li trovi sul posto.',
        shifts: [
          { inDays: 5, from: '09:00', until: '12:00', places: 12, people: ['Salvatore', 'Fatou', 'Oksana'] },
          { inDays: 12, from: '09:00', until: '12:00', places: 12, people: ['Salvatore'] },
        ],
      },
      {
        title: 'Aggiustare le panchine',
        words: 'Serve qualcuno che sappia usare trapano e levigatrice.',
        shifts: [{ inDays: 12, from: '09:30', until: '12:30', places: 3, people: ['Blessing'] }],
      },
    ],
    materials: [
      { what: 'Guanti da lavoro (paia)', needed: 20, pledged: ['Salvatore', 6] },
      { what: 'Rastrelli', needed: 8, pledged: ['Oksana', 2] },
      { what: 'Thermos di tè', needed: 4 },
    ],
  },
  {
    state: 'PROPOSED',
    by: 'Oksana',
    zone: 'Varcaturo',
    language: 'uk',
    title: 'Вечір мов: варимо борщ і розмовляємо',
    goal: 'Познайомити родини, які живуть поруч і ще не розмовляли',
    words: 'Кожен приносить страву і кілька слів своєю мовою. Діти малюють меню, дорослі вчать одне одного вітатися.',
    tasks: [],
    materials: [],
  },
];
