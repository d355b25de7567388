import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTownTime, townDay } from '../../server/src/platform/time.ts';
import { changeDate, editEvent, hourIn, publishEvent } from '../testkit/events.ts';
import { register, tokensTo } from '../testkit/registrations.ts';
import { photo } from '../testkit/files.ts';
import { press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const newestToken = async (kind: string) => (await tokensTo(site.town, kind)).at(-1) ?? '';

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])(
  'one event from draft to feedback: organiser, interpreter, family without account, waiting guest, door, $way',
  async ({ javaScript }) => {
    const { town } = site;
    town.now = new Date();
    const organisationId = await town.organisation(`Vicini di Casacelle ${javaScript ? 'uno' : 'due'}`);
    const giulia = await town.member({ name: 'Giulia Marino', in: { organisationId, role: 'COORDINATOR' } });
    const marco = await town.member({ name: 'Marco Russo', in: { organisationId, role: 'STAFF' } });
    const samir = await town.member({ name: 'Samir', speaks: ['ar', 'it'] });
    const rosa = await town.member({ name: 'Rosa Esposito' });
    const desk = await site.windowOf(giulia, { javaScript });

    // The organiser writes a draft, asks for an interpreter, and shows it to everybody.
    await desk.goto('/events/new');
    await desk.getByLabel(words('it', 'events.title'), { exact: true }).fill('Caffè delle lingue');
    await desk.getByLabel(words('it', 'events.description')).fill('Si parla e si ride.\n\n- tè\n- **biscotti**');
    await desk.getByLabel(words('it', 'events.date'), { exact: true }).fill(hourIn(town, 3, '18:00').slice(0, 10));
    await desk.getByLabel(words('it', 'events.venue'), { exact: true }).fill('Biblioteca comunale');
    await desk.getByText(words('it', 'events.mode.DATE'), { exact: true }).click();
    await desk.getByLabel(words('it', 'events.places'), { exact: true }).fill('4');
    await press(desk, 'it', 'events.saveDraft');
    await desk.getByText(words('it', 'events.draftSaved')).waitFor();
    await desk.getByText(words('it', 'events.addSlot'), { exact: true }).click();
    await desk.getByLabel(words('it', 'events.slotKind')).selectOption('INTERPRETER');
    await desk.getByLabel(words('it', 'events.slotLanguage')).selectOption('ar');
    await press(desk, 'it', 'events.saveSlot');
    await desk.getByRole('link', { name: words('it', 'events.lookAndPublish') }).click();
    await desk.getByText(words('it', 'events.draftNote')).waitFor();
    const path = new URL(desk.url()).pathname;
    const dateId = path.split('/').at(-1) ?? '';
    const family = await site.windowOf(town.visitor, { locale: 'ar', width: 360, javaScript });
    expect((await family.goto(path))?.status()).toBe(404);
    await press(desk, 'it', 'events.publish');
    await desk.getByText(words('it', 'events.draftNote')).waitFor({ state: 'detached' });

    // Somebody who looks for a way to help finds it among the requests, and takes it on.
    const helper = await site.windowOf(samir, { width: 360, javaScript });
    await helper.goto('/help');
    await helper.locator(`a[href^="${path}#slot-"]`).first().click();
    await helper
      .getByRole('button', { name: words('it', 'events.claimSupport') })
      .first()
      .click();
    await helper.getByText(words('it', 'events.youHelp')).waitFor();

    // A mother on a cheap phone, in Arabic, without an account: she sees that somebody interprets, and comes with two children.
    await family.goto('/events');
    await family.getByText('مترجم', { exact: false }).first().waitFor();
    await family.goto(path);
    await family.getByLabel(words('ar', 'events.guestName')).fill('أمينة');
    await family.getByLabel(words('ar', 'events.guestContact')).fill('333 444 55 6' + (javaScript ? '6' : '7'));
    await family.getByLabel(words('ar', 'events.children'), { exact: true }).fill('2');
    await press(family, 'ar', 'events.register');
    await family.getByRole('heading', { name: words('ar', 'events.registeredTitle'), level: 1 }).waitFor();
    const { rows: codes } = await town.pool.query<{ code: string }>(
      `select params ->> 'code' as code from notification where kind = 'EVENT_CONFIRM' order by id desc limit 1`,
    );
    await family.getByLabel(words('ar', 'events.code'), { exact: true }).fill('12');
    await press(family, 'ar', 'events.confirm');
    await family.getByText(words('ar', 'errors.WRONG_CODE')).first().waitFor();
    await family.getByLabel(words('ar', 'events.code'), { exact: true }).fill(codes[0]?.code ?? '');
    await press(family, 'ar', 'events.confirm');
    await family.getByText(words('ar', 'events.mine.CONFIRMED')).waitFor();
    const familyPage = new URL(family.url()).pathname;

    // The last place goes to a neighbour; the next guest waits, and gets it when she cannot come.
    const neighbour = await site.windowOf(rosa, { javaScript });
    await neighbour.goto(path);
    await press(neighbour, 'it', 'events.register');
    await neighbour.getByText(words('it', 'events.mine.CONFIRMED')).waitFor();
    const guest = await site.windowOf(town.visitor, { width: 360, javaScript });
    await guest.goto(path);
    await guest.getByRole('heading', { name: words('it', 'events.waitTitle') }).waitFor();
    await guest.getByLabel(words('it', 'events.guestName')).fill('Ivan');
    await guest.getByLabel(words('it', 'events.guestContact')).fill(`ivan-${javaScript}@people.example`);
    await press(guest, 'it', 'events.wait');
    await guest.getByRole('heading', { name: words('it', 'events.registeredTitle'), level: 1 }).waitFor();
    await guest.goto(`/r/${await newestToken('EVENT_CONFIRM')}`);
    await guest.getByText(words('it', 'events.mine.UNCONFIRMED')).waitFor();
    await press(guest, 'it', 'events.confirm');
    await guest.getByText(words('it', 'events.mine.WAITING')).waitFor();
    await press(neighbour, 'it', 'events.cannot');
    await neighbour.getByText(words('it', 'events.mine.CANCELLED')).waitFor();
    await guest.goto(`/r/${await newestToken('EVENT_PLACE_FREE')}`);
    await press(guest, 'it', 'events.takePlace');
    await guest.getByText(words('it', 'events.mine.CONFIRMED')).waitFor();

    // At the door, on a phone.
    town.now = new Date(hourIn(town, 3, '17:30'));
    await family.goto(familyPage);
    const code = (await family.locator('.code').innerText()).trim();
    const door = await site.windowOf(marco, { width: 360, javaScript });
    await door.clock.setFixedTime(town.now);
    await door.goto(`${path}/check-in`);
    if (javaScript) {
      await openAgainOffline(door);
      await letInOffline(door, code);
    } else {
      await door.getByLabel(words('it', 'events.codeAtDoor'), { exact: true }).fill(code);
      await door
        .getByRole('button', { name: words('it', 'events.letIn'), exact: true })
        .first()
        .click();
      await door.getByText(words('it', 'events.outcome.CAME')).waitFor();
      await door.getByRole('button', { name: `${words('it', 'events.letIn')}: Ivan` }).click();
      await door.getByText(words('it', 'events.outcome.CAME')).waitFor();
    }
    await expect
      .poll(async () => (await town.pool.query('select 1 from attendance where date_id = $1', [dateId])).rowCount)
      .toBe(2);

    // Afterwards: three faces, hours, and a result for everybody.
    town.now = new Date(new Date(hourIn(town, 0, '23:00')).getTime());
    await family.goto(familyPage);
    await family.getByText(words('ar', 'events.face.GOOD'), { exact: true }).click();
    await press(family, 'ar', 'events.sendFeedback');
    await family.getByText(words('ar', 'events.feedbackThanks')).waitFor();
    await family.getByRole('link', { name: words('ar', 'events.certificate') }).click();
    await family.getByText('أمينة', { exact: true }).waitFor();
    await desk.goto(`${path}/people`);
    await desk.getByText(words('it', 'events.feedbackFew')).waitFor();
    await press(desk, 'it', 'events.saveHelped');
    await desk.goto(path);
    await desk.getByRole('link', { name: words('it', 'events.saveResult') }).click();
    await desk.getByLabel(words('it', 'events.resultWords')).fill('Quattro lingue e tanto tè.');
    await press(desk, 'it', 'events.saveResult');
    await guest.goto(path);
    await guest.getByText('Quattro lingue e tanto tè.').waitFor();
    const { rows } = await town.pool.query<{ minutes: number }>(
      'select minutes from given_hours where member_id = $1',
      [samir.id],
    );
    expect(rows).toEqual([{ minutes: 120 }]);
    for (const page of [desk, family, helper, neighbour, guest, door]) await page.context().close();
  },
);

