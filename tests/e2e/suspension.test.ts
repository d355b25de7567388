import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide, queueOf, report } from '../testkit/moderation.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const end = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' });

/** Somebody whom a moderator keeps from writing for ten days. */
async function suspended(locale: Locale) {
  const { town } = site;
  const person = await town.member({ name: `Sospeso ${locale} ${Math.random()}`, locale });
  const moderator = await town.member({ townRole: 'COORDINATOR' });
  await report(await town.member(), 'MEMBER', person.id);
  const found = (await queueOf(moderator)).find(({ excerpt }) => excerpt === person.name);
  const last = new Date(town.now.getTime() + 10 * 86_400_000);
  await decide(moderator, found?.id ?? '', { outcome: 'SUSPEND', suspendUntil: end.format(last) });
  const day = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, { dateStyle: 'long', timeZone: 'Europe/Rome' }).format(
    last,
  );
  return { person, day };
}

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('a suspended member, $way', ({ javaScript }) => {
  test.each(['it', 'ar'] as const)(
    'reads on every page until when and why, and finds the appeal, in %s',
    async (locale) => {
      const { person, day } = await suspended(locale);
      const page = await site.windowOf(person, { locale, width: 360, javaScript });
      for (const path of ['/', '/help', '/help/ask', '/events', '/profile', '/profile/security/passkeys', '/notices']) {
        await page.goto(path);
        const banner = page.getByRole('alert');
        await banner.getByText(words(locale, 'ui.suspended', { day }), { exact: true }).waitFor();
        expect(await banner.innerText()).toContain(words(locale, 'rules.RESPECT'));
      }
      await page.getByRole('link', { name: words(locale, 'ui.suspendedAppeal'), exact: true }).click();
      await page.getByLabel(words(locale, 'appeal.words')).fill('Non sono d’accordo');
      await page.getByRole('button', { name: words(locale, 'appeal.send'), exact: true }).click();
      await page.getByText(words(locale, 'appeal.waiting')).waitFor();
      await page.goto('/help');
      await page.getByRole('link', { name: words(locale, 'ui.suspendedWhy'), exact: true }).waitFor();
      await page.context().close();
    },
  );
});

test('nobody else reads of it', async () => {
  const page = await site.windowOf(await site.town.member());
  await page.goto('/help');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.context().close();
});
