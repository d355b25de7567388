import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeConsultation, fine, makeCodes } from '../testkit/consultations.ts';
import { follow, press } from '../testkit/pages.ts';
import { openSite, type Sight, type Site } from '../testkit/site.ts';
import { draftSurvey, endSurvey, everyKind, insertReplies, openSurvey, type Survey } from '../testkit/surveys.ts';
import type { Person } from '../testkit/town.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Answers half of it, goes away, comes back with another phone, changes an answer and sends. */
async function answerAll(person: Person, survey: Survey, locale: Locale, sight: Sight): Promise<void> {
  const page = await site.windowOf(person, { locale, ...sight });
  await page.goto(`/consultations/${survey.id}`);
  await follow(page, locale, 'consultations.surveyStart');
  await follow(page, locale, 'consultations.begin');
  const progress = (number: number, total: number) =>
    page.getByText(words(locale, 'consultations.surveyProgress', { number, total })).waitFor();
  await progress(1, 3);
  await press(page, locale, 'consultations.surveyNext');
  await page.getByText(words(locale, 'errors.REQUIRED')).waitFor();
  await page.getByText('Sì', { exact: true }).click();
  await press(page, locale, 'consultations.surveyNext');
  // The answer makes two further questions asked.
  await progress(2, 5);
  for (const choice of ['Gioco', 'Leggo', 'Cammino']) await page.getByText(choice, { exact: true }).click();
  await press(page, locale, 'consultations.surveyNext');
  await page.getByText(words(locale, 'errors.CHOSEN_TOO_MANY', { max: 2 })).waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count(), 'what was chosen stays').toBe(3);
  await page.getByText('Leggo', { exact: true }).click();
  await press(page, locale, 'consultations.surveyNext');
  await progress(3, 5);
  await press(page, locale, 'consultations.surveyBack');
  expect(await page.getByRole('checkbox', { checked: true }).count(), 'what was answered stays').toBe(2);
  await page.context().close();

  const again = await site.windowOf(person, { locale, ...sight });
  await again.goto(`/consultations/${survey.id}/survey/${survey.phaseId}`);
  await follow(again, locale, 'consultations.goOn');
  await again.getByText('4', { exact: true }).click();
  await press(again, locale, 'consultations.surveyNext');
  await again.getByRole('group', { name: 'Le luci' }).getByText('Male', { exact: true }).click();
  await press(again, locale, 'consultations.surveyNext');
  await again.getByLabel(words(locale, 'consultations.surveyYourAnswer')).fill('Più luce la sera.');
  await press(again, locale, 'consultations.surveyNext');
  await again.getByRole('heading', { name: words(locale, 'consultations.surveyCheckTitle') }).waitFor();
  await again.getByText('Più luce la sera.').waitFor();
  await press(again, locale, 'consultations.surveySend');
  await again.getByText(words(locale, 'consultations.surveySent')).waitFor();
  await again.context().close();
}

