import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, ask, offer } from '../testkit/help.ts';
import { press } from '../testkit/pages.ts';
import { openSession } from '../testkit/session.ts';
import { openSite, type Sight, type Site } from '../testkit/site.ts';
import type { Person } from '../testkit/town.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('$way', ({ javaScript }) => {
  test('a note that is too long is refused in Ukrainian beside its field, and stays in it', async () => {
    const { page, requestId } = await beforeSomebodysRequest('uk', { javaScript });
    const note = page.getByLabel(words('uk', 'help.offerNote'));
    const long = 'Допоможу! '.repeat(101);
    await overfill(page, words('uk', 'help.offerNote'), long);
    await page.getByRole('button', { name: words('uk', 'help.iCanHelp') }).click();
    await sayingBeside(page, words('uk', 'help.offerNote'), words('uk', 'errors.TOO_LONG', { max: 1000 }));
    expect(await note.inputValue()).toBe(long.trim());
    await note.fill('Допоможу!');
    await page.getByRole('button', { name: words('uk', 'help.iCanHelp') }).click();
    await page.getByRole('heading', { name: words('uk', 'help.offeredTitle') }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/help/${requestId}`);
    await page.context().close();
  });

  test('a message that is too long is refused in French beside its field, and stays in it', async () => {
    const { town } = site;
    const [mother, helper] = [await town.member(), await town.member({ locale: 'fr' })];
    const { threadId } = await offer(helper, await ask(town, mother));
    const page = await site.windowOf(helper, { locale: 'fr', width: 360, javaScript });
    // Once the page hears of news, its scripts have done what they do to the field.
    const ready = javaScript && page.waitForResponse((answer) => answer.url().includes('/graphql/stream'));
    await page.goto(`/threads/${threadId}`);
    await ready;
    const long = 'Bonjour '.repeat(501).trim();
    await overfill(page, words('fr', 'messages.write'), long);
    await page.getByRole('button', { name: words('fr', 'messages.send') }).click();
    await sayingBeside(page, words('fr', 'messages.write'), words('fr', 'errors.TOO_LONG', { max: 4000 }));
    expect(await page.getByLabel(words('fr', 'messages.write')).inputValue()).toBe(long);
    await page.context().close();
  });
});

test('a day that has passed is refused in Arabic, and the words are still there for another day', async () => {
  const amina = await site.town.member({ locale: 'ar' });
  const page = await site.windowOf(amina, { locale: 'ar', width: 360 });
  await page.goto('/help/ask?category=PAPERS&when=ON_DATE&date=2020-01-01');
  await fillDetails(page, 'ar', { details: 'ورقة من البلدية', places: '2' });
  await page.getByRole('button', { name: 'Varcaturo بالعربية' }).tap();
  await page.getByRole('alert').getByText(words('ar', 'errors.DATE_IN_PAST')).waitFor();
  await hasDetails(page, 'ar', { details: 'ورقة من البلدية', places: '2' });
  await page.context().close();
});

test('a long form that is refused opens in Arabic at the field to correct, and its name says so', async () => {
  const { town } = site;
  const organisationId = await town.organisation('Vicini di Licola');
  const samir = await town.member({ locale: 'ar', in: { organisationId, role: 'COORDINATOR' } });
  const page = await site.windowOf(samir, { locale: 'ar', width: 360, javaScript: false });
  await page.goto('/events/new');
  await page.getByLabel(words('ar', 'events.title'), { exact: true }).fill('مقهى اللغات');
  await page.getByLabel(words('ar', 'events.description')).fill('نتحدث ونضحك.');
  await page.getByLabel(words('ar', 'events.venue'), { exact: true }).fill('Biblioteca comunale');
  const day = page.getByLabel(words('ar', 'events.date'), { exact: true });
  await day.fill('2020-01-01');
  await page.locator('form', { has: day }).evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await press(page, 'ar', 'events.saveDraft');
  await expect.poll(() => page.title()).toContain(words('ar', 'ui.toMend'));
  expect(await day.evaluate((field) => field === document.activeElement)).toBe(true);
  const box = await day.boundingBox();
  expect(box && box.y > 0 && box.y < 800, 'the field is in sight').toBe(true);
  expect(await page.getByLabel(words('ar', 'events.title'), { exact: true }).inputValue()).toBe('مقهى اللغات');
  await page.context().close();
});

test('a visitor who asks comes back after signing in with everything still filled, and sends it with one tap', async () => {
  const { town } = site;
  const page = await site.windowOf(town.visitor, { locale: 'it-x-facile', width: 360, javaScript: false });
  await page.goto('/help/ask?category=HOMEWORK&when=THIS_WEEK');
  const written = { details: 'Matematica, seconda media. È “difficile” & lunga', places: '3' };
  await fillDetails(page, 'it-x-facile', written);
  await page.locator('input[name="speaks"][value="uk"]').check();
  await page.getByRole('button', { name: 'Varcaturo', exact: true }).tap();
  await page.waitForURL(/\/sign-in/);

  const back = new URL(page.url()).searchParams.get('next') ?? '';
  expect(page.url(), 'words stay out of addresses').not.toContain('Matematica');
  await signIn(page, await town.member({ locale: 'it-x-facile' }));
  await page.goto(back);
  await page.getByText(words('it-x-facile', 'help.title.HOMEWORK')).waitFor();
  await page.getByText(words('it-x-facile', 'help.askThisWeek')).waitFor();
  await hasDetails(page, 'it-x-facile', written);
  expect(await page.locator('input[name="speaks"][value="uk"]').isChecked()).toBe(true);
  await page.getByRole('button', { name: words('it-x-facile', 'help.askSend', { zone: 'Varcaturo' }) }).tap();
  await page.getByText(words('it-x-facile', 'help.sent')).waitFor();
  await page.getByText(written.details).waitFor();
  await page.getByText('ucraino').waitFor();

  await page.goto('/help/ask?category=HOMEWORK&when=THIS_WEEK');
  expect(await page.locator('textarea').inputValue(), 'the next request starts empty').toBe('');
  await page.context().close();
});

test('a session that ends while somebody asks, offers or writes loses nothing that was typed', async () => {
  const { town } = site;
  const rosa = await town.member();
  const page = await site.windowOf(rosa, { width: 360 });
  const { threadId } = await offer(rosa, await ask(town, await town.member()));
  const open = await ask(town, await town.member());
  const written = { details: 'Un armadio al terzo piano', places: '2' };

  await page.goto('/help/ask?category=MOVING&when=TOMORROW');
  await fillDetails(page, 'it', written);
  await endSessions(rosa);
  await page.getByRole('button', { name: 'San Nicola' }).tap();
  await signInAndComeBack(page, rosa);
  await hasDetails(page, 'it', written);

  await page.goto(`/help/${open}`);
  await page.getByLabel(words('it', 'help.offerNote')).fill('Ho un furgone');
  await endSessions(rosa);
  await page.getByRole('button', { name: words('it', 'help.iCanHelp') }).tap();
  await signInAndComeBack(page, rosa);
  expect(await page.getByLabel(words('it', 'help.offerNote')).inputValue()).toBe('Ho un furgone');

  await page.goto(`/threads/${threadId}`);
  await page.getByLabel(words('it', 'messages.write')).fill('Arrivo alle nove');
  await endSessions(rosa);
  await page.getByRole('button', { name: words('it', 'messages.send') }).tap();
  await signInAndComeBack(page, rosa);
  expect(await page.getByLabel(words('it', 'messages.write')).inputValue()).toBe('Arrivo alle nove');
  await page.context().close();
});

test('what is typed before the scripts of a page arrive on a slow phone stays', async () => {
  const { town } = site;
  const [mother, helper] = [await town.member(), await town.member()];
  const { threadId } = await offer(helper, await ask(town, mother));
  const page = await site.windowOf(helper, { width: 360 });
  let scriptsArrive = () => {};
  const slow = new Promise<void>((resolve) => (scriptsArrive = resolve));
  await page.route('**/_app/**/*.js', (route) => slow.then(() => route.continue()));
  const ready = page.waitForResponse((answer) => answer.url().includes('/graphql/stream'));
  await page.goto(`/threads/${threadId}`, { waitUntil: 'commit' });
  await page.getByLabel(words('it', 'messages.write')).fill('Arrivo tra poco');
  scriptsArrive();
  await ready;
  expect(await page.getByLabel(words('it', 'messages.write')).inputValue()).toBe('Arrivo tra poco');
  await page.context().close();
});

async function beforeSomebodysRequest(locale: Locale, sight: Sight): Promise<{ page: Page; requestId: string }> {
  const { town } = site;
  const requestId = await ask(town, await town.member());
  const page = await site.windowOf(await town.member({ locale }), { locale, ...sight });
  await page.goto(`/help/${requestId}`);
  return { page, requestId };
}

/** Types more than the field takes, as a browser without that attribute would let people. */
async function overfill(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.evaluate((element) => element.removeAttribute('maxlength'));
  await field.fill(text);
}

/** The field says that it is wrong, and points to the sentence that says why. */
async function sayingBeside(page: Page, label: string, sentence: string): Promise<void> {
  const wrong = page.getByLabel(label).and(page.locator('[aria-invalid="true"]'));
  await wrong.waitFor();
  const ids = (await wrong.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const described = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(described.join(' ')).toContain(sentence);
}

async function fillDetails(page: Page, locale: Locale, { details, places }: Record<string, string>): Promise<void> {
  await page.getByText(words(locale, 'help.askMore')).tap();
  await page.getByLabel(words(locale, 'help.askDetails')).fill(details ?? '');
  await page.getByLabel(words(locale, 'help.askPlaces')).fill(places ?? '');
}

async function hasDetails(page: Page, locale: Locale, expected: Record<string, string>): Promise<void> {
  const details = page.getByLabel(words(locale, 'help.askDetails'));
  await details.waitFor();
  const places = page.getByLabel(words(locale, 'help.askPlaces'));
  expect({ details: await details.inputValue(), places: await places.inputValue() }).toEqual(expected);
}

async function signIn(page: Page, person: Person): Promise<void> {
  const session = await openSession(site.town.pool, person.id, site.town.config.secret);
  const [name = '', value = ''] = session.split('=');
  await page.context().addCookies([{ name, value, url: site.address }]);
}

async function signInAndComeBack(page: Page, person: Person): Promise<void> {
  await page.waitForURL(/\/sign-in/);
  await signIn(page, person);
  await page.goto(new URL(page.url()).searchParams.get('next') ?? '/');
}

/** As when the thirty days of a session are over. */
const endSessions = (person: Person) =>
  site.town.pool.query('delete from auth_session where user_id = $1', [person.id]);

test('an offer that comes too late is told so, and its words are not lost', async () => {
  const { town } = site;
  const [mother, first, second] = [await town.member(), await town.member(), await town.member()];
  const requestId = await ask(town, mother);
  const page = await site.windowOf(second, { width: 360, javaScript: false });
  await page.goto(`/help/${requestId}`);
  await page.getByLabel(words('it', 'help.offerNote')).fill('Passo io domattina');
  await accept(mother, (await offer(first, requestId)).matchId);
  await page.getByRole('button', { name: words('it', 'help.iCanHelp') }).click();
  await page.getByRole('heading', { name: words('it', 'help.lateTitle') }).waitFor();
  await page.getByText('Passo io domattina').waitFor();
  await page.context().close();
});
