import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fine, insertAnswers, makeCodes, openConsultation, useCode, weigh } from '../testkit/consultations.ts';
import { press } from '../testkit/pages.ts';
import { openBudget } from '../testkit/proposals.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { newKey } from '../testkit/town.ts';
import { cast, countAll, draftVote, endVote, insertBallots, openVote } from '../testkit/votes.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Puts the options in this order, looks at it, and gives the receipt. */
async function vote(page: Page, locale: Locale, path: string, ranks: Record<string, string>): Promise<string> {
  await page.goto(path);
  await page.getByRole('link', { name: words(locale, 'consultations.vote'), exact: true }).click();
  await press(page, locale, 'consultations.voteReview');
  await page.getByText(words(locale, 'errors.CHOICE_NONE')).waitFor();
  for (const [option, rank] of Object.entries(ranks)) await page.getByLabel(option).selectOption(rank);
  await press(page, locale, 'consultations.voteReview');
  await page.getByRole('heading', { name: words(locale, 'consultations.voteReviewTitle') }).waitFor();
  await press(page, locale, 'consultations.voteChange');
  expect(await page.getByLabel(Object.keys(ranks)[0] ?? '').inputValue()).toBe(Object.values(ranks)[0]);
  await press(page, locale, 'consultations.voteReview');
  await press(page, locale, 'consultations.voteCast');
  await page.getByRole('heading', { name: words(locale, 'consultations.receiptTitle') }).waitFor();
  return page.locator('.code').innerText();
}

/** The lines that a printer puts on paper of a page; the way past the head lies beyond its edge. */
async function printed(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: 'screen' });
  return text.split(/\n+/).filter((line) => line && line !== words('it', 'ui.skip'));
}

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('from a ranked ballot to the board: one in Italian, one in Arabic, $way', async ({ javaScript }) => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openVote(town, giulia, organisationId, { ruleMethod: 'SCOTTISH_STV', seats: 2, quorum: 5 });
  const path = `/consultations/${open.id}`;
  const rosa = await site.windowOf(await town.member(), { javaScript });
  const fatima = await site.windowOf(await town.member(), { locale: 'ar', width: 360, javaScript });
  const receipts = [
    await vote(rosa, 'it', path, { Alberi: '1', Panchine: '2' }),
    await vote(fatima, 'ar', path, { Fontanella: '1', Alberi: '2' }),
  ];
  expect(await printed(rosa)).toEqual([
    await rosa.locator('main p.question').innerText(),
    words('it', 'consultations.receiptTitle'),
    receipts[0],
    words('it', 'consultations.receiptText'),
  ]);
  const print = rosa.getByRole('button', { name: words('it', 'consultations.receiptPrint') });
  expect(await print.isVisible()).toBe(javaScript);
  if (javaScript) {
    await rosa.evaluate(() => Object.assign(globalThis, { print: () => (document.title = 'printed') }));
    await print.click();
    expect(await rosa.title()).toBe('printed');
  }
  await rosa.goto(`${path}/vote/${open.phaseId}`);
  await rosa.getByText(words('it', 'consultations.voted')).waitFor();

  await insertBallots(
    town,
    open,
    Array.from({ length: 5 }, () => [null, null, 1, 2]),
  );
  await endVote(town);
  await fatima.goto(`${path}/vote/${open.phaseId}`);
  await fatima.getByText(words('ar', 'consultations.voteOver')).waitFor();
  await fatima.getByRole('link', { name: words('ar', 'consultations.seeResults') }).click();
  await fatima.waitForURL((url) => url.pathname === `${path}/results`);
  await fatima.getByText(words('ar', 'consultations.voteQuorum.met')).waitFor();
  await fatima.getByText(words('ar', 'consultations.voteElected', { options: 'Alberi' })).waitFor();
  await fatima.locator('summary', { hasText: words('ar', 'consultations.board') }).click();
  for (const receipt of receipts) await fatima.getByText(receipt).waitFor();
  const code = fatima.getByLabel(words('ar', 'consultations.boardCode'), { exact: true });
  await code.fill(receipts[1]?.toLowerCase() ?? '');
  await press(fatima, 'ar', 'consultations.boardFind');
  const own = fatima.getByRole('region', { name: words('ar', 'consultations.boardFound') });
  expect(await own.innerText()).toContain(receipts[1]);
  // No address and no log holds the code.
  expect(fatima.url()).not.toContain(receipts[1]?.slice(0, 4));
  await code.fill('ABCD-EFGH');
  await press(fatima, 'ar', 'consultations.boardFind');
  await fatima.getByText(words('ar', 'consultations.boardNotFound')).waitFor();
  const file = await fatima.request.get(`${site.address}${path}/ballots`);
  expect(await file.text()).toContain('"Fontanella"');
  for (const page of [rosa, fatima]) await page.context().close();
});

