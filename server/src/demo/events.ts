import type {
  AccessFact,
  EventAudience,
  EventCost,
  EventTopic,
  RegistrationMode,
  SupportKind,
} from '../features/events/index.ts';
import type { Locale } from '../platform/locales.ts';

export interface DemoEvent {
  title: string;
  description: string;
  translations?: Partial<Record<Locale, { title: string; description: string }>>;
  zone: string;
  venue: string;
  address: string;
  topics: EventTopic[];
  audiences?: EventAudience[];
  speaks: string[];
  access: AccessFact[];
  cost?: { kind: EventCost; words: string };
  contact?: string;
  registration: RegistrationMode;
  places?: number;
  /** The days from today on which it takes place. */
  inDays: number[];
  rule?: string;
  from: string;
  until: string;
  support?: { kind: SupportKind; language?: string; by?: string }[];
  /** Who comes, by name, with how many children. */
  people?: [string, number][];
  result?: { words: string; people: number };
}

/** Invented events of the demo's association. */
export const demoEvents: DemoEvent[] = [
  {
    title: 'Caffè delle lingue',
    description:
      'Si parla italiano, arabo, ucraino e francese davanti a un caffè. **Non serve sapere bene nessuna lingua**: si impara insieme.\n\n- mezz’ora in una lingua, mezz’ora in un’altra\n- biscotti e tè\n- i bambini giocano nella stanza accanto',
    translations: {
      ar: {
        title: 'مقهى اللغات',
        description:
          'نتحدث الإيطالية والعربية والأوكرانية والفرنسية أمام فنجان قهوة. **لا حاجة إلى إتقان أي لغة**: نتعلم معًا.\n\n- نصف ساعة بلغة ونصف ساعة بأخرى\n- بسكويت وشاي\n- الأطفال يلعبون في الغرفة المجاورة',
      },
      uk: {
        title: 'Мовна кав’ярня',
        description:
          'Розмовляємо італійською, арабською, українською та французькою за кавою. **Добре знати мову не потрібно**: вчимося разом.\n\n- пів години однією мовою, пів години іншою\n- печиво й чай\n- діти граються в сусідній кімнаті',
      },
      en: {
        title: 'Language café',
        description:
          'We speak Italian, Arabic, Ukrainian and French over a coffee. **You need not speak any of them well**: we learn together.\n\n- half an hour in one language, half an hour in another\n- biscuits and tea\n- children play in the room next door',
      },
    },
    zone: 'Casacelle',
    venue: 'Sede dei Vicini di Casacelle',
    address: 'Via Casacelle 12',
    topics: ['LANGUAGE', 'CULTURE'],
    speaks: ['it', 'ar', 'uk', 'fr'],
    access: ['STEP_FREE', 'ACCESSIBLE_TOILET'],
    contact: 'vicini.casacelle@demo.example',
    registration: 'DATE',
    places: 20,
    inDays: [3, 10, 17, 24],
    rule: 'FREQ=WEEKLY;COUNT=4',
    from: '17:30',
    until: '19:00',
    support: [
      { kind: 'INTERPRETER', language: 'ar', by: 'Amina' },
      { kind: 'INTERPRETER', language: 'uk' },
      { kind: 'CHILD_CARE' },
    ],
    people: [
      ['Rosa Esposito', 0],
      ['Amina', 2],
      ['Oksana', 1],
    ],
  },
  {
    title: 'Sportello: come si iscrive un bambino a scuola',
    description:
      'Portiamo i moduli e li compiliamo insieme. Porta un documento e, se ce l’hai, il codice fiscale del bambino.\n\nSi può venire senza appuntamento: chi è iscritto passa prima.',
    translations: {
      ar: {
        title: 'مكتب المساعدة: كيف نسجّل طفلًا في المدرسة',
        description:
          'نحضر الاستمارات ونملؤها معًا. أحضر وثيقة هوية، والرمز الضريبي للطفل إن وُجد.\n\nيمكن الحضور دون موعد: من سجّل يدخل أولًا.',
      },
    },
    zone: 'Centro storico',
    venue: 'Biblioteca comunale',
    address: 'Piazza Municipio 1',
    topics: ['SCHOOL', 'RIGHTS', 'FAMILY'],
    audiences: ['FAMILIES', 'NEWCOMERS'],
    speaks: ['it', 'en'],
    access: ['STEP_FREE', 'QUIET_ROOM'],
    registration: 'DATE',
    places: 12,
    inDays: [6],
    from: '09:30',
    until: '12:30',
    support: [
      { kind: 'INTERPRETER', language: 'ar' },
      { kind: 'TRANSPORT', by: 'Salvatore' },
    ],
    people: [['Blessing', 1]],
  },
  {
    title: 'Assemblea: che cosa serve al nostro quartiere?',
    description:
      'Si racconta che cosa manca e che cosa si può fare subito. Parlano prima quelli che di solito non parlano.\n\nL’assessora risponde alla fine.',
    zone: 'Varcaturo',
    venue: 'Palestra della scuola media',
    address: 'Via Ripuaria 200',
    topics: ['ASSEMBLY'],
    speaks: ['it'],
    access: ['STEP_FREE', 'HEARING_LOOP'],
    registration: 'NONE',
    inDays: [12],
    from: '18:30',
    until: '20:30',
    support: [{ kind: 'INTERPRETER', language: 'uk', by: 'Oksana' }, { kind: 'SET_UP' }],
  },
  {
    title: 'Festa d’inverno dei vicini',
    description:
      'Musica, panche e piatti di ogni paese. Ognuno porta qualcosa da mangiare e lo racconta.\n\nIl ricavato va al doposcuola.',
    zone: 'Licola',
    venue: 'Giardino di via Staffetta',
    address: 'Via Staffetta 40',
    topics: ['FESTIVAL', 'FOOD'],
    audiences: ['FAMILIES'],
    speaks: ['it', 'fr', 'en'],
    access: ['STEP_FREE'],
    cost: { kind: 'DONATION', words: 'Quello che vuoi' },
    registration: 'DATE',
    places: 80,
    inDays: [20],
    from: '16:00',
    until: '20:00',
    support: [{ kind: 'SET_UP', by: 'Salvatore' }, { kind: 'TRANSPORT' }],
    people: [['Fatou', 3]],
  },
  {
    title: 'Passeggiata della salute sul lungomare',
    description: 'Un’ora a passo lento, con una dottoressa che risponde alle domande.',
    zone: 'Varcaturo',
    venue: 'Lido comunale',
    address: 'Via Orsa Maggiore',
    topics: ['HEALTH', 'SPORT'],
    audiences: ['WOMEN'],
    speaks: ['it'],
    access: ['STEP_FREE'],
    registration: 'DATE',
    places: 25,
    inDays: [-9],
    from: '10:00',
    until: '11:30',
    people: [
      ['Rosa Esposito', 0],
      ['Oksana', 0],
    ],
    result: {
      words: 'Eravamo in quindici, con il sole. La dottoressa ha risposto a tutte. Ci rivediamo in primavera!',
      people: 15,
    },
  },
];