/** The phone's page is closed and opened again without a network: it is there, with its list. */
async function openAgainOffline(door: Page): Promise<void> {
  await door.evaluate(() => navigator.serviceWorker.ready);
  await door.reload({ waitUntil: 'networkidle' });
  await door.context().setOffline(true);
  await door.reload();
  await door.getByRole('button', { name: `${words('it', 'events.letIn')}: Ivan` }).waitFor();
}

/** The network is gone while people arrive: they are let in, and what happened goes out when it is back, once. */
async function letInOffline(door: Page, code: string): Promise<void> {
  await door.getByLabel(words('it', 'events.codeAtDoor'), { exact: true }).fill(code);
  await door
    .getByRole('button', { name: words('it', 'events.letIn'), exact: true })
    .first()
    .click();
  await door.getByText(words('it', 'events.outcome.CAME')).waitFor();
  await door.getByPlaceholder(words('it', 'events.findName')).fill('iva');
  await door.getByRole('button', { name: `${words('it', 'events.letIn')}: Ivan` }).click();
  await door.locator('[data-waiting]:not([hidden])').waitFor();
  await door.context().setOffline(false);
  await door.locator('[data-waiting]').waitFor({ state: 'hidden' });
}

test('a family larger than the places that are free reads before it registers, and before it confirms, that it will wait', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Vicini di Lago Patria');
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId, { registration: { mode: 'DATE', places: 2 } });
  await register(await town.member(), dateId);
  // Somebody who needs more than are free waits, which leaves the free place to whoever comes alone.
  await register(await town.member(), dateId, { adults: 2 });
  const guest = await site.windowOf(town.visitor, { width: 360, javaScript: false });
  await guest.goto('/events');
  const card = guest.getByRole('article').filter({ has: guest.locator(`a[href="/events/${dateId}"]`) });
  await card.getByText(words('it', 'events.placesLeft', { count: 1 })).waitFor();
  await guest.goto(`/events/${dateId}`);
  await guest.getByText(words('it', 'events.moreWait', { count: 1 })).waitFor();
  for (const [name, children, registered, mine] of [
    ['Samira', '1', 'events.registeredNoRoom', 'events.mineNoRoom'],
    ['Ivan', '0', 'events.registeredText', 'events.mineText.UNCONFIRMED'],
  ] as const) {
    await guest.goto(`/events/${dateId}`);
    await guest.getByLabel(words('it', 'events.guestName')).fill(name);
    await guest.getByLabel(words('it', 'events.guestContact')).fill(`${name.toLowerCase()}-one@people.example`);
    await guest.getByLabel(words('it', 'events.children'), { exact: true }).fill(children);
    await press(guest, 'it', 'events.register');
    await guest.getByText(words('it', registered)).waitFor();
    await guest.goto(`/r/${(await tokensTo(town, 'EVENT_CONFIRM')).at(-1)}`);
    await guest.getByText(words('it', mine, { until: '#' }).split('#').at(-1) ?? '').waitFor();
  }
  await guest.context().close();
});

