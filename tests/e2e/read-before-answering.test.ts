import { afterAll, beforeAll, expect, test } from 'vitest';
import { addStatements, changeConsultation, openConsultation } from '../testkit/consultations.ts';
import { follow } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import type { Person } from '../testkit/town.ts';
import { cast, draftVote, openVote, setOptions } from '../testkit/votes.ts';
import { words } from '../testkit/words.ts';

let site: Site;
let organisationId: string;
let giulia: Person;
beforeAll(async () => {
  site = await openSite();
  organisationId = await site.town.organisation();
  giulia = await site.town.member({ in: { organisationId, role: 'COORDINATOR' } });
});
afterAll(() => site.close());

const visitor = () => site.windowOf(site.town.visitor, { locale: 'ar', width: 360, javaScript: false });

test('who has no code reads what is voted on with its costs, and below what it takes to vote', async () => {
  const rule = { ruleMethod: 'EQUAL_SHARES', budgetCents: 1_000_000, who: 'CODES' };
  const costs = [
    { text: 'Panchine', costCents: 300_000 },
    { text: 'Fontanella', costCents: 700_000 },
  ];
  const open = await openVote(site.town, giulia, organisationId, rule, costs);
  const page = await visitor();
  await page.goto(`/consultations/${open.id}`);
  await follow(page, 'ar', 'consultations.vote');
  const options = page
    .getByRole('region', { name: words('ar', 'consultations.optionsToChoose') })
    .getByRole('listitem');
  expect(await options.count()).toBe(2);
  expect(await options.nth(1).innerText()).toMatch(/Fontanella[^]*7/);
  const main = await page.getByRole('main').innerText();
  expect(main.indexOf('Fontanella')).toBeLessThan(main.indexOf(words('ar', 'consultations.standing.NEEDS_CODE')));
  expect(await page.getByRole('link', { name: words('ar', 'consultations.haveCode') }).isVisible()).toBe(true);
  await page.context().close();
});

test('whoever has voted can still read between what', async () => {
  const open = await openVote(site.town, giulia, organisationId, { ruleMethod: 'APPROVAL' });
  const rosa = await site.town.member();
  await cast(rosa, open, [1, null, null, null]);
  const page = await site.windowOf(rosa, { javaScript: false });
  await page.goto(`/consultations/${open.id}/vote/${open.phaseId}`);
  const options = page.getByRole('region', { name: words('it', 'consultations.optionsToChoose') });
  expect(await options.getByRole('listitem').count()).toBe(4);
  await page.context().close();
});

test('the options of a vote that is announced are read before it opens, with when that is', async () => {
  const draft = await draftVote(site.town, giulia, organisationId, { ruleMethod: 'SCHULZE' });
  await setOptions(giulia, draft.phaseId, [{ text: 'Alberi' }, { text: 'Giochi' }]);
  await changeConsultation(giulia, 'publishConsultation', draft.id);
  const page = await visitor();
  await page.goto(`/consultations/${draft.id}`);
  await follow(page, 'ar', 'consultations.optionsToChoose');
  await page.getByText('Giochi').first().waitFor();
  const [begins = ''] = words('ar', 'consultations.voteFrom', { when: '|' }).split('|');
  await page.getByText(begins.trim()).waitFor();
  await page.context().close();
});

test('who may not answer reads the statements page by page, below what it takes to answer', async () => {
  const open = await openConsultation(site.town, giulia, organisationId, { who: 'CODES' });
  await addStatements(
    giulia,
    open.phaseId,
    Array.from({ length: 25 }, (_, at) => `Servono più alberi in via ${at + 1}.`),
  );
  const page = await visitor();
  await page.goto(`/consultations/${open.id}`);
  await follow(page, 'ar', 'consultations.statementsRead');
  const list = page.getByRole('region', { name: words('ar', 'consultations.statementsAll') });
  expect(await list.getByRole('listitem').count()).toBe(20);
  const main = await page.getByRole('main').innerText();
  expect(main.indexOf(words('ar', 'consultations.standing.NEEDS_CODE'))).toBeGreaterThan(-1);
  expect(main.indexOf(words('ar', 'consultations.standing.NEEDS_CODE'))).toBeLessThan(main.indexOf('via 1.'));
  await follow(page, 'ar', 'ui.showMore');
  await list.getByText('via 25.').first().waitFor();
  expect(await list.getByText('via 1.').count()).toBe(0);
  await page.context().close();

  const rosa = await site.windowOf(await site.town.member(), { javaScript: false });
  const forAll = await openConsultation(site.town, giulia, organisationId);
  await rosa.goto(`/consultations/${forAll.id}/statements`);
  await rosa.getByRole('button', { name: words('it', 'consultations.answer.AGREE'), exact: true }).waitFor();
  expect(await rosa.getByRole('heading', { name: words('it', 'consultations.statementsAll') }).count()).toBe(0);
  await rosa.context().close();
});
