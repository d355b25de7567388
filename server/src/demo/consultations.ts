import type { Locale } from '../platform/locales.ts';

type Answer = 'AGREE' | 'DISAGREE' | 'PASS';
export type DemoWords = Record<'question' | 'explanation' | 'description', string>;

/** The question that the demo neighbourhood answers; invented. */
export const demoConsultation: DemoWords & { translations: Partial<Record<Locale, DemoWords>> } = {
  question: 'Che cosa serve alla piazza di Casacelle?',
  explanation:
    'La piazza di Casacelle si rifà. C’è un po’ di denaro per cominciare.\nDi’ che cosa serve davvero, a te e a chi ci vive. Dopo, la consulta di quartiere decide da dove partire.',
  description:
    'La piazza ha un’aiuola, quattro panchine e una fermata dell’autobus. La sera è buia e d’estate non c’è ombra.\n\nCon le risposte si fa un elenco di quello che unisce e di quello che divide. La consulta lo legge, sceglie da che cosa cominciare e **spiega perché**.',
  translations: {
    en: {
      question: 'What does the square of Casacelle need?',
      explanation:
        'The square of Casacelle will be done up. There is some money to begin with.\nSay what is really needed, by you and by those who live here. Then the neighbourhood council decides where to start.',
      description:
        'The square has a flower bed, four benches and a bus stop. It is dark in the evening and has no shade in summer.\n\nThe answers become a list of what unites and what divides. The council reads it, chooses where to start and **explains why**.',
    },
    fr: {
      question: 'De quoi la place de Casacelle a-t-elle besoin ?',
      explanation:
        'La place de Casacelle va être refaite. Il y a un peu d’argent pour commencer.\nDis ce qui manque vraiment, à toi et à ceux qui y vivent. Ensuite, le conseil de quartier décide par où commencer.',
      description:
        'La place a un parterre, quatre bancs et un arrêt de bus. Le soir elle est sombre et l’été il n’y a pas d’ombre.\n\nAvec les réponses, on fait une liste de ce qui unit et de ce qui divise. Le conseil la lit, choisit par où commencer et **explique pourquoi**.',
    },
    uk: {
      question: 'Що потрібно площі Казачелле?',
      explanation:
        'Площу Казачелле оновлять. Для початку є трохи грошей.\nСкажи, що справді потрібно тобі й тим, хто тут живе. Потім рада району вирішить, з чого почати.',
      description:
        'На площі є клумба, чотири лавки й автобусна зупинка. Увечері темно, а влітку немає тіні.\n\nЗ відповідей буде список того, що об’єднує, і того, що роз’єднує. Рада його прочитає, вибере, з чого почати, і **пояснить чому**.',
    },
    ru: {
      question: 'Что нужно площади Казачелле?',
      explanation:
        'Площадь Казачелле обновят. Для начала есть немного денег.\nСкажи, что действительно нужно тебе и тем, кто здесь живёт. Потом совет района решит, с чего начать.',
      description:
        'На площади есть клумба, четыре скамейки и автобусная остановка. Вечером темно, а летом нет тени.\n\nИз ответов получится список того, что объединяет, и того, что разделяет. Совет его прочитает, выберет, с чего начать, и **объяснит почему**.',
    },
    ar: {
      question: 'ماذا تحتاج ساحة كازاتشيلي؟',
      explanation:
        'ستُجدَّد ساحة كازاتشيلي. يوجد بعض المال للبداية.\nقل ما تحتاجه الساحة حقًا، أنت ومن يعيش هنا. بعد ذلك يقرر مجلس الحي من أين يبدأ.',
      description:
        'في الساحة حوض زهور وأربعة مقاعد وموقف حافلة. في المساء مظلمة، وفي الصيف لا ظل فيها.\n\nمن الإجابات تُكتب قائمة بما يجمع وما يفرّق. يقرؤها المجلس ويختار من أين يبدأ و**يشرح لماذا**.',
    },
  },
};

export interface DemoStatement {
  text: string;
  translations: Partial<Record<Locale, string>>;
  /** What most of those say who would have a quieter square, and of those who would have a livelier one. */
  quiet: Answer;
  lively: Answer;
}