test('a stale edit shows both, and nothing typed is lost', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Vicini di Licola');
  const giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId, { input: { topics: ['FOOD'] } });
  const [one, other] = [await site.windowOf(giulia), await site.windowOf(giulia, { width: 360, javaScript: false })];
  for (const page of [one, other]) await page.goto(`/events/${dateId}/edit`);
  await one.getByLabel(words('it', 'events.title'), { exact: true }).fill('Caffè di tutti');
  await one.getByLabel(words('it', 'events.venue'), { exact: true }).fill('Teatro di Licola');
  await one.getByLabel(words('it', 'events.time'), { exact: true }).fill('18:45');
  await one.getByText(words('it', 'events.topic.SPORT'), { exact: true }).click();
  await press(one, 'it', 'events.save');
  await one.getByRole('heading', { name: 'Caffè di tutti', level: 1 }).waitFor();
  await other.getByLabel(words('it', 'events.title'), { exact: true }).fill('Caffè dei vicini');
  await other.getByText(words('it', 'events.topic.WORK'), { exact: true }).click();
  // Refused for another reason first: what stands by then is not what the writer began with.
  const time = other.getByLabel(words('it', 'events.time'), { exact: true });
  await time.fill('');
  await press(other, 'it', 'events.save');
  await other.getByText(words('it', 'errors.REQUIRED')).waitFor();
  await time.fill('18:00');
  await press(other, 'it', 'events.save');
  await other.getByText(words('it', 'events.conflict')).waitFor();
  const shown = async (label: string) =>
    (
      await other
        .locator('.both')
        .filter({ has: other.locator(`xpath=preceding-sibling::h3[.="${words('it', label)}"]`) })
        .innerText()
    ).split(/\n+/);
  const [now, mine] = [words('it', 'ui.conflictTheirs'), words('it', 'ui.conflictMine')];
  expect(await shown('events.field.title')).toEqual([now, 'Caffè di tutti', mine, 'Caffè dei vicini']);
  expect(await shown('events.about.topics')).toEqual([now, 'Cibo', 'Sport', mine, 'Lavoro', 'Cibo']);
  expect(await other.locator('.both').count()).toBe(2);
  const held = (label: string) => other.getByLabel(words('it', label), { exact: true }).inputValue();
  expect(await held('events.title')).toBe('Caffè dei vicini');
  expect([await held('events.venue'), await held('events.time')]).toEqual(['Teatro di Licola', '18:45']);
  await press(other, 'it', 'events.save');
  await other.getByRole('heading', { name: 'Caffè dei vicini', level: 1 }).waitFor();
  for (const page of [one, other]) await page.context().close();
});