test('a ballot that was filled in beside somebody is not the helper’s own once the help is over', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const samir = await town.member({ in: { organisationId, role: 'MEDIATOR' } });
  const open = await openVote(town, giulia, organisationId, { ruleMethod: 'APPROVAL' });
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const ballot = await site.windowOf(samir, { javaScript: false });
  await ballot.goto(`/consultations/${open.id}/help`);
  await ballot.getByLabel(words('it', 'consultations.code')).fill(code);
  await press(ballot, 'it', 'consultations.helpStart');
  await ballot.getByRole('heading', { name: words('it', 'consultations.helping') }).waitFor();
  await ballot.getByLabel('Alberi').check();
  await press(ballot, 'it', 'consultations.voteReview');
  // In another tab the person is already gone.
  const other = await ballot.context().newPage();
  await other.goto(`/consultations/${open.id}/vote/${open.phaseId}`);
  await press(other, 'it', 'consultations.helpingEnd');
  await other.getByText(words('it', 'consultations.helpEndedEmpty')).waitFor();
  await press(ballot, 'it', 'consultations.voteCast');
  await ballot.getByText(words('it', 'errors.HELP_ENDED')).waitFor();
  const { rows } = await town.pool.query(`select 1 from elector where phase_id = $1`, [open.phaseId]);
  expect(rows).toEqual([]);
  await ballot.context().close();
});

test('beside a helper the code stays off the page until the person asks for it, and is not shown again', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const samir = await town.member({ in: { organisationId, role: 'MEDIATOR' } });
  const open = await openVote(town, giulia, organisationId, { ruleMethod: 'APPROVAL' });
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const page = await site.windowOf(samir, { javaScript: false });
  await page.goto(`/consultations/${open.id}/help`);
  await page.getByLabel(words('it', 'consultations.code')).fill(code);
  await press(page, 'it', 'consultations.helpStart');
  await page.getByLabel('Alberi').check();
  await press(page, 'it', 'consultations.voteReview');
  const buttons = await page.getByRole('main').getByRole('button').allInnerTexts();
  const [casts, ends] = (['voteCast', 'helpingEnd'] as const).map((id) =>
    buttons.findIndex((label) => label.includes(words('it', `consultations.${id}`))),
  );
  expect(casts, 'the way to vote comes before the end of the help').toBeLessThan(ends ?? -1);
  await press(page, 'it', 'consultations.voteCast');
  await page.getByRole('heading', { name: words('it', 'consultations.receiptHandTitle') }).waitFor();
  const { rows } = await town.pool.query<{ receipt: string }>(`select receipt from ballot where phase_id = $1`, [
    open.phaseId,
  ]);
  const receipt = rows[0]?.receipt ?? '';
  expect(await page.content()).not.toContain(receipt);

  await press(page, 'it', 'consultations.receiptHandShow');
  expect(await page.locator('.code').innerText()).toBe(receipt);
  await page.reload();
  await page.getByText(words('it', 'errors.RECEIPT_SHOWN')).waitFor();
  expect(await page.content()).not.toContain(receipt);
  await press(page, 'it', 'consultations.helpingEnd');
  await page.getByText(words('it', 'consultations.helpEnded')).waitFor();
  await page.context().close();
});

test('a step is found in its own consultation only', async () => {
  const organisationId = await site.town.organisation();
  const giulia = await site.town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const page = await site.windowOf(giulia);
  const status = async (kind: string, { id }: { id: string }, { phaseId }: { phaseId: string }) =>
    (await page.goto(`/consultations/${id}/${kind}/${phaseId}`))?.status();
  for (const [kind, make] of [
    ['vote', openVote],
    ['options', draftVote],
  ] as const) {
    const rule = { ruleMethod: 'APPROVAL' };
    const one = await make(site.town, giulia, organisationId, rule);
    const other = await make(site.town, giulia, organisationId, rule);
    expect(await status(kind, one, one)).toBe(200);
    expect(await status(kind, one, other)).toBe(404);
  }
  await page.context().close();
});

test('a vote that had no options has no paper, and its result says why there is none', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const { id, voteId } = await openBudget(town, giulia, organisationId);
  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const desk = await site.windowOf(giulia, { locale: 'en' });
  await desk.goto(`/consultations/${id}`);
  expect(await desk.getByRole('link', { name: words('en', 'consultations.paper') }).count()).toBe(0);
  for (const path of ['', '/print'])
    expect((await desk.goto(`/consultations/${id}/paper/${voteId}${path}`))?.status()).toBe(404);
  town.now = new Date(town.now.getTime() + 96 * 3_600_000);
  await countAll(town);
  await desk.goto(`/consultations/${id}/results`);
  await desk.getByText(words('en', 'consultations.voteNotOpened')).waitFor();
  expect(await desk.getByText(words('en', 'consultations.voteFew')).count()).toBe(0);
});

