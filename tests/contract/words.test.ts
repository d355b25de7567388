import { describe, expect, test } from 'vitest';
import { helpCategories } from '../../server/src/features/help/help.words.ts';
import { communityRules, outcomes, reportKinds } from '../../server/src/features/moderation/moderation.words.ts';
import notices from '../../server/src/features/notifications/messages/it.json' with { type: 'json' };
import arabic from '../../web/src/lib/features/consultations/messages/ar.json' with { type: 'json' };
import arabicReports from '../../web/src/lib/features/moderation/messages/ar.json' with { type: 'json' };
import * as web from '../../web/src/lib/features/moderation/words.ts';
import arabicErrors from '../../web/src/lib/i18n/messages/ar.json' with { type: 'json' };
import italianErrors from '../../web/src/lib/i18n/messages/it.json' with { type: 'json' };

describe('words that two places must know', () => {
  test('notices have a word for every kind of help and every rule', () => {
    expect(Object.keys(notices.categories).toSorted()).toEqual(helpCategories.toSorted());
    expect(Object.keys(notices.rules).toSorted()).toEqual(communityRules.toSorted());
  });

  test('the pages offer every rule, kind and outcome there is', () => {
    expect(web.communityRules).toEqual(communityRules);
    expect(web.reportKinds).toEqual(reportKinds);
    expect(web.outcomes.toSorted()).toEqual(outcomes.toSorted());
  });

  test('an assembly is not called an association in Arabic', () => {
    const about = Object.entries({ ...arabic, ...arabicReports }).filter(([id]) => /assembly|\.AGENDA$/i.test(id));
    expect(about.length).toBeGreaterThan(40);
    expect(about.filter(([, words]) => words.includes('جمعية'))).toEqual([]);
  });

  test('what was said already is no statement only: questions, proposals and choices are refused likewise', () => {
    for (const [statement, messages] of [
      ['عبارة', arabicErrors],
      ['frase', italianErrors],
    ] as const)
      expect(messages['errors.SAID_ALREADY']).not.toContain(statement);
  });
});