/** What people can agree or disagree with. */
export const demoStatements: DemoStatement[] = [
  {
    text: 'Prima di tutto servono alberi e ombra.',
    translations: {
      en: 'Trees and shade are needed first.',
      fr: 'Il faut d’abord des arbres et de l’ombre.',
      uk: 'Насамперед потрібні дерева й тінь.',
      ru: 'Прежде всего нужны деревья и тень.',
      ar: 'أول ما يلزم هو الأشجار والظل.',
    },
    quiet: 'AGREE',
    lively: 'AGREE',
  },
  {
    text: 'La sera serve più luce.',
    translations: {
      en: 'More light is needed in the evening.',
      fr: 'Il faut plus de lumière le soir.',
      uk: 'Увечері потрібно більше світла.',
      ru: 'Вечером нужно больше света.',
      ar: 'يلزم مزيد من الضوء في المساء.',
    },
    quiet: 'AGREE',
    lively: 'AGREE',
  },
  {
    text: 'La piazza deve essere senza auto.',
    translations: {
      en: 'The square must be without cars.',
      fr: 'La place doit être sans voitures.',
      uk: 'На площі не має бути автомобілів.',
      ru: 'На площади не должно быть машин.',
      ar: 'يجب أن تكون الساحة من دون سيارات.',
    },
    quiet: 'AGREE',
    lively: 'DISAGREE',
  },
  {
    text: 'Il sabato sera la musica può andare avanti fino a mezzanotte.',
    translations: {
      en: 'On Saturdays music may go on until midnight.',
      fr: 'Le samedi, la musique peut durer jusqu’à minuit.',
      uk: 'У суботу музика може звучати до півночі.',
      ru: 'По субботам музыка может звучать до полуночи.',
      ar: 'يمكن أن تستمر الموسيقى يوم السبت حتى منتصف الليل.',
    },
    quiet: 'DISAGREE',
    lively: 'AGREE',
  },
  {
    text: 'Serve un mercato una volta alla settimana.',
    translations: {
      en: 'A market once a week is needed.',
      fr: 'Il faut un marché une fois par semaine.',
      uk: 'Потрібен ринок раз на тиждень.',
      ru: 'Нужен рынок раз в неделю.',
      ar: 'تلزم سوق مرة في الأسبوع.',
    },
    quiet: 'DISAGREE',
    lively: 'AGREE',
  },
  {
    text: 'Il posto per far giocare i bambini piccoli deve essere chiuso da una siepe.',
    translations: {
      en: 'The place where small children play must have a hedge around it.',
      fr: 'L’endroit où jouent les petits enfants doit être entouré d’une haie.',
      uk: 'Місце для малих дітей має бути за живоплотом.',
      ru: 'Место для маленьких детей должно быть за живой изгородью.',
      ar: 'يجب أن يحيط سياج من النبات بمكان لعب الأطفال الصغار.',
    },
    quiet: 'AGREE',
    lively: 'PASS',
  },
  {
    text: 'Va bene un chiosco con i tavolini.',
    translations: {
      en: 'A kiosk with tables is fine.',
      fr: 'Un kiosque avec des tables, c’est bien.',
      uk: 'Кіоск зі столиками — це добре.',
      ru: 'Киоск со столиками — это хорошо.',
      ar: 'كشك مع طاولات فكرة جيدة.',
    },
    quiet: 'DISAGREE',
    lively: 'AGREE',
  },
  {
    text: 'Chi vende in piazza senza permesso deve poterlo ottenere.',
    translations: {
      en: 'Those who sell without a permit must be able to get one.',
      fr: 'Ceux qui vendent sans permis doivent pouvoir en obtenir un.',
      uk: 'Хто торгує без дозволу, повинен мати змогу його отримати.',
      ru: 'Кто торгует без разрешения, должен иметь возможность его получить.',
      ar: 'من يبيع من دون ترخيص يجب أن يستطيع الحصول عليه.',
    },
    quiet: 'PASS',
    lively: 'AGREE',
  },
];
