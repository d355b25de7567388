import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, offer } from '../testkit/help.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('two offers accepted from two windows at once: one helper comes, the other window says in Arabic that the places are taken', async () => {
  const { town } = site;
  const amina = await town.member({ locale: 'ar' });
  const helpers = [await town.member({ name: 'Rosa' }), await town.member({ name: 'Ciro' })] as const;
  const requestId = await ask(town, amina);
  for (const helper of helpers) await offer(helper, requestId);

  const windows = await Promise.all(
    helpers.map(async (helper) => {
      // Without JavaScript, so that the news of one window does not load the other again.
      const page = await site.windowOf(amina, { locale: 'ar', width: 360, javaScript: false });
      await page.goto(`/help/${requestId}`);
      const title = words('ar', 'help.offersFrom', { name: helper.name });
      const card = page
        .getByRole('article')
        .filter({ has: page.getByRole('heading', { name: title }) })
        .last();
      const accept = card.getByRole('button', { name: words('ar', 'help.accept') });
      await accept.waitFor();
      return { page, helper, accept };
    }),
  );
  const answers = windows.map(({ page }) => page.waitForResponse((answer) => answer.request().method() === 'POST'));
  await Promise.all(windows.map(({ accept }) => accept.tap()));
  const statuses = (await Promise.all(answers)).map((answer) => answer.status());
  expect(statuses.toSorted()).toEqual([303, 400]);

  const winner = windows[statuses.indexOf(303)];
  const loser = windows[statuses.indexOf(400)];
  if (!winner || !loser) throw new Error('one of each');
  await winner.page.getByRole('heading', { name: words('ar', 'help.helps', { name: winner.helper.name }) }).waitFor();
  await loser.page.getByText(words('ar', 'errors.PLACES_TAKEN')).waitFor();
  await loser.page.goto(`/help/${requestId}`);
  await loser.page.getByRole('heading', { name: words('ar', 'help.helps', { name: winner.helper.name }) }).waitFor();
  const helping = loser.page.getByRole('heading', { name: words('ar', 'help.helps', { name: loser.helper.name }) });
  expect(await helping.count()).toBe(0);
});
