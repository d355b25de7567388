import type { Said } from './translate.ts';

/** A vote that is over in the demo neighbourhood, what was decided after it and what was promised; invented. */
export const demoVote = {
  question: [
    'Che cosa facciamo per primo nel giardino di Casacelle?',
    'What do we do first in the garden of Casacelle?',
    'Que faisons-nous d’abord dans le jardin de Casacelle ?',
    'Що зробимо спершу в саду Казачелле?',
    'Что сделаем сначала в саду Казачелле?',
    'ما أول شيء نفعله في حديقة كازاتشيلي؟',
  ],
  explanation: [
    'Il giardino riapre e il denaro basta per due lavori.\nMetti in ordine le scelte: la prima è quella che vuoi di più.',
    'The garden opens again, and the money is enough for two works.\nPut the options in order: the first is what you want most.',
    'Le jardin rouvre et l’argent suffit pour deux travaux.\nMets les choix en ordre : le premier est celui que tu veux le plus.',
    'Сад знову відкривається, грошей вистачає на дві роботи.\nРозстав варіанти за порядком: перший — той, якого хочеш найбільше.',
    'Сад снова открывается, денег хватает на две работы.\nРасставь варианты по порядку: первый — то, чего хочешь больше всего.',
    'تُفتح الحديقة من جديد ويكفي المال لعملين.\nرتّب الخيارات: الأول هو أكثر ما تريده.',
  ],
  description: [
    'Il giardino di via Staffetta è rimasto chiuso due anni. Ora ci sono un cancello nuovo e l’acqua.\n\nVince la scelta che più persone mettono prima di ognuna delle altre.',
    'The garden in via Staffetta was closed for two years. Now it has a new gate and water.\n\nThe option wins that most people put before each of the others.',
    'Le jardin de la via Staffetta est resté fermé deux ans. Il a maintenant une grille neuve et de l’eau.\n\nLe choix que le plus de personnes placent avant chacun des autres gagne.',
    'Сад на віа Стаффетта був зачинений два роки. Тепер там нові ворота й вода.\n\nПеремагає варіант, який більше людей ставить перед кожним іншим.',
    'Сад на виа Стаффетта был закрыт два года. Теперь там новые ворота и вода.\n\nПобеждает вариант, который больше людей ставит перед каждым другим.',
    'بقيت حديقة شارع ستافيتا مغلقة سنتين. فيها الآن بوابة جديدة وماء.\n\nيفوز الخيار الذي يضعه أكثر الناس قبل كل خيار آخر.',
  ],
  options: [
    [
      'Un’altalena e uno scivolo',
      'A swing and a slide',
      'Une balançoire et un toboggan',
      'Гойдалка й гірка',
      'Качели и горка',
      'أرجوحة وزحليقة',
    ],
    [
      'Otto alberi lungo il muro',
      'Eight trees along the wall',
      'Huit arbres le long du mur',
      'Вісім дерев уздовж стіни',
      'Восемь деревьев вдоль стены',
      'ثماني أشجار بمحاذاة الجدار',
    ],
    [
      'Un tavolo lungo per mangiare insieme',
      'A long table to eat together',
      'Une longue table pour manger ensemble',
      'Довгий стіл, щоб їсти разом',
      'Длинный стол, чтобы есть вместе',
      'طاولة طويلة للأكل معًا',
    ],
    [
      'Luci la sera',
      'Lights in the evening',
      'Des lumières le soir',
      'Світло ввечері',
      'Свет вечером',
      'أضواء في المساء',
    ],
  ],
  /** How people put them in order, one after the other. */
  ballots: [
    [1, 2, 3, null],
    [1, 3, null, 2],
    [2, 1, null, 3],
    [null, 1, 2, 3],
    [1, 2, null, null],
  ],
  decision: {
    words: [
      'Montiamo un’altalena e uno scivolo, e piantiamo otto alberi lungo il muro.',
      'We put up a swing and a slide, and plant eight trees along the wall.',
      'Nous installons une balançoire et un toboggan, et plantons huit arbres le long du mur.',
      'Ставимо гойдалку й гірку та садимо вісім дерев уздовж стіни.',
      'Ставим качели и горку и сажаем восемь деревьев вдоль стены.',
      'نركّب أرجوحة وزحليقة، ونزرع ثماني أشجار بمحاذاة الجدار.',
    ],
    reasons: [
      'Sono le due scelte che più persone hanno messo prima delle altre, e il denaro basta per tutte e due.',
      'These are the two options that most people put before the others, and the money is enough for both.',
      'Ce sont les deux choix que le plus de personnes ont placés avant les autres, et l’argent suffit pour les deux.',
      'Це два варіанти, які більше людей поставило перед іншими, і грошей вистачає на обидва.',
      'Это два варианта, которые больше людей поставило перед другими, и денег хватает на оба.',
      'هما الخياران اللذان وضعهما أكثر الناس قبل غيرهما، والمال يكفي لكليهما.',
    ],
  },
  commitments: [
    {
      words: [
        'L’altalena e lo scivolo sono montati e collaudati',
        'The swing and the slide are up and tested',
        'La balançoire et le toboggan sont montés et contrôlés',
        'Гойдалку й гірку встановлено й перевірено',
        'Качели и горка установлены и проверены',
        'الأرجوحة والزحليقة مركّبتان ومفحوصتان',
      ],
      dueIn: -10,
      steps: [
        {
          day: -20,
          state: 'UNDER_WAY',
          words: [
            'I giochi sono arrivati.',
            'The swing and the slide have arrived.',
            'Les jeux sont arrivés.',
            'Гойдалка й гірка прибули.',
            'Качели и горка прибыли.',
            'وصلت الألعاب.',
          ],
        },
        {
          day: -12,
          state: 'DONE',
          words: [
            'I bambini ci giocano da ieri.',
            'Children have been playing there since yesterday.',
            'Les enfants y jouent depuis hier.',
            'Діти граються там від учора.',
            'Дети играют там со вчерашнего дня.',
            'يلعب الأطفال هناك منذ أمس.',
          ],
        },
      ],
    },
    {
      words: [
        'Otto alberi sono piantati lungo il muro',
        'Eight trees are planted along the wall',
        'Huit arbres sont plantés le long du mur',
        'Уздовж стіни посаджено вісім дерев',
        'Вдоль стены посажены восемь деревьев',
        'ثماني أشجار مزروعة بمحاذاة الجدار',
      ],
      dueIn: -4,
      steps: [
        {
          day: -15,
          state: 'UNDER_WAY',
          words: [
            'Gli alberi sono ordinati, il vivaio è in ritardo.',
            'The trees are ordered, the nursery is late.',
            'Les arbres sont commandés, la pépinière est en retard.',
            'Дерева замовлено, розсадник запізнюється.',
            'Деревья заказаны, питомник задерживается.',
            'طُلبت الأشجار، والمشتل متأخر.',
          ],
        },
      ],
    },
  ],
} satisfies {
  question: Said;
  explanation: Said;
  description: Said;
  options: Said[];
  ballots: (number | null)[][];
  decision: { words: Said; reasons: Said };
  commitments: {
    words: Said;
    dueIn: number;
    steps: { day: number; state: 'UNDER_WAY' | 'DONE'; words: Said }[];
  }[];
};

