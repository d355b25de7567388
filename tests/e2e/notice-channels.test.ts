import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const t = (name: string, values?: Record<string, string>) => words('it', name, values);

test('somebody with a phone chooses SMS alone, and cannot choose nothing', async () => {
  const { town } = site;
  const rosa = await town.member({ name: 'Rosa' });
  await town.pool.query(
    `update auth_user set phone_number = '+393330000301', phone_number_verified = true where id = $1`,
    [rosa.id],
  );
  const page = await site.windowOf(rosa, { width: 360, javaScript: false });
  await page.goto('/profile');
  await page.getByRole('link', { name: t('channels.title') }).click();
  for (const kind of ['MAIL', 'SMS', 'CALL']) await page.getByLabel(t(`channels.${kind}`), { exact: true }).uncheck();
  await page.getByRole('button', { name: t('channels.save'), exact: true }).click();
  await page.getByText(t('errors.REQUIRED'), { exact: true }).waitFor();
  await page.getByLabel(t('channels.SMS'), { exact: true }).check();
  await page.getByRole('button', { name: t('channels.save'), exact: true }).click();
  await page.getByText(t('profile.saved')).waitFor();
  await page.goto('/profile/channels');
  const chosen = await Promise.all(
    ['MAIL', 'SMS', 'CALL'].map((kind) => page.getByLabel(t(`channels.${kind}`), { exact: true }).isChecked()),
  );
  expect(chosen).toEqual([false, true, false]);
  await page.context().close();
});