test('whoever changed other things than somebody else just saves again; of an event called off meanwhile the typed words stay', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId);
  const page = await site.windowOf(giulia, { width: 360, javaScript: false });
  const title = page.getByLabel(words('it', 'events.title'), { exact: true });
  await page.goto(`/events/${dateId}/edit`);
  await title.fill('Caffè dei vicini');
  await editEvent(town, giulia, dateId, { version: 2, input: { venue: 'Teatro di Licola' } });
  await press(page, 'it', 'events.save');
  await page.getByText(words('it', 'events.conflictElsewhere')).waitFor();
  expect(await page.locator('.both').count()).toBe(0);
  await press(page, 'it', 'events.save');
  await page.getByRole('heading', { name: 'Caffè dei vicini', level: 1 }).waitFor();
  await page.goto(`/events/${dateId}/edit`);
  await title.fill('Caffè di tutti');
  await changeDate(giulia, 'cancelEvent', dateId);
  await press(page, 'it', 'events.save');
  await page.getByText(words('it', 'events.cancelledNote')).waitFor();
  const typed = page.getByRole('region', { name: words('it', 'events.typedTitle') });
  await typed.getByText('Caffè di tutti', { exact: true }).waitFor();
  expect(await typed.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([words('it', 'events.field.title')]);
  await page.context().close();
});

test('of a date that is over the words are changed, and no times are asked for', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId);
  town.now = new Date(hourIn(town, 4, '09:00'));
  const desk = await site.windowOf(giulia, { width: 360, javaScript: false });
  await desk.goto(`/events/${dateId}/edit`);
  await desk.getByText(words('it', 'events.timesOver')).waitFor();
  expect(await desk.locator('input[type="date"], input[type="time"]').count()).toBe(0);
  await desk.getByLabel(words('it', 'events.title'), { exact: true }).fill('Caffè di ieri');
  await press(desk, 'it', 'events.save');
  await desk.getByRole('heading', { name: 'Caffè di ieri', level: 1 }).waitFor();
  await desk.context().close();
});

