import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const button = (page: Page, locale: Locale, id: string, values?: Record<string, string>) =>
  page.getByRole('button', { name: words(locale, id, values) });

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('an offer meets a request across two languages, $way', ({ javaScript }) => {
  test('he offers in French in three taps, she asks in Arabic and is told who could help and why, he says yes, and they share their numbers', async () => {
    const { town } = site;
    const zoneId = town.zones[0]?.id;
    const tag = javaScript ? 'con' : 'senza';
    const karim = await town.member({ name: `Karim ${tag}`, locale: 'fr', speaks: ['fr', 'ary'], zoneId });
    const amina = await town.member({ name: `أمينة ${tag}`, locale: 'ar', speaks: ['ar'], zoneId });
    const his = await site.windowOf(karim, { locale: 'fr', javaScript });
    const hers = await site.windowOf(amina, { locale: 'ar', width: 360, javaScript });

    await his.goto('/help/offer');
    await his.getByRole('link', { name: words('fr', 'help.category.PAPERS'), exact: true }).click();
    await his.getByRole('link', { name: words('fr', 'help.offerWeekly') }).click();
    await his.getByRole('button', { name: 'Centro storico' }).click();
    await his.getByText(words('fr', 'help.offerSent')).waitFor();

    await hers.goto('/help/ask?category=PAPERS&when=TOMORROW');
    await hers.getByRole('button', { name: 'Centro storico بالعربية' }).tap();
    await hers.getByText(words('ar', 'help.sent')).waitFor();
    const request = new URL(hers.url()).pathname;
    const card = hers.getByRole('article').filter({ hasText: karim.name });
    for (const reason of ['CATEGORY', 'SAME_ZONE']) {
      await card.getByText(words('ar', `help.reason.offer.${reason}`)).waitFor();
    }
    await card.getByText(words('ar', 'help.reason.offer.LANGUAGE', { language: 'العربية المغربية' })).waitFor();
    await button(hers, 'ar', 'help.invite', { name: karim.name }).tap();
    await hers.getByRole('heading', { name: words('ar', 'help.invited', { name: karim.name }) }).waitFor();

    await his.goto('/help/mine');
    await his.getByText(words('fr', 'help.mineInvited')).waitFor();
    await his.goto(request);
    await his.getByRole('heading', { name: words('fr', 'help.invitedYou', { name: amina.name }) }).waitFor();
    await button(his, 'fr', 'help.inviteAccept').click();
    await his.getByText(words('fr', 'help.answered.ACCEPTED', { name: amina.name })).waitFor();

    await shareNumber(his, 'fr', amina.name, '12 34');
    await his.getByText(words('fr', 'errors.INVALID_INPUT')).first().waitFor();
    expect(await his.getByLabel(words('fr', 'help.contactPhone')).inputValue(), 'what was typed stays').toBe('12 34');
    await shareNumber(his, 'fr', amina.name, '333 123 4567');
    await his.getByText('+393331234567').waitFor();
    await hers.goto(request);
    expect(await hers.content(), 'not before she shares too').not.toContain('3331234567');
    await hers.getByText(words('ar', 'help.contactOtherShared', { name: karim.name })).waitFor();
    await hers.getByLabel(words('ar', 'help.contactPhone')).fill('081 123 4567');
    await hers.getByLabel(words('ar', 'help.contactAddress')).fill('شارع روما ٧');
    await button(hers, 'ar', 'help.contactShare', { name: karim.name }).tap();
    await button(hers, 'ar', 'help.contactOpen', { name: karim.name }).tap();
    await hers.getByText('+393331234567').waitFor();

    await his.goto(request);
    await his.getByText(words('fr', 'help.contactLooked', { name: amina.name, when: '' }).trim()).waitFor();
    await Promise.all([his.context().close(), hers.context().close()]);
  });
});

