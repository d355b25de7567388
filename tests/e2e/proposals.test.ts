import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSupports, openForProposals, publishedProposal } from '../testkit/proposals.ts';
import { press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const fold = (page: Page, locale: Locale, id: string) =>
  page.locator('summary', { hasText: words(locale, id) }).click();
const field = (page: Page, locale: Locale, id: string) => page.getByLabel(words(locale, id), { exact: true });

test('from a proposal to its second text: one reader in Italian, one in Arabic on a phone without JavaScript', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openForProposals(town, giulia, organisationId);
  const list = `/consultations/${open.id}/proposals/${open.phaseId}`;
  const rosa = await site.windowOf(await town.member({ name: 'Rosa' }));
  const fatima = await site.windowOf(await town.member(), { locale: 'ar', width: 360, javaScript: false });
  const staff = await site.windowOf(giulia);

  await rosa.goto(`/consultations/${open.id}`);
  await rosa.getByRole('link', { name: words('it', 'consultations.proposals'), exact: true }).click();
  await field(rosa, 'it', 'consultations.proposalTitle').fill('Ombra in piazza');
  await field(rosa, 'it', 'consultations.proposalText').fill('Due alberi vicino alla fontana.');
  await press(rosa, 'it', 'consultations.proposalSend');
  await rosa.getByText(words('it', 'consultations.proposalSent')).waitFor();

  await staff.goto(`${list}/moderate`);
  await press(staff, 'it', 'consultations.accept');
  await staff.getByText(words('it', 'consultations.proposalQueueEmpty')).waitFor();

  await fatima.goto(list);
  await fatima.getByRole('link', { name: 'Ombra in piazza' }).click();
  await press(fatima, 'ar', 'consultations.proposalSupport');
  await fatima.getByRole('button', { name: words('ar', 'consultations.proposalUnsupport') }).waitFor();
  await fold(fatima, 'ar', 'consultations.proposalCommentNew');
  await field(fatima, 'ar', 'consultations.proposalCommentText').fill('الصيف حار جدًا.');
  await press(fatima, 'ar', 'consultations.proposalCommentSend');
  await fatima.getByText('الصيف حار جدًا.').waitFor();
  await fold(fatima, 'ar', 'consultations.proposalAmendNew');
  await field(fatima, 'ar', 'consultations.proposalAmendText').fill('Tre alberi vicino alla fontana.');
  await field(fatima, 'ar', 'consultations.proposalAmendWhy').fill('اثنان لا يكفيان.');
  await press(fatima, 'ar', 'consultations.proposalAmendSend');
  expect(await fatima.locator('ins').innerText()).toContain('Tre');
  expect(await fatima.locator('del').innerText()).toContain('Due');

  await rosa.goto(list);
  await rosa.getByRole('link', { name: 'Ombra in piazza' }).first().click();
  await press(rosa, 'it', 'consultations.proposalAccept');
  await rosa.getByText(words('it', 'consultations.proposalAmendState.ACCEPTED')).waitFor();
  expect(await rosa.locator('p.text').first().innerText()).toBe('Tre alberi vicino alla fontana.');
  await fold(rosa, 'it', 'consultations.proposalVersions');
  await rosa.getByText('Due alberi vicino alla fontana.', { exact: true }).waitFor();
  for (const page of [rosa, fatima, staff]) await page.context().close();
});

test('a proposal that was merged leads to the one it went into; what it costs stands in the results', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openForProposals(town, giulia, organisationId);
  const list = `/consultations/${open.id}/proposals/${open.phaseId}`;
  const make = async (title: string) =>
    publishedProposal({ staff: giulia, author: await town.member(), phaseId: open.phaseId }, { title });
  const [one, other] = [await make('Più alberi'), await make('Alberi nuovi')];
  await insertSupports(town, open.id, one, 6);
  const staff = await site.windowOf(giulia);
  await staff.goto(`${list}/${other}`);
  await fold(staff, 'it', 'consultations.proposalEstimateAdd');
  await field(staff, 'it', 'consultations.proposalTo').fill('1200,50');
  await press(staff, 'it', 'consultations.saveWords');
  await staff.goto(`${list}/${one}`);
  await fold(staff, 'it', 'consultations.proposalMerge');
  await field(staff, 'it', 'consultations.proposalMergeInto').selectOption({ label: 'Alberi nuovi' });
  await press(staff, 'it', 'consultations.proposalMergeDo');
  await staff.waitForURL(`**/${other}`);
  await staff.goto(`${list}/${one}`);
  expect(new URL(staff.url()).pathname).toBe(`${list}/${other}`);
  town.now = new Date(town.now.getTime() + 50 * 3_600_000);
  await staff.goto(`/consultations/${open.id}/results`);
  const row = staff.getByRole('row', { name: /Alberi nuovi/ });
  expect(await row.innerText()).toContain(words('it', 'consultations.proposalSupports', { count: 6 }));
  expect(await row.innerText()).toMatch(/1\.?200,50/);
  const file = await staff.request.get(`${site.address}${list}/data.csv`);
  expect(await file.text()).toContain(`${other},Alberi nuovi,it,6,0,1,1,120050,120050`);
  await staff.context().close();
});
