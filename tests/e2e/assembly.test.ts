import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askAssembly, assemblyOf, openAssembly, setItemState, writeMinutes } from '../testkit/assemblies.ts';
import { fine } from '../testkit/consultations.ts';
import { insertEvent } from '../testkit/events.ts';
import { press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const field = (page: Page, locale: Locale, id: string) => page.getByLabel(words(locale, id), { exact: true }).first();

test('from the agenda to signed minutes, with a question in Arabic from a phone without JavaScript', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const makeStaff = () => town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const giulia = await makeStaff();
  const open = await openAssembly(town, giulia, organisationId);
  const path = `/consultations/${open.id}/assembly/${open.phaseId}`;
  const staff = await site.windowOf(giulia);
  const second = await site.windowOf(await makeStaff());
  const fatima = await site.windowOf(await town.member(), { locale: 'ar', width: 360, javaScript: false });

  const dateId = await insertEvent(town, organisationId);
  await insertEvent(town, await town.organisation());
  await staff.goto(`${path}/run`);
  const dates = field(staff, 'it', 'consultations.assemblyDate');
  expect(await dates.getByRole('option').count(), 'no event, and the own one').toBe(2);
  await dates.selectOption(dateId);
  await field(staff, 'it', 'consultations.assemblyPlanLabel').fill('Il parco = 20');
  await press(staff, 'it', 'consultations.saveWords');
  await staff.getByRole('heading', { name: 'Il parco' }).waitFor();
  expect(await dates.inputValue()).toBe(dateId);

  await fatima.goto(path);
  await fatima.getByText(words('ar', 'consultations.assemblyMinutesPlanned', { count: 20 })).waitFor();
  const missing = words('ar', 'translations.note.MISSING', { language: 'الإيطالية' });
  const item = fatima.getByRole('listitem').filter({ has: fatima.getByRole('heading', { name: 'Il parco' }) });
  await item.getByText(missing).waitFor();
  await staff.goto(`/consultations/${open.id}/languages?into=ar`);
  const about = words('it', 'consultations.part.item', { number: 1 });
  const title = staff.getByLabel(words('it', 'translations.of', { field: about, language: 'العربية' }));
  await title.fill('الحديقة');
  await press(staff, 'it', 'translations.save');
  await staff.getByText(words('it', 'translations.saved')).waitFor();
  expect(await title.inputValue()).toBe('الحديقة');
  await fatima.goto(path);
  await fatima.getByRole('heading', { name: 'الحديقة' }).waitFor();
  await fatima.getByText(words('ar', 'translations.note.APPROVED', { language: 'الإيطالية' })).waitFor();
  await field(fatima, 'ar', 'consultations.assemblyAsk').fill('متى يبدأ العمل؟');
  await press(fatima, 'ar', 'consultations.assemblyAskSend');
  await fatima.getByText('متى يبدأ العمل؟').waitFor();
  await fatima.getByRole('link', { name: words('ar', 'ui.report') }).waitFor();

  await staff.goto(`${path}/run`);
  await staff
    .getByRole('button', { name: words('it', 'consultations.assemblySetNowThis', { words: 'Il parco' }) })
    .click();
  await field(staff, 'it', 'consultations.assemblyHandsFor').fill('12');
  await field(staff, 'it', 'consultations.assemblyHandsAgainst').fill('3');
  await field(staff, 'it', 'consultations.assemblyHandsAbstained').fill('1');
  await press(staff, 'it', 'consultations.saveWords');
  await field(staff, 'it', 'consultations.assemblyRecordLabel').fill('Si comincia a marzo.');
  await staff
    .getByRole('button', { name: words('it', 'consultations.saveWords'), exact: true })
    .last()
    .click();
  await staff
    .getByRole('button', { name: words('it', 'consultations.assemblySetDoneThis', { words: 'Il parco' }) })
    .click();
  await press(staff, 'it', 'consultations.assemblySign');
  await staff.getByText(words('it', 'consultations.assemblySigned', { count: 1 })).waitFor();

  await fatima.goto(path);
  expect(await fatima.getByText('Si comincia a marzo.').count()).toBe(0);
  await second.goto(`${path}/run`);
  await press(second, 'it', 'consultations.assemblySign');
  await second.getByText('Si comincia a marzo.').waitFor();
  await fatima.goto(path);
  await fatima.getByText('Si comincia a marzo.').waitFor();
  await fatima.getByText(words('ar', 'consultations.assemblyHands', { for: 12, against: 3, abstained: 1 })).waitFor();
  for (const page of [staff, second, fatima]) await page.context().close();
});

