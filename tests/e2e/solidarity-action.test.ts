import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayIn, openWithShift, signUp } from '../testkit/actions.ts';
import { photo } from '../testkit/files.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const press = (page: Page, locale: 'it' | 'ar', id: string, values?: Record<string, string>) =>
  page.getByRole('button', { name: words(locale, id, values), exact: true }).click();

test('an association’s action, from a neighbour’s proposal in Arabic to the result with photos', async () => {
  const { town } = site;
  const organisationId = await town.organisation('Vicini di Casacelle');
  const amina = await town.member({ name: 'أمينة', locale: 'ar', zoneId: town.zones[0]?.id ?? '' });
  const giulia = await town.member({ name: 'Giulia Marino', in: { organisationId, role: 'COORDINATOR' } });
  const phone = await site.windowOf(amina, { locale: 'ar', width: 360 });
  const desk = await site.windowOf(giulia);

  // Three short steps, of which two can wait.
  await phone.goto('/actions');
  await phone
    .getByRole('link', { name: words('ar', 'actions.propose') })
    .first()
    .tap();
  await phone.getByLabel(words('ar', 'actions.title')).fill('ننظف حديقة الحي');
  await phone.getByLabel(words('ar', 'actions.goalField')).fill('حديقة نظيفة للأطفال');
  await phone.getByLabel(words('ar', 'actions.words')).fill('نلتقي صباحًا ونعمل معًا.\n\nثم نشرب الشاي.');
  await press(phone, 'ar', 'actions.goOn');
  await phone.getByRole('heading', { name: words('ar', 'actions.stepTasks'), level: 1 }).waitFor();
  await phone.getByRole('link', { name: words('ar', 'actions.goOn') }).tap();
  await phone.getByText(words('ar', 'actions.needTask')).waitFor();
  await phone.getByRole('link', { name: words('ar', 'actions.finish') }).tap();
  await phone.getByText(words('ar', 'actions.sent')).waitFor();
  const address = new URL(phone.url()).pathname;
  const title = phone.getByRole('heading', { level: 1 });
  expect([await title.getAttribute('lang'), await title.getAttribute('dir')]).toEqual(['ar', 'auto']);

  // The association reads it, takes it on, and plans.
  await desk.goto('/actions?state=PROPOSED');
  await desk.getByRole('link', { name: 'ننظف حديقة الحي' }).click();
  await press(desk, 'it', 'actions.takeOn', { name: 'Vicini di Casacelle' });
  await desk.getByRole('link', { name: words('it', 'actions.edit') }).click();
  await desk.getByLabel(words('it', 'actions.taskTitle'), { exact: true }).fill('Raccogliere foglie');
  await press(desk, 'it', 'actions.addTask');
  await desk.getByRole('heading', { name: 'Raccogliere foglie' }).waitFor();
  await desk.getByLabel(words('it', 'actions.shiftDate'), { exact: true }).fill(dayIn(town, 3));
  await desk.getByLabel(words('it', 'actions.shiftPlaces'), { exact: true }).fill('2');
  await press(desk, 'it', 'actions.addShift');
  await desk.getByLabel(words('it', 'actions.materialWhat'), { exact: true }).fill('Guanti');
  await desk.getByLabel(words('it', 'actions.materialNeeded'), { exact: true }).fill('10');
  await press(desk, 'it', 'actions.addMaterial');
  await desk.getByText(words('it', 'actions.changeMaterial', { what: 'Guanti (10)' })).click();
  await desk.getByText(words('it', 'actions.editBasics')).click();
  await desk.getByLabel(words('it', 'actions.place')).fill('Cancello verde, via dei Tigli 7');
  await desk
    .getByRole('button', { name: words('it', 'actions.save') })
    .first()
    .click();
  await desk.getByRole('link', { name: words('it', 'actions.backToAction') }).click();

  // The neighbour finds the shift, takes a place, and only now reads where people meet.
  await phone.goto(address);
  expect(await phone.getByText('Cancello verde').count()).toBe(0);
  await phone.getByRole('button', { name: words('ar', 'actions.signUp') }).tap();
  await phone.getByText(words('ar', 'actions.youAreIn')).waitFor();
  await phone.getByText('Cancello verde, via dei Tigli 7').waitFor();
  await phone.getByRole('spinbutton').fill('4');
  await press(phone, 'ar', 'actions.bring');
  await phone.getByText(words('ar', 'actions.materialLeft', { left: 6, needed: 10 })).waitFor();
  await desk.goto(address);
  await desk.getByRole('link', { name: 'أمينة' }).first().waitFor();
  await desk
    .getByText(words('it', 'actions.placesLeft', { count: 1 }))
    .first()
    .waitFor();

  // The day has come; the result is told, with a photo that says in words what it shows.
  await town.pool.query(
    `update action_shift set starts_at = starts_at - interval '4 days', ends_at = ends_at - interval '4 days'
      where action_id = $1`,
    [address.split('/').at(-1)],
  );
  await desk.getByRole('link', { name: words('it', 'actions.close') }).click();
  await desk.getByLabel(words('it', 'actions.minutesOf', { name: 'أمينة' })).fill('150');
  await desk.getByLabel(words('it', 'actions.resultWords')).fill('Dodici sacchi di foglie e tanto tè.');
  const file = { name: 'foglie.jpg', mimeType: 'image/jpeg', buffer: await photo() };
  await desk.locator('input[type="file"]').first().setInputFiles(file);
  await desk.locator('input[name="photo-1-alt"]').fill('Dodici sacchi in fila');
  await press(desk, 'it', 'actions.resultSend');
  await desk.getByRole('heading', { name: words('it', 'actions.result') }).waitFor();
  await desk.getByText('2,5 ore').waitFor();

  const visitor = await site.windowOf(town.visitor, { width: 360, javaScript: false });
  await visitor.goto(address);
  const picture = visitor.getByRole('img', { name: 'Dodici sacchi in fila' });
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  expect(await visitor.getByText('أمينة').count()).toBe(0);
  await phone.goto('/actions/mine');
  await phone.getByRole('heading', { name: words('ar', 'actions.minePast') }).waitFor();
  await Promise.all([phone, desk, visitor].map((page) => page.context().close()));
});

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('two shifts at the same hour are a clash that one may take anyway, $way', async ({ javaScript }) => {
  const { town } = site;
  const [first, second] = [await openWithShift(town), await openWithShift(town)];
  const rosa = await town.member({ name: 'Rosa' });
  await signUp(rosa, first.shiftId);
  const page = await site.windowOf(rosa, { width: 360, javaScript });
  await page.goto(`/actions/${second.actionId}`);
  await page.getByRole('button', { name: words('it', 'actions.signUp') }).tap();
  const warning = page.getByRole('alert');
  await warning.getByText('In quelle ore hai già un altro turno: «Puliamo il parco»').waitFor();
  await warning.getByRole('button', { name: words('it', 'actions.signUpAnyway') }).tap();
  await page.getByText(words('it', 'actions.youAreIn')).waitFor();
  await page.getByRole('button', { name: words('it', 'actions.leave') }).tap();
  await page.getByRole('button', { name: words('it', 'actions.signUp') }).waitFor();
  await page.context().close();
});

test('places taken meanwhile are seen by those who look at the page', async () => {
  const { town } = site;
  const { actionId, shiftId, staff } = await openWithShift(town, { places: 4 });
  const page = await site.windowOf(staff);
  const connected = page.waitForResponse((answer) => answer.url().includes('/graphql/stream') && answer.ok());
  await page.goto(`/actions/${actionId}`);
  await connected;
  await signUp(await town.member({ name: 'Fatou' }), shiftId);
  await page.getByRole('link', { name: 'Fatou' }).waitFor();
  await page.context().close();
});
