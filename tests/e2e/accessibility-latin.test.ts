import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtAll, lookers, type Shown, showSite } from './looking.ts';

let shown: Shown;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.site.close());

test.each(lookers.latin)(
  'everybody can use every page in %s: on a phone, magnified twice, with a screen reader',
  async (locale) => {
    const { problems, shared } = await lookAtAll(shown, locale);
    expect(problems).toEqual([]);
    expect(shared, 'pages with the title of another').toEqual([]);
  },
);
