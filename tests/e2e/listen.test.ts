import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsultation, seeds } from '../testkit/consultations.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { openSurvey } from '../testkit/surveys.ts';
import { openVote } from '../testkit/votes.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
let vote: string;
let statements: string;
let survey: string;
beforeAll(async () => {
  site = await openSite();
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const ranked = await openVote(town, giulia, organisationId, { ruleMethod: 'SCHULZE' });
  vote = `/consultations/${ranked.id}/vote/${ranked.phaseId}`;
  statements = `/consultations/${(await openConsultation(town, giulia, organisationId)).id}/statements`;
  const asked = await openSurvey(town, giulia, organisationId);
  survey = `/consultations/${asked.id}/survey/${asked.phaseId}?question=${asked.questionIds[0]}`;
});
afterAll(() => site.close());

interface Spoken {
  words: string;
  lang: string;
}

/** A page on a device with these voices, which it tells of a moment after it was asked, or that breaks. */
async function devices(voices: string[], path: string, { locale = 'it' as Locale, breaks = false } = {}) {
  const page = await site.windowOf(await site.town.member(), { locale, width: 360 });
  await page.addInitScript(
    ({ langs, broken }) => {
      const found = langs.map((lang) => ({ lang, default: false }));
      let known: unknown[] = [];
      class Utterance {
        constructor(public text: string) {}
        lang = '';
        onend: (() => void) | null = null;
        onerror: ((event: { error: string }) => void) | null = null;
      }
      const spoken: Spoken[] = [];
      const synthesis = Object.assign(new EventTarget(), {
        getVoices: () => known,
        cancel: () => undefined,
        speak(utterance: Utterance) {
          spoken.push({ words: utterance.text, lang: utterance.lang });
          if (broken) setTimeout(() => utterance.onerror?.({ error: 'synthesis-failed' }));
        },
      });
      setTimeout(() => {
        known = found;
        synthesis.dispatchEvent(new Event('voiceschanged'));
      }, 500);
      Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis });
      Object.assign(globalThis, { SpeechSynthesisUtterance: Utterance, spoken });
    },
    { langs: voices, broken: breaks },
  );
  await page.goto(path);
  return page;
}

const wholePage = (page: Page, locale: Locale = 'it') =>
  page.getByRole('button', { name: words(locale, 'ui.listen'), exact: true });
const spokenOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { spoken: Spoken[] }).spoken);

test.each([
  { voices: [], why: 'no voice at all' },
  { voices: ['it-IT'], why: 'only a voice of another language' },
])('with $why the button returns, and the page says so and what to do', async ({ voices }) => {
  const page = await devices(voices, '/privacy', { locale: 'ar' });
  await wholePage(page, 'ar').tap();
  await page.getByText(words('ar', 'ui.voiceNone')).waitFor();
  expect(await wholePage(page, 'ar').getAttribute('aria-pressed')).toBe('false');
  expect(await spokenOn(page)).toEqual([]);
  await page.context().close();
});

test('parts in a language without a voice are left out, and that is said', async () => {
  const page = await devices(['it_IT'], vote, { locale: 'ar' });
  await wholePage(page, 'ar').tap();
  await page.getByText(words('ar', 'ui.voiceSome')).waitFor();
  const spoken = await spokenOn(page);
  expect(spoken.map((part) => part.words)).toContain('Fontanella');
  expect(spoken.filter(({ words: said, lang }) => lang !== 'it-IT' || /\p{Script=Arabic}/u.test(said))).toEqual([]);
  await page.context().close();
});

test('a voice that breaks gives the button back, with a word on it', async () => {
  const page = await devices(['it-IT'], '/privacy', { breaks: true });
  await wholePage(page).tap();
  await page.getByText(words('it', 'ui.voiceBroken')).waitFor();
  expect(await wholePage(page).isVisible()).toBe(true);
  await page.context().close();
});

test('of a ranked ballot it reads the options and once how to answer, not the places that can be given', async () => {
  const page = await devices(['it-IT'], vote);
  await wholePage(page).tap();
  await expect.poll(() => spokenOn(page)).not.toEqual([]);
  const said = (await spokenOn(page)).map((part) => part.words);
  expect(said.filter((one) => one === words('it', 'consultations.voteHow.SCHULZE'))).toHaveLength(1);
  for (const option of ['Panchine', 'Fontanella', 'Alberi', 'Giochi'])
    expect(said.filter((one) => one.includes(option))).toEqual([option]);
  expect(said.join(' ')).not.toContain(words('it', 'consultations.votePlace', { number: 1 }));
  await page.context().close();
});

test('a statement is read with the answers it can get', async () => {
  const page = await devices(['it-IT'], statements);
  await wholePage(page).tap();
  await expect.poll(() => spokenOn(page)).not.toEqual([]);
  const said = (await spokenOn(page)).map((part) => part.words);
  const at = said.findIndex((one) => seeds.includes(one));
  const answers = (['AGREE', 'DISAGREE', 'PASS'] as const).map((one) => words('it', `consultations.answer.${one}`));
  expect(at).toBeGreaterThan(-1);
  expect(said.slice(at + 1).filter((one) => answers.includes(one))).toEqual(answers);
  await page.context().close();
});

test('each statement, question and option has a button of its own, which reads it alone and stops it', async () => {
  const option = await devices(['it-IT'], vote);
  const own = option.getByRole('button', { name: `${words('it', 'ui.listen')} Alberi` });
  await own.tap();
  await expect.poll(() => spokenOn(option)).toEqual([{ words: 'Alberi', lang: 'it-IT' }]);
  const stops = option.getByRole('button', { name: `${words('it', 'ui.stopListening')} Alberi` });
  expect(await stops.getAttribute('aria-pressed')).toBe('true');
  expect(await wholePage(option).getAttribute('aria-pressed')).toBe('false');
  await stops.tap();
  expect(await own.getAttribute('aria-pressed')).toBe('false');

  const statement = await devices(['it-IT'], statements);
  const shown = await statement.locator('#statement').innerText();
  await statement.getByRole('button', { name: `${words('it', 'ui.listen')} ${shown}` }).tap();
  await expect.poll(() => spokenOn(statement)).toEqual([{ words: shown, lang: 'it-IT' }]);

  const question = await devices(['it-IT'], survey);
  const asked = await question.locator('#question').innerText();
  await question.getByRole('button', { name: `${words('it', 'ui.listen')} ${asked}` }).tap();
  await expect.poll(async () => (await spokenOn(question))[0]).toEqual({ words: asked, lang: 'it-IT' });
  for (const page of [option, statement, question]) await page.context().close();
});

test('without JavaScript there are no buttons that could not read', async () => {
  const page = await site.windowOf(await site.town.member(), { javaScript: false });
  await page.goto(vote);
  await page.getByLabel('Alberi').waitFor();
  expect(await page.locator('[data-listen]').count()).toBeGreaterThan(4);
  expect(await page.locator('[data-listen]:visible').count()).toBe(0);
  await page.context().close();
});