test('a survey in Italian with JavaScript and in Arabic on a small phone without, up to what is published', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const survey = await openSurvey(town, giulia, organisationId);
  await answerAll(await town.member(), survey, 'it', { javaScript: true });
  const fatima = await town.member();
  await answerAll(fatima, survey, 'ar', { width: 360, javaScript: false });

  const visitor = await site.windowOf(town.visitor, { javaScript: false });
  await visitor.goto(`/consultations/${survey.id}/survey/${survey.phaseId}?print`);
  await visitor
    .getByText(words('it', 'consultations.surveyWhen', { number: 1, answers: 'Sì' }))
    .first()
    .waitFor();

  await insertReplies(town, survey, 9, { 0: [1] });
  await insertReplies(town, survey, 4, { 0: [0], 1: [0, 2], 2: [4], 3: [null, 1], 4: 'Una fontana.' });
  await endSurvey(town);
  await visitor.goto(`/consultations/${survey.id}/results`);
  await visitor.getByText(words('it', 'consultations.surveyPeople', { count: 15 })).waitFor();
  await visitor.getByText(words('it', 'consultations.surveyTop', { answer: 'No', count: 9 })).waitFor();
  const file = await visitor.request.get(`${site.address}/consultations/${survey.id}/results.csv?survey=1`);
  expect(await file.text()).toContain('Usi il giardino?,,No,9,15');
  expect(await visitor.getByText('Una fontana.').count()).toBe(0);

  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/consultations/${survey.id}/questions/${survey.phaseId}`);
  expect(await desk.getByText('Una fontana.').count()).toBe(4);
  await desk.getByLabel(words('it', 'consultations.surveySummary')).fill('Chi viene chiede più luce e una fontana.');
  await press(desk, 'it', 'consultations.surveySummarySave');
  await visitor.reload();
  await visitor.getByText('Chi viene chiede più luce e una fontana.').waitFor();
  for (const page of [visitor, desk]) await page.context().close();
});

test('beside a helper no page says that the answers stay, and sending comes before the end of the help', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const survey = await openSurvey(town, giulia, organisationId, { who: 'CODES' });
  const [code = ''] = await makeCodes(giulia, survey.id, 1);
  const page = await site.windowOf(giulia, { javaScript: false });
  await page.goto(`/consultations/${survey.id}/help`);
  await page.getByLabel(words('it', 'consultations.code')).fill(code);
  await press(page, 'it', 'consultations.helpStart');
  await page.getByText(words('it', 'consultations.surveyHelped')).waitFor();
  expect(await page.getByText(words('it', 'consultations.surveyKept')).count()).toBe(0);
  await page.goto(`/consultations/${survey.id}/survey/${survey.phaseId}?check`);
  const buttons = await page.getByRole('main').getByRole('button').allInnerTexts();
  const [sends, ends] = (['surveySend', 'helpingEnd'] as const).map((id) =>
    buttons.findIndex((label) => label.includes(words('it', `consultations.${id}`))),
  );
  expect(sends).toBeLessThan(ends ?? -1);
  await press(page, 'it', 'consultations.helpingEnd');
  await page.getByText(words('it', 'consultations.helpEndedEmpty')).waitFor();
  await page.context().close();
});

test('a desk enters surveys on paper and a second person signs, without JavaScript on a small phone in Arabic', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const karim = await town.member({ in: { organisationId, role: 'STAFF' } });
  const survey = await openSurvey(town, giulia, organisationId);
  const codes = await makeCodes(giulia, survey.id, 5);
  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/consultations/${survey.id}`);
  await follow(desk, 'it', 'consultations.paperSurvey');
  const typed = (page: Page, locale: Locale) => page.getByLabel(words(locale, 'consultations.paperLines')).first();
  await desk.getByLabel(words('it', 'consultations.paperCodes')).fill(codes.join('\n'));
  await press(desk, 'it', 'consultations.paperCheck');
  await typed(desk, 'it').fill('1: 1; 2: 1 3; 4: 1 -; 5: Più luce\n1: 3\n-\n-\n-');
  await press(desk, 'it', 'consultations.paperSave');
  await desk.getByText(words('it', 'errors.PAPER_LINE', { line: 2, text: '1: 3' })).waitFor();
  await typed(desk, 'it').fill('1: 1; 2: 1 3; 4: 1 -; 5: Più luce\n1: 2\n-\n-\n-');
  await press(desk, 'it', 'consultations.paperSave');
  await desk.getByText(words('it', 'consultations.paperWaits')).waitFor();

  const second = await site.windowOf(karim, { locale: 'ar', width: 360, javaScript: false });
  await second.goto(`/consultations/${survey.id}/paper/${survey.phaseId}`);
  for (const said of ['Cammino', 'Più luce', words('ar', 'consultations.paperEmpty')])
    await second.getByText(said, { exact: true }).last().waitFor();
  await press(second, 'ar', 'consultations.paperSign');
  await second.getByText(words('ar', 'consultations.paperSigned')).waitFor();
  await insertReplies(town, survey, 4, { 0: [1] });
  await endSurvey(town);
  await second.goto(`/consultations/${survey.id}/results`);
  await second.getByText(words('ar', 'consultations.surveyPeople', { count: 6 })).waitFor();
  for (const page of [desk, second]) await page.context().close();
});

