import type { ShownSurveyQuestionFragment, SurveyQuestionKind } from '#schema';
import { intlTag, type Locale } from '#lib/i18n/locales.ts';
import { isolated, type Translate } from '#lib/i18n/translate.ts';

type Question = ShownSurveyQuestionFragment;
interface Reader {
  locale: Locale;
  t: Translate;
}

export const surveyKinds: SurveyQuestionKind[] = ['SINGLE', 'MULTIPLE', 'SCALE', 'MATRIX', 'TEXT'];

/** Answers that a question takes, with their words and the language of these. */
export function answersOf(question: Question): { value: number; label: string; lang?: string }[] {
  if (question.kind !== 'SCALE')
    return question.choices.map(({ words, language }, value) => ({ value, label: words, lang: language }));
  const from = question.fromValue ?? 0;
  const to = question.toValue ?? from;
  return Array.from({ length: to - from + 1 }, (_, step) => ({ value: from + step, label: String(from + step) }));
}

/** The words of some answers, "A or B". */
export function answerWords(question: Question, values: readonly number[], { locale }: Pick<Reader, 'locale'>): string {
  const list = new Intl.ListFormat(intlTag(locale), { type: 'disjunction' });
  return list.format(
    answersOf(question)
      .filter(({ value }) => values.includes(value))
      .map(({ label }) => label),
  );
}

/** When a question is asked, in words; null: always. */
export function conditionWords(
  question: Question,
  questions: readonly Question[],
  { locale, t }: Reader,
): string | null {
  const at = questions.findIndex(({ id }) => id === question.condition?.questionId);
  const decides = questions[at];
  if (!question.condition || !decides) return null;
  return t('consultations.surveyWhen', {
    number: at + 1,
    answers: answerWords(decides, question.condition.values, { locale }),
  });
}

/** All words of a question. */
export const wordsOf = ({ text, choices, rows, low, high }: Question) =>
  [text, ...choices, ...rows, low, high].filter((words) => words !== null);

/** What the ends of a scale mean, in one line, each in its own direction; null where nothing is said. */
export function endsWords({ low, high, fromValue, toValue }: Question): string | null {
  const ends = [
    [fromValue, low?.words],
    [toValue, high?.words],
  ];
  const said = ends.filter(([, words]) => words).map(([value, words]) => isolated(`${value} = ${words}`));
  return said.length > 0 ? said.join(' · ') : null;
}
