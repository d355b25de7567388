import { describe, expect, test } from 'vitest';
import { helpCategories } from '../../server/src/features/help/help.words.ts';
import { communityRules, outcomes, reportKinds } from '../../server/src/features/moderation/moderation.words.ts';
import notices from '../../server/src/features/notifications/messages/it.json' with { type: 'json' };
import * as web from '../../web/src/lib/features/moderation/words.ts';

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
});