test('a phone in the room shows new questions by itself, but does not take away what is being written', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openAssembly(town, giulia, organisationId);
  const fatima = await site.windowOf(await town.member(), { locale: 'ar', width: 360 });
  const listens = fatima.waitForResponse((answer) => answer.url().includes('/graphql/stream'));
  await fatima.goto(`/consultations/${open.id}/assembly/${open.phaseId}`);
  await listens;
  const again = fatima.waitForResponse((answer) => answer.url().includes('/graphql/stream'));
  await askAssembly(await town.member(), open.phaseId, 'Chi chiude il cancello?');
  await fatima.getByText('Chi chiude il cancello?').waitFor();
  await again;
  const writing = field(fatima, 'ar', 'consultations.assemblyAsk');
  await writing.fill('كم تكلفة السلة؟');
  await askAssembly(await town.member(), open.phaseId, 'Quanto dura?');
  await fatima.getByText(words('ar', 'consultations.assemblyNews')).waitFor();
  expect(await writing.inputValue()).toBe('كم تكلفة السلة؟');
  await press(fatima, 'ar', 'consultations.assemblyAskSend');
  for (const question of ['كم تكلفة السلة؟', 'Quanto dura?']) await fatima.getByText(question).waitFor();
  await fatima.context().close();
});

test('minutes that two write at once show both texts, and keep what was typed', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const makeStaff = () => town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const giulia = await makeStaff();
  const open = await openAssembly(town, giulia, organisationId, {}, [{ title: 'Il parco' }]);
  const item = (await assemblyOf(giulia, open.phaseId)).items[0]?.id ?? '';
  fine(await setItemState(giulia, item, 'NOW'));
  const page = await site.windowOf(await makeStaff(), { javaScript: false });
  await page.goto(`/consultations/${open.id}/assembly/${open.phaseId}/run`);
  fine(await writeMinutes(giulia, item, (await assemblyOf(giulia, open.phaseId)).version, 'Si fa la fontana.'));
  const record = field(page, 'it', 'consultations.assemblyRecordLabel');
  const save = page.getByRole('button', { name: words('it', 'consultations.saveWords'), exact: true }).last();
  await record.fill('Si fanno le panchine.');
  await save.click();
  const notice = page.getByRole('alert').filter({ hasText: words('it', 'errors.CHANGED_MEANWHILE') });
  await notice.waitFor();
  expect(await notice.locator('svg').count()).toBe(1);
  expect(await page.locator('.both dd').allInnerTexts()).toEqual(['Si fa la fontana.', 'Si fanno le panchine.']);
  expect(await record.inputValue()).toBe('Si fanno le panchine.');
  await save.click();
  await notice.waitFor({ state: 'detached' });
  expect((await assemblyOf(giulia, open.phaseId)).items[0]?.record?.words).toBe('Si fanno le panchine.');
  await page.context().close();
});

test('whose question is hidden reads which one, why and whom to ask, on a phone in Arabic without JavaScript', async () => {
  const { town } = site;
  const organisationId = await town.organisation('Vicini di Licola');
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openAssembly(town, giulia, organisationId, {}, [{ title: 'Il parco', minutes: 20 }]);
  const path = `/consultations/${open.id}/assembly/${open.phaseId}`;
  const asker = await town.member();
  fine(await askAssembly(asker, open.phaseId, 'Chi è quel signore?'));
  const staff = await site.windowOf(giulia, { javaScript: false });
  await staff.goto(path);
  const question = staff.getByRole('listitem').filter({ hasText: 'Chi è quel signore?' });
  await question
    .locator('summary', { hasText: words('it', 'consultations.assemblyHideThis', { words: 'Chi è quel signore?' }) })
    .click();
  await question.getByLabel(words('it', 'consultations.assemblyHideWhy')).selectOption('NAMES_PEOPLE');
  await press(staff, 'it', 'consultations.assemblyHide');
  await question.getByText(words('it', 'consultations.assemblyHidden'), { exact: true }).waitFor();

  const own = await site.windowOf(asker, { locale: 'ar', width: 360, javaScript: false });
  await own.goto(path);
  await own.getByRole('heading', { name: words('ar', 'consultations.assemblyOwnHidden') }).waitFor();
  const hidden = own.getByRole('listitem').filter({ hasText: 'Chi è quel signore?' });
  await hidden.getByText(words('ar', 'consultations.questionReason.NAMES_PEOPLE')).waitFor();
  await own
    .getByText(words('ar', 'consultations.assemblyOwnHiddenText', { organisation: 'Vicini di Licola' }))
    .waitFor();
  for (const page of [staff, own]) await page.context().close();
});
