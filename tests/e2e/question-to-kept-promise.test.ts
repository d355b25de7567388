import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { townDay } from '../../server/src/platform/time.ts';
import { openConsultation, weigh } from '../testkit/consultations.ts';
import { publishedDecision, tellOf } from '../testkit/decisions.ts';
import { follow, press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { countAll } from '../testkit/votes.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const sees = (page: Page, locale: Locale, id: string, values?: Record<string, string | number>) =>
  page
    .getByText(words(locale, id, values))
    .first()
    .waitFor();
const label = (page: Page, locale: Locale, id: string) => page.getByLabel(words(locale, id), { exact: true });
const day = (from: Date, days: number) => townDay(from).add({ days }).toString();

/** Puts the options in this order. */
async function vote(page: Page, locale: Locale, path: string, ranks: Record<string, string>): Promise<void> {
  await page.goto(path);
  await follow(page, locale, 'consultations.vote');
  for (const [option, rank] of Object.entries(ranks)) await page.getByLabel(option).selectOption(rank);
  await press(page, locale, 'consultations.voteReview');
  await press(page, locale, 'consultations.voteCast');
  await page.getByRole('heading', { name: words(locale, 'consultations.receiptTitle') }).waitFor();
}

/** Answers all statements that there are. */
async function agree(page: Page, locale: Locale, path: string, count: number): Promise<void> {
  await page.goto(`${path}/statements`);
  for (let answered = 0; answered < count; answered++) {
    await sees(page, locale, 'consultations.progress', { answered, total: count });
    await press(page, locale, 'consultations.answer.AGREE');
  }
  await sees(page, locale, 'consultations.allAnswered');
}

test('from a question to a kept promise: in Italian, in Arabic without JavaScript on a phone, and in Ukrainian', async () => {
  const { town } = site;
  town.now = new Date();
  const days = (count: number) => (town.now = new Date(town.now.getTime() + count * 86_400_000));
  const organisationId = await town.organisation('Vicini di Varcaturo');
  const as = (name: string, role: 'COORDINATOR' | 'STAFF') => town.member({ name, in: { organisationId, role } });
  const desk = await site.windowOf(await as('Giulia Marino', 'COORDINATOR'));
  const second = await site.windowOf(await as('Rita Russo', 'STAFF'));
  const whoReadsArabic = await town.member({ name: 'Fatima' });
  await town.pool.query(`update member set locale = 'ar' where id = $1`, [whoReadsArabic.id]);
  const fatima = await site.windowOf(whoReadsArabic, { locale: 'ar', width: 360, javaScript: false });
  const olena = await site.windowOf(await town.member({ name: 'Olena' }), { locale: 'uk' });
  const rosa = await site.windowOf(await town.member({ name: 'Rosa' }));
  const question = 'Che cosa facciamo per prima cosa in piazza?';

  // The question, its two steps, the rule, the statements and what is voted on.
  await desk.goto('/consultations/new');
  await label(desk, 'it', 'consultations.field.question').fill(question);
  await label(desk, 'it', 'consultations.field.explanation').fill('La piazza è di tutti. Dicci che cosa serve.');
  await label(desk, 'it', 'consultations.field.description').fill('C’è posto per una cosa sola, quest’anno.');
  await label(desk, 'it', 'consultations.field.decisionBody').fill('Consulta di quartiere');
  await label(desk, 'it', 'consultations.field.answerBy').fill(day(town.now, 30));
  await desk.locator('[name="ruleMethod"]').selectOption('SCOTTISH_STV');
  await desk.locator('[name="seats"]').fill('1');
  for (const [at, method, opens, closes] of [['0', 'STATEMENTS', 1, 4], ['1', 'VOTE', 5, 8]] as const) {
    await desk.locator(`[name="phase${at}-method"]`).selectOption(method);
    await desk.locator(`[name="phase${at}-opens"]`).fill(day(town.now, opens));
    await desk.locator(`[name="phase${at}-closes"]`).fill(day(town.now, closes));
  } // prettier-ignore
  await press(desk, 'it', 'consultations.saveDraft');
  await sees(desk, 'it', 'consultations.missing.STATEMENTS');
  const path = new URL(desk.url()).pathname;
  await follow(desk, 'it', 'consultations.statements');
  await label(desk, 'it', 'consultations.addLabel').fill('Manca l’ombra.\nMancano i giochi.\nManca l’acqua.');
  await press(desk, 'it', 'consultations.add');
  await desk.getByText('Manca l’acqua.').first().waitFor();
  await desk.goto(path);
  await follow(desk, 'it', 'consultations.options');
  await label(desk, 'it', 'consultations.optionsLabel').fill('Alberi\nGiochi\nFontanella');
  await press(desk, 'it', 'consultations.saveWords');
  await press(desk, 'it', 'consultations.publish');
  await sees(desk, 'it', 'consultations.ruleStays');
  await follow(desk, 'it', 'consultations.languages');
  await desk.goto(`${path}/languages?into=ar`);
  await desk.locator('textarea[name$=":question"]').fill('ماذا نفعل أولًا في الساحة؟');
  await press(desk, 'it', 'translations.save');
  await sees(desk, 'it', 'translations.saved');
  await desk.goto(`${path}/codes`);
  await label(desk, 'it', 'consultations.howManyCodes').fill('5');
  await press(desk, 'it', 'consultations.makeCodes');
  const codes = await desk.locator('.code').allInnerTexts();

  // People answer, and one says something of her own.
  days(2);
  await agree(fatima, 'ar', path, 3);
  await agree(olena, 'uk', path, 3);
  await label(olena, 'uk', 'consultations.ownLabel').fill('Бракує лавок у тіні.');
  await press(olena, 'uk', 'consultations.ownSend');
  await sees(olena, 'uk', 'consultations.ownSent');
  await desk.goto(`${path}/moderate`);
  await press(desk, 'it', 'consultations.accept');
  await sees(desk, 'it', 'consultations.queueEmpty.PENDING');

  // They vote; three more on paper, with two empty ones, entered by one and signed by another.
  days(4);
  await vote(fatima, 'ar', path, { Fontanella: '1', Alberi: '2' });
  await vote(olena, 'uk', path, { Fontanella: '1' });
  await vote(rosa, 'it', path, { Giochi: '1', Fontanella: '2' });
  await desk.goto(path);
  await follow(desk, 'it', 'consultations.paper');
  await label(desk, 'it', 'consultations.paperCodes').fill(codes.join('\n'));
  await press(desk, 'it', 'consultations.paperCheck');
  await label(desk, 'it', 'consultations.paperLines').first().fill('3 1\n1 3\nAlberi\n-\n-');
  await press(desk, 'it', 'consultations.paperSave');
  await sees(desk, 'it', 'errors.PAPER_LINE', { line: 3, text: 'Alberi' });
  await label(desk, 'it', 'consultations.paperLines').first().fill('3 1\n1 3\n3\n-\n-');
  await press(desk, 'it', 'consultations.paperSave');
  await sees(desk, 'it', 'errors.SIGN_BY_ANOTHER');

  // It ends; the count waits for who compares the papers the day after.
  days(3);
  await countAll(town);
  await second.goto(path);
  await follow(second, 'it', 'consultations.paper');
  await press(second, 'it', 'consultations.paperSign');
  await sees(second, 'it', 'consultations.paperSigned');
  await countAll(town);
  await weigh(town);
  await fatima.goto(`${path}/results`);
  await sees(fatima, 'ar', 'consultations.voteBallots', { count: 8 });
  await sees(fatima, 'ar', 'consultations.voteBlank', { count: 2 });
  await sees(fatima, 'ar', 'consultations.voteElected', { options: 'Fontanella' });
  await sees(fatima, 'ar', 'translations.note.MISSING', { language: 'الإيطالية' });

  // The decision: what it follows, what it does not, and a promise.
  await desk.goto(path);
  await follow(desk, 'it', 'decisions.edit');
  await desk.getByLabel(words('it', 'decisions.outcome.PARTLY')).check();
  await label(desk, 'it', 'decisions.field.words').fill('Mettiamo una fontanella. I giochi l’anno prossimo.');
  await label(desk, 'it', 'decisions.reasons').fill('L’acqua serve a tutti, ogni giorno.');
  await label(desk, 'it', 'decisions.field.decidedOn').fill(day(town.now, 0));
  await press(desk, 'it', 'decisions.saveDraft');
  await sees(desk, 'it', 'decisions.missing.GROUNDS');
  await label(desk, 'it', 'decisions.field.subject').selectOption({ label: 'Fontanella' });
  await press(desk, 'it', 'decisions.addGround');
  await label(desk, 'it', 'decisions.field.subject').selectOption({ label: 'Mancano i giochi.' });
  await desk.getByLabel(words('it', 'decisions.stance.DEPARTS')).check();
  await desk.locator('#why').fill('Quest’anno c’è posto per una cosa sola.');
  await press(desk, 'it', 'decisions.addGround');
  await label(desk, 'it', 'decisions.field.promise').fill('Una fontanella in piazza');
  await label(desk, 'it', 'decisions.field.owner').fill('Ufficio tecnico');
  await label(desk, 'it', 'decisions.dueOn').fill(day(town.now, 40));
  await press(desk, 'it', 'decisions.addCommitment');
  await desk.getByText('Una fontanella in piazza').first().waitFor();
  await press(desk, 'it', 'decisions.publish');
  await desk.getByRole('heading', { name: words('it', 'decisions.weDid') }).waitFor();

  // Nothing is owed any more, and the page says so.
  await desk.goto(path);
  await desk.getByText(words('it', 'consultations.answerCame')).first().waitFor();
  expect(await desk.getByText(/deve rispondere/).count()).toBe(0);
  await desk.goto(`${path}/decision`);

  // Who took part is told in her language, and finds the way there.
  await tellOf(town);
  await fatima.goto('/notices');
  await fatima.getByText('ماذا نفعل أولًا في الساحة؟').first().waitFor();
  await fatima.goto(`${path}/decision`);
  await sees(fatima, 'ar', 'decisions.stance.DEPARTS');
  await sees(fatima, 'ar', 'decisions.standing.PLANNED');
  const untranslated = words('ar', 'translations.note.MISSING', { language: 'الإيطالية' });
  const promise = fatima.getByRole('article').filter({ hasText: 'Una fontanella in piazza' });
  await promise.getByText(untranslated).waitFor();

  // The promise begins an action that she joins; its day passes, and in the end it is kept.
  await desk.locator('summary', { hasText: words('it', 'decisions.beginTitle') }).click();
  await press(desk, 'it', 'decisions.beginButton');
  await desk.getByRole('link', { name: words('it', 'decisions.join.ACTION') }).waitFor();
  await fatima.reload();
  await follow(fatima, 'ar', 'decisions.join.ACTION');
  await fatima.getByRole('heading', { name: 'Una fontanella in piazza', level: 1 }).waitFor();
  days(41);
  await olena.goto(`${path}/decision`);
  await sees(olena, 'uk', 'decisions.standing.LATE');
  await desk.goto(`${path}/decision`);
  await desk.locator('summary', { hasText: words('it', 'decisions.moveTitle') }).click();
  await desk.getByLabel(words('it', 'decisions.standing.DONE')).check();
  await label(desk, 'it', 'decisions.moveWords').fill('La fontanella c’è, e l’acqua è buona.');
  await press(desk, 'it', 'decisions.moveSave');
  await sees(desk, 'it', 'decisions.standing.DONE');
  await tellOf(town);
  await olena.goto('/notices');
  await olena.getByText(question).first().waitFor();
  await olena.goto(`${path}/decision`);
  await sees(olena, 'uk', 'decisions.standing.DONE');
  await olena.getByText('La fontanella c’è, e l’acqua è buona.').waitFor();
  expect(await olena.getByText(words('uk', 'decisions.standing.LATE'), { exact: true }).count()).toBe(0);
  for (const page of [desk, second, fatima, olena, rosa]) await page.context().close();
}, 180_000);

test.each(['it', 'ar'] as const)(
  'a decision after a question that nobody answered says so once (%s)',
  async (locale) => {
    const { town } = site;
    const organisationId = await town.organisation();
    const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
    const { id } = await openConsultation(town, giulia, organisationId);
    town.now = new Date(town.now.getTime() + 80 * 3_600_000);
    await publishedDecision(town, giulia, id);
    const page = await site.windowOf(town.visitor, { locale, width: 360 });
    await page.goto(`/consultations/${id}/decision`);
    const said = page.getByRole('region', { name: words(locale, 'decisions.youSaid') });
    await said.getByText(words(locale, 'decisions.nobodySaid')).waitFor();
    const decided = page.getByRole('region', { name: words(locale, 'decisions.weDecided') });
    expect(await decided.innerText()).not.toContain(words(locale, 'decisions.outcome.UNANSWERED'));
    await page.context().close();
  },
);