test('figures of many statements are fifty on a page, those that most answered first, or all on one', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openConsultation(town, giulia, organisationId);
  const { rows } = await town.pool.query<{ id: string }>(
    `insert into statement (id, phase_id, text, language, state, decided_at, created_at)
       select uuidv7(), $1, 'Frase numero ' || n, 'it', 'ACCEPTED', $2::timestamptz, $2 from generate_series(1, 60) n returning id`,
    [open.phaseId, town.now],
  );
  await insertAnswers(town, open, 9, Object.fromEntries(rows.map(({ id }) => [id, 'AGREE'])));
  await insertAnswers(town, open, 9, { [rows.at(-1)?.id ?? '']: 'AGREE' });
  town.now = new Date(town.now.getTime() + 49 * 3_600_000);
  await weigh(town);
  const page = await site.windowOf(town.visitor, { locale: 'en', javaScript: false });
  await page.goto(`/consultations/${open.id}/results`);
  const tables = page.locator('table.figures');
  expect(await tables.count()).toBe(50);
  expect(await tables.first().locator('caption').innerText()).toBe('Frase numero 60');
  await page.getByRole('link', { name: words('en', 'ui.showMore') }).click();
  expect(await tables.count(), 'four are seeds').toBe(14);
  await page.getByRole('link', { name: words('en', 'consultations.result.figuresAll') }).click();
  expect(await tables.count()).toBe(64);
});

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('papers are entered in two steps: the codes with closed envelopes, then those that stand, $way', async (sight) => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const open = await openVote(town, giulia, organisationId, { ruleMethod: 'APPROVAL' });
  const [online = '', ...codes] = await makeCodes(giulia, open.id, 7);
  const { token } = fine(await useCode(town.visitor, open.id, online)).useCode;
  fine(await cast(town.visitor, open, [1, null, null, null], newKey(), token));
  const [first = '', late = ''] = codes;
  const desk = await site.windowOf(giulia, { javaScript: sight.javaScript, width: 360 });
  const notice = (id: string) => desk.locator('.notice', { hasText: words('it', id) });
  const field = desk.getByLabel(words('it', 'consultations.paperCodes'), { exact: true });
  await desk.goto(`/consultations/${open.id}/paper/${open.phaseId}`);

  await field.fill([first, online, 'ABCD-EFGH'].join('\n'));
  await press(desk, 'it', 'consultations.paperCheck');
  await desk.getByText(words('it', 'errors.PAPER_TOO_FEW', { min: 5 })).waitFor();
  expect(await desk.getByLabel(words('it', 'consultations.paperLines')).count(), 'no envelope is opened').toBe(0);
  expect(await field.inputValue()).toBe([first, online, 'ABCD-EFGH'].join('\n'));

  await field.fill([...codes, online, 'ABCD-EFGH', first].join('\n'));
  await press(desk, 'it', 'consultations.paperCheck');
  await notice('consultations.paperCode.USED').getByText(online).waitFor();
  await notice('consultations.paperCode.UNKNOWN').getByText('ABCD-EFGH').waitFor();
  await notice('consultations.paperCode.DOUBLE').getByText(first).waitFor();
  const lines = desk.getByLabel(words('it', 'consultations.paperLines')).first();
  await lines.fill('1\n1 2\n-\n3\n1\n2');

  // Back to the codes and forth again: what was typed of the papers is still there.
  await press(desk, 'it', 'consultations.paperChange');
  expect(await field.inputValue()).toBe([...codes, online, 'ABCD-EFGH', first].join('\n'));
  await field.fill(codes.join('\n'));
  await press(desk, 'it', 'consultations.paperCheck');
  await desk.getByText(words('it', 'consultations.paperCode.STANDS', { count: 6 })).waitFor();
  expect(await lines.inputValue()).toBe('1\n1 2\n-\n3\n1\n2');

  // Somebody votes with one of the codes before the papers are saved: it is named, and nothing is lost.
  const held = fine(await useCode(town.visitor, open.id, late)).useCode.token;
  fine(await cast(town.visitor, open, [1, null, null, null], newKey(), held));
  await press(desk, 'it', 'consultations.paperSave');
  await notice('consultations.paperCode.USED').getByText(late).waitFor();
  await lines.fill('1\n-\n3\n1\n2');
  await press(desk, 'it', 'consultations.paperSave');
  await desk.getByText(words('it', 'consultations.paperWaits')).waitFor();
  await desk.context().close();
});