test('what an event cannot be is said beside its field, and nothing typed is lost', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Vicini di Varcaturo');
  const giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId, { registration: { mode: 'DATE', places: 2 } });
  const family = await site.windowOf(town.visitor, { width: 360, javaScript: false, locale: 'ar' });
  await family.goto(`/events/${dateId}`);
  await family.getByLabel(words('ar', 'events.guestName')).fill('أمينة');
  await family.getByLabel(words('ar', 'events.guestContact')).fill('amina@people.example');
  await family.getByLabel(words('ar', 'events.adults'), { exact: true }).fill('2');
  await family.getByLabel(words('ar', 'events.children'), { exact: true }).fill('4');
  await press(family, 'ar', 'events.register');
  await family.getByText(words('ar', 'errors.PLACES_FEWER', { people: 6, places: 2 })).waitFor();
  expect(await family.getByLabel(words('ar', 'events.guestName')).inputValue()).toBe('أمينة');
  await register(await town.member(), dateId);
  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/events/${dateId}/edit`);
  const title = desk.getByLabel(words('it', 'events.title'), { exact: true });
  await title.fill('Caffè di mare');
  await desk.getByLabel(words('it', 'events.mode.NONE'), { exact: true }).check();
  await press(desk, 'it', 'events.save');
  await desk
    .getByRole('group', { name: words('it', 'events.registration') })
    .getByText(words('it', 'errors.REGISTRATION_BEGUN'))
    .waitFor();
  await desk.getByLabel(words('it', 'events.mode.DATE'), { exact: true }).check();
  const ends = desk.getByLabel(words('it', 'events.endTime'), { exact: true });
  await ends.fill('17:00');
  await desk.getByLabel(words('it', 'events.cost.PAID'), { exact: true }).check();
  await press(desk, 'it', 'events.save');
  for (const code of ['END_BEFORE_START', 'REQUIRED'] as const)
    await desk.getByText(words('it', `errors.${code}`)).waitFor();
  await ends.fill('20:00');
  await desk.getByLabel(words('it', 'events.cost.FREE'), { exact: true }).check();
  const day = desk.getByLabel(words('it', 'events.date'), { exact: true });
  const far = hourIn(town, 900, '12:00').slice(0, 10);
  await day.fill(far);
  await press(desk, 'it', 'events.save');
  await desk.getByText(words('it', 'errors.DATE_TOO_FAR', { days: 800 })).waitFor();
  expect([await day.inputValue(), await title.inputValue()]).toEqual([far, 'Caffè di mare']);
  await day.fill(hourIn(town, 9, '12:00').slice(0, 10));
  const picture = { name: 'mare.jpg', mimeType: 'image/jpeg', buffer: await photo() };
  await desk.getByLabel(words('it', 'attachments.photo', { number: 1 }), { exact: true }).setInputFiles(picture);
  await desk.getByLabel(words('it', 'events.cost.PAID'), { exact: true }).check();
  await ends.fill('');
  await press(desk, 'it', 'events.save');
  await desk.getByText(words('it', 'errors.PHOTO_WITHOUT_WORDS')).waitFor();
  expect(await desk.locator('#endTime-error, #costWords-error').count()).toBe(2);
  await desk.getByLabel(words('it', 'events.cost.FREE'), { exact: true }).check();
  await ends.fill('17:00');
  await press(desk, 'it', 'events.save');
  await desk.getByText(words('it', 'errors.END_BEFORE_START')).waitFor();
  await desk.getByText(words('it', 'errors.PHOTO_WITHOUT_WORDS')).waitFor();
  await ends.fill('20:00');
  await press(desk, 'it', 'events.save');
  const seen = desk.getByLabel(words('it', 'attachments.alt', { number: 1 }));
  const beside = `#${(await seen.getAttribute('aria-describedby'))?.split(' ').join(', #')}`;
  await desk.locator(beside, { hasText: words('it', 'errors.PHOTO_WITHOUT_WORDS') }).waitFor();
  expect(await title.inputValue()).toBe('Caffè di mare');
  await seen.fill('Il mare di Licola');
  await press(desk, 'it', 'events.save');
  await desk.getByRole('heading', { name: 'Caffè di mare', level: 1 }).waitFor();
  await desk.getByAltText('Il mare di Licola').first().waitFor();
  for (const page of [family, desk]) await page.context().close();
});