test('who lacks a check reads what is needed, and can offer once staff recorded it', async () => {
  const { town } = site;
  const organisationId = await town.organisation('Casa dei Vicini');
  const staff = await town.member({ name: 'Carla', in: { organisationId, role: 'STAFF' } });
  const helper = await town.member({ name: 'Gennaro' });
  const mother = await town.member({ name: 'Oksana', locale: 'uk' });
  const asking = await site.windowOf(mother, { locale: 'uk', width: 360, javaScript: false });
  await asking.goto('/help/ask?category=SHOPPING&when=TOMORROW');
  await asking.getByRole('button', { name: 'San Nicola' }).tap();
  await asking.getByText(words('uk', 'help.setting.AT_DOOR')).waitFor();
  const request = new URL(asking.url()).pathname;

  const page = await site.windowOf(helper, { javaScript: false });
  await page.goto(request);
  await page.getByRole('heading', { name: words('it', 'help.checksTitle') }).waitFor();
  await page.getByText(words('it', 'help.check.IDENTITY_SEEN')).waitFor();
  expect(await button(page, 'it', 'help.iCanHelp').count()).toBe(0);

  const desk = await site.windowOf(staff, { javaScript: false });
  await desk.goto(`/members/${helper.id}`);
  await desk.getByText(words('it', 'profile.checkRecord')).click();
  await desk.getByLabel(words('it', 'profile.checkKind.IDENTITY_SEEN')).check();
  await button(desk, 'it', 'profile.checkSave').click();
  await desk.getByText(words('it', 'profile.check.IDENTITY_SEEN', { by: 'Casa dei Vicini' })).waitFor();

  await page.goto(request);
  await button(page, 'it', 'help.iCanHelp').click();
  await page.getByRole('heading', { name: words('it', 'help.offeredTitle') }).waitFor();
  await asking.goto(request);
  await asking.getByText(words('uk', 'help.checked.IDENTITY_SEEN', { by: 'Casa dei Vicini' })).waitFor();
});

test('a person without a phone is helped on behalf: staff write down her yes, ask, choose and talk in her place', async () => {
  const { town } = site;
  const operator = await town.member({ name: 'Carla Desk', townRole: 'ACCESS_POINT_OPERATOR' });
  const rosa = await town.member({ name: 'Rosa', zoneId: town.zones[0]?.id });
  const desk = await site.windowOf(operator, { javaScript: false });
  await desk.goto('/staff/people/new');
  await desk.getByLabel(words('it', 'staff.personName')).fill('Nonna Pina');
  await button(desk, 'it', 'staff.registerButton').click();
  await desk.getByRole('link', { name: words('it', 'staff.page') }).click();
  await desk.getByText(words('it', 'profile.consentRecord')).click();
  await button(desk, 'it', 'profile.consentSave').click();
  await desk.getByRole('heading', { name: words('it', 'profile.consents') }).waitFor();
  await desk.getByRole('link', { name: words('it', 'profile.askFor', { name: 'Nonna Pina' }) }).click();
  await desk.getByRole('link', { name: words('it', 'help.category.COMPANY'), exact: true }).click();
  await desk.getByText(words('it', 'help.askFor', { name: 'Nonna Pina' })).waitFor();
  await desk.getByRole('link', { name: words('it', 'help.askTomorrow') }).click();
  await desk.getByRole('button', { name: 'Centro storico' }).click();
  await desk.getByText(words('it', 'help.sent')).waitFor();
  const request = new URL(desk.url()).pathname;

  const phone = await site.windowOf(rosa, { width: 360, javaScript: false });
  await phone.goto(request);
  await phone.getByText(words('it', 'help.askedFor', { name: 'Carla Desk' })).waitFor();
  await button(phone, 'it', 'help.iCanHelp').tap();
  await phone.getByRole('heading', { name: words('it', 'help.offeredTitle') }).waitFor();

  await desk.goto(request);
  await button(desk, 'it', 'help.accept').click();
  await desk.getByRole('heading', { name: words('it', 'help.helps', { name: 'Rosa' }) }).waitFor();
  await desk.getByRole('link', { name: words('it', 'help.talk', { name: 'Rosa' }) }).click();
  await desk.getByLabel(words('it', 'messages.write')).fill('Pina ti aspetta alle dieci');
  await button(desk, 'it', 'messages.send').click();
  await phone.goto(request);
  await phone.getByText(words('it', 'help.next.ACCEPTED', { name: 'Nonna Pina' })).waitFor();
  await phone.getByRole('link', { name: words('it', 'help.talk', { name: 'Nonna Pina' }) }).tap();
  await phone.getByText('Pina ti aspetta alle dieci').waitFor();
  const { rows } = await town.pool.query<{ action: string }>(
    `select action from audit_entry where actor_id = $1 order by id`,
    [operator.id],
  );
  expect(rows.map(({ action }) => action)).toEqual(['members.register', 'consents.record', 'help.askOnBehalf']);
});

async function shareNumber(page: Page, locale: Locale, name: string, number: string): Promise<void> {
  const label = page.getByLabel(words(locale, 'help.contactPhone'));
  if (!(await label.isVisible())) await page.getByText(words(locale, 'help.contactTitle')).click();
  await label.fill(number);
  await button(page, locale, 'help.contactShare', { name }).click();
}
