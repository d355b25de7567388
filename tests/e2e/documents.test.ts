import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeConsultation, draftConsultation, fine, statementIds } from '../testkit/consultations.ts';
import { pdf } from '../testkit/files.ts';
import { press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { translate } from '../testkit/translations.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const says = (id: string, values?: Record<string, string | number>) => words('ar', `consultations.${id}`, values);
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const question = 'Dove mettiamo le rastrelliere?';

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('documents are added, refused and taken away in Arabic, and nothing typed is lost, $way', async ({ javaScript }) => {
  const { town } = site;
  const organisationId = await town.organisation(`Vicini ${javaScript ? 'uno' : 'due'}`);
  const samir = await town.member({ name: 'Samir', locale: 'ar', in: { organisationId, role: 'STAFF' } });
  const { id, phaseId } = await draftConsultation(town, samir, organisationId, { languages: ['ar'] });
  const desk = await site.windowOf(samir, { locale: 'ar', width: 360, javaScript });
  await desk.goto(`/consultations/${id}/edit`);
  const asked = desk.getByLabel(says('field.question'), { exact: true });
  const choose = desk.getByLabel(says('file.file'), { exact: true });
  const title = desk.getByLabel(says('file.name'), { exact: true });
  await asked.fill(question);

  await choose.setInputFiles(file('pianta.docx', 'application/msword', Buffer.from('PK')));
  await title.fill('مخطط الحديقة');
  await press(desk, 'ar', 'consultations.file.add');
  await saysBeside(desk, says('file.file'), words('ar', 'errors.NOT_A_PDF'));
  expect([await asked.inputValue(), await title.inputValue()]).toEqual([question, 'مخطط الحديقة']);
  await noWiderThanThePhone(desk);

  await choose.setInputFiles(file('pianta.pdf', 'application/pdf', pdf(1_300_000)));
  await press(desk, 'ar', 'consultations.file.add');
  await desk.getByText(says('documentFile', { size: '1.2 ميغابايت', language: 'العربية' })).waitFor();
  expect([await asked.inputValue(), await title.inputValue()]).toEqual([question, '']);

  // Whoever saves has not forgotten the file: it asks for its title first, and is not sent twice.
  await choose.setInputFiles(file('costi.pdf', 'application/pdf', pdf()));
  await press(desk, 'ar', 'consultations.saveDraft');
  await saysBeside(desk, says('file.name'), words('ar', 'errors.REQUIRED'));
  await desk.getByText(says('file.uploaded')).waitFor();
  expect(await asked.inputValue()).toBe(question);
  await title.fill('التكاليف');
  await desk.getByLabel(says('file.language')).selectOption('it');
  await press(desk, 'ar', 'consultations.saveDraft');

  await desk.getByRole('heading', { name: question, level: 1 }).waitFor();
  const documents = desk.getByRole('region', { name: says('documents') }).getByRole('listitem');
  expect(await documents.allInnerTexts()).toEqual([
    expect.stringContaining('مخطط الحديقة'),
    expect.stringContaining(says('documentFile', { size: '1 كيلوبايت', language: 'الإيطالية' })),
    expect.stringContaining('example.org'),
  ]);
  await noWiderThanThePhone(desk);

  await desk.goto(`/consultations/${id}/edit`);
  await asked.fill('Un’altra domanda?');
  await desk.getByRole('button', { name: says('file.removeOne', { title: 'مخطط الحديقة' }) }).click();
  await desk.getByText('مخطط الحديقة').waitFor({ state: 'detached' });
  expect(await asked.inputValue()).toBe('Un’altra domanda?');
  await desk.context().close();

  for (const statement of await statementIds(town, phaseId))
    fine(await translate(samir, 'STATEMENT', statement, 'ar', { text: 'جملة' }));
  fine(await changeConsultation(samir, 'publishConsultation', id));
  const page = await site.windowOf(town.visitor, { locale: 'ar', width: 360, javaScript });
  await page.goto(`/consultations/${id}`);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'التكاليف' }).tap();
  expect((await saved).suggestedFilename()).toBe('التكاليف.pdf');
  await page.context().close();
});

async function saysBeside(page: Page, label: string, problem: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).and(page.locator('[aria-invalid="true"]'));
  await field.waitFor();
  const described = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1);
  expect(await page.locator(`#${described}`).innerText()).toContain(problem);
}

async function noWiderThanThePhone(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}
