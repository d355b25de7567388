import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishConsultation } from '../testkit/consultations.ts';
import { follow, press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('two who translate the same page keep the words of both, see both where they clash, and approve by itself', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const { id } = await publishConsultation(town, giulia, organisationId);
  const mediator = await town.member({ in: { organisationId, role: 'MEDIATOR' } });
  const one = await site.windowOf(mediator, { javaScript: false });
  const other = await site.windowOf(giulia, { javaScript: false });
  for (const page of [one, other]) await page.goto(`/consultations/${id}/languages?into=fr`);
  const field = (page: typeof one, name: string) =>
    page.getByLabel(
      words('it', 'translations.of', { field: words('it', `consultations.field.${name}`), language: 'Français' }),
      { exact: true },
    );
  const saved = words('it', 'translations.saved');
  await one.getByText(words('it', 'translations.whoApproves')).waitFor();
  await field(one, 'question').fill('De quoi a besoin le jardin ?');
  await field(one, 'explanation').fill('Il est à tous.');
  await press(one, 'it', 'translations.save');
  await one.getByText(saved).waitFor();

  await field(other, 'question').fill('Que manque-t-il ?');
  await field(other, 'description').fill('Deux bancs cassés.');
  await press(other, 'it', 'translations.save');
  await other.getByText(words('it', 'errors.CHANGED_MEANWHILE')).waitFor();
  expect(await other.getByText(saved).count()).toBe(0);
  expect(await other.locator('.both dd').allInnerTexts()).toEqual([
    'De quoi a besoin le jardin ?',
    'Que manque-t-il ?',
  ]);
  expect(await field(other, 'question').inputValue()).toBe('Que manque-t-il ?');
  await press(other, 'it', 'translations.save');
  await other.getByText(saved).waitFor();
  expect(await field(other, 'explanation').inputValue()).toBe('Il est à tous.');
  expect(await field(other, 'description').inputValue()).toBe('Deux bancs cassés.');

  await other.getByLabel(words('it', 'translations.confirm.APPROVED')).check();
  await press(other, 'it', 'translations.save');
  await other.getByText(saved).waitFor();
  expect(await other.getByLabel(words('it', 'translations.confirm.APPROVED')).count()).toBe(0);
  await one.reload();
  await one.getByText(words('it', 'translations.approvedAlready')).first().waitFor();
  await field(one, 'question').evaluate((area) => area.removeAttribute('maxlength'));
  await field(one, 'question').fill('x'.repeat(2000));
  await press(one, 'it', 'translations.save');
  await one.locator('.error-text').waitFor();
  expect(await one.getByText(saved).count()).toBe(0);
  await one.goto(`/consultations/${id}/languages?into=fr`);
  await follow(one, 'it', 'translations.onlyLacking');
  await one.getByText(words('it', 'translations.missing', { count: 5 })).waitFor();
  expect(await field(one, 'question').count()).toBe(0);
  await one.locator('textarea').last().fill('Il faut plus de bancs à l’ombre.');
  await press(one, 'it', 'translations.save');
  await one.getByText(saved).waitFor();
  await one.getByText(words('it', 'translations.missing', { count: 4 })).waitFor();
  expect(await one.locator('textarea').count()).toBe(4);

  // It opens: what people answer stays, also for who approves; what is missing can still be written.
  town.now = new Date(town.now.getTime() + 2 * 3_600_000);
  await other.goto(`/consultations/${id}/languages?into=fr`);
  expect(await other.getByText(words('it', 'translations.stays')).count()).toBe(2);
  await other.getByText('Que manque-t-il ?').waitFor();
  expect(await field(other, 'question').count()).toBe(0);
  await other.getByLabel(words('it', 'translations.confirm.APPROVED')).first().check();
  await field(other, 'decisionBody').fill('Conseil de quartier');
  await press(other, 'it', 'translations.save');
  await other.getByText(saved).waitFor();
  expect(await other.getByText(words('it', 'translations.stays')).count()).toBe(3);
  for (const page of [one, other]) await page.context().close();
});
