import { expect, test } from 'vitest';
import { addCatalogue, translator } from '#lib/i18n/translate.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import { ruleWords } from './rule-words.ts';

addCatalogue('en', en);
addCatalogue('ar', ar);
const words = (rule: string) => ruleWords(rule, { locale: 'en', t: translator('en') });

test.each([
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE;COUNT=8', ['Every 3 weeks', 'On: Monday and Wednesday']],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;UNTIL=20261221',
    ['Every month', 'On: Monday and Tuesday', 'Of these days only: the last'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=2TU,-1FR;WKST=SU',
    ['Every month', 'On: Tuesday (number 2 of the month) and Friday (the last of the month)'],
  ],
  [
    'FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=1,-2',
    ['Every year', 'Months: February and September', 'Days of the month: number 1 and number 2 from the end'],
  ],
  ['FREQ=YEARLY;BYDAY=20MO', ['Every year', 'BYDAY=20MO']],
  ['FREQ=DAILY;BYHOUR=9,14', ['Every day', 'BYHOUR=9,14']],
])('a rule in plain words: %s', (rule, said) => {
  expect(words(rule)).toEqual(said);
});

test('days and months have the names of the reader’s language', () => {
  expect(ruleWords('FREQ=WEEKLY;BYDAY=TU;BYMONTH=5', { locale: 'ar', t: translator('ar') }).join(' ')).toMatch(
    /الثلاثاء.*مايو/,
  );
});
