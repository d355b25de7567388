import { afterAll, beforeAll, expect, test } from 'vitest';
import { townDay } from '../../server/src/platform/time.ts';
import { insertAnswers, statementIds, weigh } from '../testkit/consultations.ts';
import { follow, press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const day = (from: Date, days: number) => townDay(from).add({ days }).toString();

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])(
  'from a question to what came out: organiser, neighbour in Italian, mother with a code in Arabic, mediator, $way',
  async ({ javaScript }) => {
    const { town } = site;
    town.now = new Date();
    const organisationId = await town.organisation(`Vicini di Lago Patria ${javaScript ? 'uno' : 'due'}`);
    const giulia = await town.member({ name: 'Giulia Marino', in: { organisationId, role: 'COORDINATOR' } });
    const samir = await town.member({ name: 'Samir', in: { organisationId, role: 'MEDIATOR' } });
    const rosa = await town.member({ name: 'Rosa Esposito' });
    const question = `Che cosa manca al parco ${javaScript ? 'grande' : 'piccolo'}?`;
    const desk = await site.windowOf(giulia, { javaScript });

    // A draft says what is missing; the statements and an Arabic translation come next; then everybody sees it.
    await desk.goto('/consultations/new');
    await desk.getByLabel(words('it', 'consultations.field.question'), { exact: true }).fill(question);
    await press(desk, 'it', 'consultations.saveDraft');
    await desk.getByText(words('it', 'consultations.missing.EXPLANATION')).waitFor();
    await follow(desk, 'it', 'consultations.edit');
    await desk.getByLabel(words('it', 'consultations.field.explanation')).fill('Il parco è di tutti.');
    await desk.getByLabel(words('it', 'consultations.field.description')).fill('Si decide che cosa **comprare**.');
    await desk.getByLabel(words('it', 'consultations.field.decisionBody')).fill('Consulta di quartiere');
    await desk.getByLabel(words('it', 'consultations.field.answerBy')).fill(day(town.now, 30));
    await desk.getByLabel(words('it', 'consultations.field.opens'), { exact: true }).first().fill(day(town.now, 1));
    await desk.getByLabel(words('it', 'consultations.field.closes'), { exact: true }).first().fill(day(town.now, 5));
    await press(desk, 'it', 'consultations.saveDraft');
    await desk.getByText(words('it', 'consultations.missing.STATEMENTS')).waitFor();
    await follow(desk, 'it', 'consultations.statements');
    await desk
      .getByLabel(words('it', 'consultations.addLabel'))
      .fill('Mancano le panchine.\nManca una fontana.\nManca il campo da calcio.');
    await press(desk, 'it', 'consultations.add');
    await desk.getByText('Manca una fontana.').first().waitFor();
    await follow(desk, 'it', 'consultations.back');
    const path = new URL(desk.url()).pathname;
    const id = path.split('/').at(-1) ?? '';
    await desk.goto(`${path}/languages?into=ar`);
    await desk.locator('textarea[name$=":question"]').fill('ماذا ينقص الحديقة؟');
    await press(desk, 'it', 'translations.save');
    await desk.getByText(words('it', 'translations.saved')).waitFor();
    await desk.goto(path);
    await press(desk, 'it', 'consultations.publish');
    await desk.getByText(words('it', 'consultations.ruleStays')).waitFor();

    // Codes on paper.
    await follow(desk, 'it', 'consultations.codes');
    await desk.getByLabel(words('it', 'consultations.howManyCodes')).fill('2');
    await press(desk, 'it', 'consultations.makeCodes');
    const [code = '', other = ''] = await desk.locator('.code').allInnerTexts();
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

    // It opens. A neighbour answers, changes her mind, and says something of her own.
    town.now = new Date(town.now.getTime() + 2 * 86_400_000);
    const neighbour = await site.windowOf(rosa, { javaScript });
    await neighbour.goto('/consultations');
    await neighbour.getByRole('link', { name: question }).first().click();
    await follow(neighbour, 'it', 'consultations.begin');
    for (const answered of [0, 1, 2]) {
      await neighbour
        .getByText(words('it', 'consultations.progress', { answered: String(answered), total: '3' }))
        .waitFor();
      await press(neighbour, 'it', 'consultations.answer.AGREE');
    }
    await neighbour.getByText(words('it', 'consultations.allAnswered')).waitFor();
    await neighbour.locator('summary', { hasText: 'Le mie 3 risposte' }).click();
    await press(neighbour, 'it', 'consultations.answer.PASS');
    await neighbour.getByText(words('it', 'consultations.allAnswered')).waitFor();
    await neighbour.getByLabel(words('it', 'consultations.ownLabel')).fill('Manca una luce la sera.');
    await press(neighbour, 'it', 'consultations.ownSend');
    await neighbour.getByText(words('it', 'consultations.ownSent')).waitFor();
    await desk.goto(`${path}/moderate`);
    await desk.getByText('Manca una luce la sera.').waitFor();
    await press(desk, 'it', 'consultations.accept');
    await desk.getByText(words('it', 'consultations.queueEmpty.PENDING')).waitFor();

    // A mother without an account, in Arabic, on a small phone.
    const mother = await site.windowOf(town.visitor, { locale: 'ar', width: 360, javaScript });
    await mother.goto(path);
    await mother.getByRole('heading', { name: 'ماذا ينقص الحديقة؟', level: 1 }).waitFor();
    await follow(mother, 'ar', 'consultations.haveCode');
    await mother.getByLabel(words('ar', 'consultations.code'), { exact: true }).fill('WRONG');
    await press(mother, 'ar', 'consultations.useCode');
    await mother.getByText(words('ar', 'errors.WRONG_CODE')).first().waitFor();
    await mother.getByLabel(words('ar', 'consultations.code'), { exact: true }).fill(code.toLowerCase());
    await press(mother, 'ar', 'consultations.useCode');
    await mother.getByText(words('ar', 'consultations.progress', { answered: '0', total: '4' })).waitFor();
    await press(mother, 'ar', 'consultations.answer.DISAGREE');
    await mother.getByText(words('ar', 'consultations.progress', { answered: '1', total: '4' })).waitFor();

    // A mediator sits beside somebody else; afterwards nothing of it is on the screen.
    const helper = await site.windowOf(samir, { javaScript });
    await helper.goto(path);
    await follow(helper, 'it', 'consultations.help');
    await helper.getByLabel(words('it', 'consultations.code'), { exact: true }).fill(other);
    await press(helper, 'it', 'consultations.helpStart');
    await helper.getByText(words('it', 'consultations.helping')).waitFor();
    await press(helper, 'it', 'consultations.answer.AGREE');
    await helper.getByText(words('it', 'consultations.progress', { answered: '1', total: '4' })).waitFor();
    expect(await helper.locator('button[name="value"][aria-pressed]').count()).toBe(0);
    await press(helper, 'it', 'consultations.helpingEnd');
    await helper.getByText(words('it', 'consultations.helpEnded')).waitFor();

    // It ends: everybody reads what came out, and takes the figures along.
    const { rows } = await town.pool.query<{ id: string }>(
      'select id from consultation_phase where consultation_id = $1 and method is not null',
      [id],
    );
    const phaseId = rows[0]?.id ?? '';
    const [bench = '', ...others] = await statementIds(town, phaseId);
    await insertAnswers(
      town,
      { id, phaseId, version: 1 },
      30,
      Object.fromEntries([[bench, 'AGREE' as const], ...others.map((one) => [one, 'PASS' as const])]),
    );
    town.now = new Date(town.now.getTime() + 5 * 86_400_000);
    await weigh(town);
    await mother.goto(`${path}/results`);
    await mother.getByRole('heading', { name: words('ar', 'consultations.result.unites') }).waitFor();
    await mother.getByText('Mancano le panchine.').first().waitFor();
    const csv = await mother.request.get(`${site.address}${path}/results.csv`);
    expect(csv.headers()['content-type']).toContain('text/csv');
    expect(await csv.text()).toContain('Mancano le panchine.');
    for (const page of [desk, neighbour, mother, helper]) await page.context().close();
  },
);