/** A survey that is open; invented. */
export const demoSurvey = {
  question: [
    'Quando e come vuoi usare il giardino di Casacelle?',
    'When and how do you want to use the garden of Casacelle?',
    'Quand et comment veux-tu utiliser le jardin de Casacelle ?',
    'Коли і як хочеш користуватися садом Казачелле?',
    'Когда и как хочешь пользоваться садом Казачелле?',
    'متى وكيف تريد أن تستعمل حديقة كازاتشيلي؟',
  ],
  explanation: [
    'Scegliamo gli orari del giardino con chi lo usa.\nSono tre domande: bastano due minuti.',
    'We choose the hours of the garden with those who use it.\nThere are three questions: two minutes are enough.',
    'Nous choisissons les horaires du jardin avec ceux qui l’utilisent.\nIl y a trois questions : deux minutes suffisent.',
    'Години роботи саду вибираємо разом з тими, хто ним користується.\nТри запитання: вистачить двох хвилин.',
    'Часы работы сада выбираем вместе с теми, кто им пользуется.\nТри вопроса: хватит двух минут.',
    'نختار أوقات الحديقة مع من يستعملها.\nثلاثة أسئلة: تكفي دقيقتان.',
  ],
  description: [
    'Il cancello si apre e si chiude a mano: ci vuole qualcuno che lo faccia. Con le risposte la consulta stabilisce gli orari.',
    'The gate is opened and closed by hand: somebody has to do it. With the answers the council sets the hours.',
    'La grille s’ouvre et se ferme à la main : il faut quelqu’un pour le faire. Avec les réponses, le conseil fixe les horaires.',
    'Ворота відчиняють і зачиняють вручну: хтось має це робити. За відповідями рада встановить години.',
    'Ворота открывают и закрывают вручную: кто-то должен это делать. По ответам совет установит часы.',
    'تُفتح البوابة وتُغلق باليد: يجب أن يقوم بذلك أحد. بحسب الإجابات يحدّد المجلس الأوقات.',
  ],
  questions: [
    {
      kind: 'SINGLE',
      required: true,
      text: [
        'Quando ci vieni di più?',
        'When do you come most?',
        'Quand viens-tu le plus ?',
        'Коли приходиш найчастіше?',
        'Когда приходишь чаще всего?',
        'متى تأتي أكثر؟',
      ],
      choices: [
        ['La mattina', 'In the morning', 'Le matin', 'Уранці', 'Утром', 'في الصباح'],
        ['Il pomeriggio', 'In the afternoon', 'L’après-midi', 'Після обіду', 'Днём', 'بعد الظهر'],
        ['La sera', 'In the evening', 'Le soir', 'Увечері', 'Вечером', 'في المساء'],
      ],
    },
    {
      kind: 'MULTIPLE',
      required: false,
      text: [
        'Che cosa ci fai?',
        'What do you do there?',
        'Qu’y fais-tu ?',
        'Що там робиш?',
        'Что там делаешь?',
        'ماذا تفعل هناك؟',
      ],
      choices: [
        [
          'Gioco con i bambini',
          'I play with children',
          'Je joue avec des enfants',
          'Граюся з дітьми',
          'Играю с детьми',
          'ألعب مع الأطفال',
        ],
        ['Cammino', 'I walk', 'Je marche', 'Гуляю', 'Гуляю', 'أمشي'],
        [
          'Incontro altre persone',
          'I meet people',
          'Je rencontre des gens',
          'Зустрічаю людей',
          'Встречаю людей',
          'ألتقي بالناس',
        ],
      ],
    },
    {
      kind: 'TEXT',
      required: false,
      text: [
        'Che cosa manca?',
        'What is missing?',
        'Que manque-t-il ?',
        'Чого бракує?',
        'Чего не хватает?',
        'ماذا ينقص؟',
      ],
      choices: [],
    },
  ],
} satisfies {
  question: Said;
  explanation: Said;
  description: Said;
  questions: { kind: 'SINGLE' | 'MULTIPLE' | 'TEXT'; required: boolean; text: Said; choices: Said[] }[];
};