test('another title of one date, in a form without JavaScript, changes neither other dates nor the time zone', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Amici d’oltremare');
  const giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  const times = { timeZone: 'America/New_York', rule: 'FREQ=WEEKLY;COUNT=3' };
  const dateId = await publishEvent(town, giulia, organisationId, { times });
  const dates = async () =>
    (
      await town.pool.query<{ starts_at: Date; title: string; time_zone: string }>(
        `select d.starts_at, e.title, e.time_zone from event_date d join event e on e.id = d.event_id
          where e.series_id = (select series_id from event join event_date x on x.event_id = event.id where x.id = $1) order by d.starts_at`,
        [dateId],
      )
    ).rows;
  const before = await dates();
  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/events/${dateId}/edit`);
  await desk.getByText(words('it', 'events.hoursOfZone', { zone: 'America/New_York' })).waitFor();
  expect(await desk.getByLabel(words('it', 'events.time'), { exact: true }).inputValue()).toMatch(/^1[123]:00$/);
  await desk.getByLabel(words('it', 'events.title'), { exact: true }).fill('Saluti');
  await press(desk, 'it', 'events.save');
  await desk.getByRole('heading', { name: 'Saluti', level: 1 }).waitFor();
  expect(await dates()).toEqual(before.map((date, index) => (index === 0 ? { ...date, title: 'Saluti' } : date)));
  // It stands alone now: none follow it, and for all there is what does not lead them away from their rule.
  await desk.goto(`/events/${dateId}/edit`);
  const scope = desk.getByRole('group', { name: words('it', 'events.scope') });
  await scope.getByText(words('it', 'events.scopeAlone', { one: words('it', 'events.scopes.ONE') })).waitFor();
  const offered = await scope.getByRole('radio').evaluateAll((all) => all.map((one) => one.getAttribute('value')));
  expect(offered).toEqual(['ONE', 'ALL']);
  await desk.context().close();
});

test('a rule that the form cannot say is shown in words and kept, with another end', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Amici delle regole');
  const giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  const rule = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3';
  const monthEnd = townDay(town.now).with({ day: 1 }).add({ months: 2 }).subtract({ days: 1 });
  const lastWorkday = monthEnd.subtract({ days: Math.max(0, monthEnd.dayOfWeek - 5) });
  const [startsAt, endsAt] = ['18:00', '20:00'].map((hour) => atTownTime(lastWorkday, hour).toISOString());
  const dateId = await publishEvent(town, giulia, organisationId, { times: { startsAt, endsAt, rule } });
  const desk = await site.windowOf(giulia, { javaScript: false });
  await desk.goto(`/events/${dateId}/edit`);
  await desk.getByText(words('it', 'events.rule.MONTHLY', { n: 1 }), { exact: true }).waitFor();
  await desk.getByText(words('it', 'events.rule.positions', { positions: words('it', 'events.rule.last') })).waitFor();
  await desk.getByText(words('it', 'events.scopes.ALL'), { exact: true }).click();
  await desk.getByLabel(words('it', 'events.countOfRule'), { exact: true }).fill('5');
  await press(desk, 'it', 'events.save');
  await desk.getByRole('heading', { name: 'Caffè delle lingue', level: 1 }).waitFor();
  const { rows } = await town.pool.query(
    'select e.rule from event e join event_date d on d.event_id = e.id where d.id = $1',
    [dateId],
  );
  expect(rows).toEqual([{ rule: rule.replace('COUNT=3', 'COUNT=5') }]);
  await desk.context().close();
});

test('a new event like another one, on the clocks of another city; only for those who may change it', async () => {
  const { town } = site;
  town.now = new Date();
  const organisationId = await town.organisation('Amici lontani');
  const giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  const registration = { mode: 'DATE', places: 7 };
  const dateId = await publishEvent(town, giulia, organisationId, {
    registration,
    input: { title: 'Festa di saluti' },
  });
  const stranger = await site.windowOf(await town.member({ name: 'Rosa' }));
  expect((await stranger.goto(`/events/new?like=${dateId}`))?.status()).toBe(404);
  const desk = await site.windowOf(giulia, { javaScript: false, width: 360 });
  await desk.goto(`/events/${dateId}`);
  await desk.getByRole('link', { name: words('it', 'events.makeLike') }).click();
  expect(await desk.getByLabel(words('it', 'events.title'), { exact: true }).inputValue()).toBe('Festa di saluti');
  expect(await desk.getByLabel(words('it', 'events.places'), { exact: true }).inputValue()).toBe('7');
  const day = desk.getByLabel(words('it', 'events.date'), { exact: true });
  expect(await day.inputValue()).toBe('');
  await day.fill(hourIn(town, 9, '18:00').slice(0, 10));
  await desk.getByText(words('it', 'events.moreTimes'), { exact: true }).click();
  await desk.getByLabel(words('it', 'events.timeZone'), { exact: true }).selectOption('America/New_York');
  await press(desk, 'it', 'events.saveDraft');
  await desk.getByText(words('it', 'events.draftSaved')).waitFor();
  const made = new URL(desk.url()).pathname.split('/').at(-2) ?? '';
  expect(made).not.toBe(dateId);
  await desk.goto(`/events/${made}`);
  await desk.getByText('America/New_York').waitFor();
  const { rows } = await town.pool.query(
    `select e.state, e.time_zone, e.places, to_char(d.starts_at at time zone e.time_zone, 'HH24:MI') as hour
       from event e join event_date d on d.event_id = e.id where d.id = $1`,
    [made],
  );
  expect(rows).toEqual([{ state: 'DRAFT', time_zone: 'America/New_York', places: 7, hour: '18:00' }]);
  for (const page of [stranger, desk]) await page.context().close();
});
