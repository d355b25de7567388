import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moneyWords } from '../../web/src/lib/features/consultations/money.ts';
import { fine } from '../testkit/consultations.ts';
import {
  addProposal,
  estimate,
  insertSupports,
  openBudget,
  openForProposals,
  publishedProposal,
} from '../testkit/proposals.ts';
import { press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { endVote, insertBallots } from '../testkit/votes.ts';
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

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('organisers take proposals into a budget vote, and the ballot leads to them, $way', async ({ javaScript }) => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const budget = await openBudget(town, giulia, organisationId);
  for (const title of ['Una panchina', 'Una fontana']) {
    const { addProposal: added } = fine(await addProposal(giulia, budget.phaseId, title));
    fine(await estimate(giulia, added.id, 90_000, 150_000));
  }
  fine(await addProposal(giulia, budget.phaseId, 'Un palco'));

  const staff = await site.windowOf(giulia, { javaScript });
  await staff.goto(`/consultations/${budget.id}`);
  await staff.getByRole('link', { name: words('it', 'consultations.optionsTake') }).click();
  await staff.getByText(words('it', 'consultations.optionsTakeFew')).waitFor();
  await press(staff, 'it', 'consultations.optionsTakeDo');
  const under = (id: string) => staff.getByRole('region', { name: words('it', id) });
  await under('consultations.optionsIn').waitFor();
  expect(await under('consultations.optionsIn').getByRole('link').allInnerTexts()).toEqual([
    'Una panchina',
    'Una fontana',
  ]);
  expect(await under('consultations.optionsNoEstimate').getByRole('link').allInnerTexts()).toEqual(['Un palco']);

  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const fatima = await site.windowOf(await town.member(), { locale: 'ar', width: 360, javaScript });
  await fatima.goto(`/consultations/${budget.id}/vote/${budget.voteId}`);
  await fatima.getByLabel('Una fontana').check();
  const [beside] = await Promise.all([
    fatima.context().waitForEvent('page'),
    fatima.getByRole('link', { name: `${words('ar', 'consultations.optionProposal')} Una fontana` }).click(),
  ]);
  await beside.getByRole('heading', { name: 'Una fontana', level: 1 }).waitFor();
  expect(await fatima.getByLabel('Una fontana').isChecked()).toBe(true);

  // What each costs is read before the ballot is cast, and beside its votes when they are counted.
  await press(fatima, 'ar', 'consultations.voteReview');
  const cost = moneyWords(150_000, 'ar');
  const costs = fatima.locator('dl > div', { hasText: 'Una fontana' }).getByText(cost);
  expect(await costs.count()).toBe(1);
  await insertBallots(town, { ...budget, phaseId: budget.voteId, optionIds: [] }, [
    ...Array.from({ length: 4 }, () => [null, 1]),
    [1, 1],
    [1, null],
  ]);
  await endVote(town);
  await fatima.goto(`/consultations/${budget.id}/results`);
  const result = fatima.getByRole('region', { name: words('ar', 'consultations.voteResult') });
  const row = result.getByRole('row', { name: /Una fontana/ });
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(['5', cost]);
  expect(await result.getByRole('columnheader').allInnerTexts()).toEqual([
    words('ar', 'consultations.voteOption'),
    words('ar', 'consultations.voteHead.votes'),
    words('ar', 'consultations.voteHead.cost'),
  ]);
  const won = result.locator('ol > li').first();
  expect(await won.innerText()).toContain(cost);
  expect(await won.innerText()).toContain(words('ar', 'consultations.voteVotes', { count: 5 }));
  for (const page of [staff, fatima]) await page.context().close();
});