test('organisers make, change, move and remove questions without JavaScript', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const { id, phaseId } = await draftSurvey(town, giulia, organisationId);
  const page = await site.windowOf(giulia, { width: 360, javaScript: false });
  await page.goto(`/consultations/${id}`);
  await follow(page, 'it', 'consultations.surveyQuestions');
  const add = async (kind: string, text: string, choices: string[] = []) => {
    await follow(page, 'it', `consultations.surveyKind.${kind}`);
    await page.getByLabel(words('it', 'consultations.surveyText')).fill(text);
    if (choices.length > 0) await page.getByLabel(words('it', 'consultations.surveyChoices')).fill(choices.join('\n'));
  };
  await add('SINGLE', 'Hai figli?', ['Sì', 'Sì']);
  await press(page, 'it', 'consultations.surveySave');
  await page.getByText(words('it', 'errors.SAID_ALREADY')).waitFor();
  expect(await page.getByLabel(words('it', 'consultations.surveyText')).inputValue()).toBe('Hai figli?');
  await page.getByLabel(words('it', 'consultations.surveyChoices')).fill('Sì\nNo');
  await press(page, 'it', 'consultations.surveySave');
  await add('TEXT', 'Dove giocano?');
  await page.locator('summary', { hasText: words('it', 'consultations.surveyCondition') }).click();
  await page.getByText('Sì', { exact: true }).click();
  await press(page, 'it', 'consultations.surveySave');
  await page.getByText(words('it', 'consultations.surveyWhen', { number: 1, answers: 'Sì' })).waitFor();
  await page.getByRole('button', { name: `${words('it', 'consultations.surveyUp')}: 2` }).click();
  await page.getByText(words('it', 'errors.QUESTION_NEEDED', { number: 1 })).waitFor();
  await page.getByRole('link', { name: words('it', 'consultations.surveyChangeWhole', { number: 1 }) }).click();
  await page.getByLabel(words('it', 'consultations.surveyText')).fill('Hai bambini?');
  await press(page, 'it', 'consultations.surveySave');
  await page.getByRole('heading', { name: 'Hai bambini?' }).waitFor();
  await page.getByRole('button', { name: `${words('it', 'consultations.surveyRemove')}: 2` }).click();
  expect(await page.getByText('Dove giocano?').count()).toBe(0);
  fine(await changeConsultation(giulia, 'publishConsultation', id));
  await page.goto(`/consultations/${id}/questions/${phaseId}`);
  await page.getByText(words('it', 'consultations.surveyFixed')).waitFor();
  await page.context().close();
});

test('organisers translate questions and their answers on the page of the languages', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const survey = await openSurvey(town, giulia, organisationId);
  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/consultations/${survey.id}/languages?into=en`);
  const field = (part: string, values: Record<string, number>) =>
    desk.getByLabel(
      words('it', 'translations.of', {
        field: words('it', `consultations.surveyPart.${part}`, values),
        language: 'English',
      }),
    );
  await field('text', { number: 1 }).fill('Do you use the garden?');
  await field('choice', { number: 1, place: 2 }).fill('Never');
  await field('row', { number: 4, place: 1 }).fill('The benches');
  await press(desk, 'it', 'translations.save');
  await desk.getByText(words('it', 'translations.saved')).waitFor();
  const reader = await site.windowOf(await town.member(), { locale: 'en', javaScript: false });
  await reader.goto(`/consultations/${survey.id}/survey/${survey.phaseId}?question=${survey.questionIds[0] ?? ''}`);
  await reader.getByRole('heading', { name: 'Do you use the garden?' }).waitFor();
  await reader.getByText('Never', { exact: true }).waitFor();
  await reader.goto(`/consultations/${survey.id}/survey/${survey.phaseId}?print`);
  await reader.getByText('The benches').waitFor();
  for (const page of [desk, reader]) await page.context().close();
});

test('a survey is found in its own consultation only', async () => {
  const organisationId = await site.town.organisation();
  const giulia = await site.town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const one = await openSurvey(site.town, giulia, organisationId, {}, everyKind.slice(0, 1));
  const other = await openSurvey(site.town, giulia, organisationId, {}, everyKind.slice(0, 1));
  const page = await site.windowOf(giulia);
  for (const kind of ['survey', 'questions']) {
    expect((await page.goto(`/consultations/${one.id}/${kind}/${one.phaseId}`))?.status()).toBe(200);
    expect((await page.goto(`/consultations/${one.id}/${kind}/${other.phaseId}`))?.status()).toBe(404);
  }
  await page.context().close();
});
