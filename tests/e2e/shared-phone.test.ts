import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeCodes, openConsultation } from '../testkit/consultations.ts';
import { follow, press } from '../testkit/pages.ts';
import { openSite, type Site } from '../testkit/site.ts';
import type { Person } from '../testkit/town.ts';
import { openVote } from '../testkit/votes.ts';
import { words } from '../testkit/words.ts';

let site: Site;
let association: string;
let giulia: Person;
beforeAll(async () => {
  site = await openSite();
  association = await site.town.organisation();
  giulia = await site.town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => site.close());

const session = 'vicinia.session_token';

async function signIn(phone: BrowserContext, person: Person): Promise<void> {
  const value = person.headers.cookie?.split('; ')[0]?.split('=')[1] ?? '';
  await phone.addCookies([{ name: session, value, url: site.address }]);
}

async function comeIn(page: Page, consultation: string, code: string): Promise<void> {
  await page.goto(`/consultations/${consultation}/code`);
  await page.getByLabel(words('it', 'consultations.code'), { exact: true }).fill(code);
  await press(page, 'it', 'consultations.useCode');
  await page.getByRole('heading', { name: words('it', 'consultations.byCode') }).waitFor();
}

async function vote(page: Page, option: string): Promise<string> {
  await page.getByLabel(option).check();
  await press(page, 'it', 'consultations.voteReview');
  await press(page, 'it', 'consultations.voteCast');
  await page.getByRole('heading', { name: words('it', 'consultations.receiptTitle') }).waitFor();
  return page.locator('.code').innerText();
}

/** Who has voted: members by name, holders of codes as "code". */
async function electors(phaseId: string): Promise<string[]> {
  const { rows } = await site.town.pool.query<{ who: string }>(
    `select coalesce(p.member_id::text, 'code') as who from elector e join participant p on p.id = e.participant_id
      where e.phase_id = $1 order by 1 desc`,
    [phaseId],
  );
  return rows.map(({ who }) => who);
}

test('one phone for a family: two with codes, then one with an account, each with a ballot of their own', async () => {
  const { town } = site;
  const open = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [first = '', second = '', third = ''] = await makeCodes(giulia, open.id, 3);
  const ballot = `/consultations/${open.id}/vote/${open.phaseId}`;
  const page = await site.windowOf(town.visitor, { javaScript: false, width: 360 });
  const phone = page.context();

  await comeIn(page, open.id, first);
  await vote(page, 'Alberi');
  await press(page, 'it', 'consultations.byCodeLeave');
  await page.waitForURL((url) => url.pathname === `/consultations/${open.id}/code`);
  await page.getByLabel(words('it', 'consultations.code'), { exact: true }).waitFor();
  await page.goto(ballot);
  expect(await page.getByText(words('it', 'consultations.voted')).count(), 'nobody takes part here now').toBe(0);
  await comeIn(page, open.id, second);
  await vote(page, 'Panchine');
  // The page of codes has its field whoever was here before.
  await comeIn(page, open.id, third);

  const amina = await town.member();
  await signIn(phone, amina);
  await page.goto(ballot);
  expect(await page.getByRole('heading', { name: words('it', 'consultations.byCode') }).count()).toBe(0);
  await vote(page, 'Alberi');
  expect((await electors(open.phaseId)).toSorted()).toEqual([amina.id, 'code', 'code'].toSorted());
  await page.goto(`/consultations/${open.id}/code?code=ABCD`);
  await page.getByText(words('it', 'errors.CODE_NOT_FOR_MEMBERS')).waitFor();
  await press(page, 'it', 'consultations.codeSignOut');
  await page.getByLabel(words('it', 'consultations.code'), { exact: true }).waitFor();
  expect(await page.getByLabel(words('it', 'consultations.code'), { exact: true }).inputValue()).toBe('ABCD');
  await page.goto(ballot);
  await page.getByText(words('it', 'consultations.standing.SIGN_IN')).waitFor();
  await phone.close();
});

test('what one person filled in with a code is not sent for the next who signs in', async () => {
  const { town } = site;
  const open = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const page = await site.windowOf(town.visitor, { javaScript: false });
  await comeIn(page, open.id, code);
  await page.getByLabel('Alberi').check();
  await press(page, 'it', 'consultations.voteReview');
  await signIn(page.context(), await town.member());
  await press(page, 'it', 'consultations.voteCast');
  await page.getByText(words('it', 'errors.PART_CHANGED')).waitFor();
  expect(await page.getByLabel('Alberi').isChecked(), 'nobody reads what another one ticked').toBe(false);
  expect(await electors(open.phaseId)).toEqual([]);
  await page.context().close();
});

test('an old page puts no ballot into the box for the next person, and sends nobody out', async () => {
  const { town } = site;
  const open = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [first = '', second = ''] = await makeCodes(giulia, open.id, 2);
  const page = await site.windowOf(town.visitor, { javaScript: false });
  await comeIn(page, open.id, first);
  const stale = await page.context().newPage();
  await stale.goto(`/consultations/${open.id}/vote/${open.phaseId}`);
  const other = await page.context().newPage();
  await comeIn(other, open.id, second);
  await page.getByLabel('Alberi').check();
  await press(page, 'it', 'consultations.voteReview');
  await page.getByText(words('it', 'errors.PART_CHANGED')).waitFor();
  await press(stale, 'it', 'consultations.byCodeLeave');
  expect(await electors(open.phaseId)).toEqual([]);
  await vote(other, 'Panchine');
  expect(await electors(open.phaseId)).toEqual(['code']);
  await page.context().close();
});

test('a desk where one helper followed another: the next one votes as themselves, and nobody is helped any more', async () => {
  const { town } = site;
  const open = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const samir = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
  const next = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
  const page = await site.windowOf(samir, { javaScript: false });
  await page.goto(`/consultations/${open.id}/help`);
  await page.getByLabel(words('it', 'consultations.code')).fill(code);
  await press(page, 'it', 'consultations.helpStart');
  await page.getByRole('heading', { name: words('it', 'consultations.helping') }).waitFor();
  await signIn(page.context(), next);
  await page.goto(`/consultations/${open.id}/vote/${open.phaseId}`);
  expect(await page.getByRole('heading', { name: words('it', 'consultations.helping') }).count()).toBe(0);
  await vote(page, 'Alberi');
  expect(await electors(open.phaseId)).toEqual([next.id]);
  await page.context().close();
});

test('answers given with a code say so, and stay with the code when somebody signs in', async () => {
  const { town } = site;
  const open = await openConsultation(town, giulia, association);
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const page = await site.windowOf(town.visitor, { javaScript: false });
  await comeIn(page, open.id, code);
  await press(page, 'it', 'consultations.answer.AGREE');
  await page.getByText(words('it', 'consultations.myAnswers', { count: 1 })).waitFor();
  const [kept] = (await page.context().cookies()).filter(({ name }) => name.startsWith('vicinia_part'));
  const { rows } = await town.pool.query<{ ends: Date }>(
    `select max(closes_at) as ends from consultation_phase where consultation_id = $1`,
    [open.id],
  );
  expect(kept?.expires, 'no longer than the consultation').toBeLessThanOrEqual((rows[0]?.ends.getTime() ?? 0) / 1000);
  await signIn(page.context(), await town.member());
  await page.goto(`/consultations/${open.id}/statements`);
  expect(await page.getByText(words('it', 'consultations.myAnswers', { count: 1 })).count()).toBe(0);
  await page.context().clearCookies({ name: session });
  await page.goto(`/consultations/${open.id}/statements`);
  await page.getByText(words('it', 'consultations.standing.SIGN_IN')).waitFor();
  await page.context().close();
});

test.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('Back shows neither the receipt nor the ballot to whoever has the phone next, $way', async ({ javaScript }) => {
  const { town } = site;
  const open = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
  const [code = ''] = await makeCodes(giulia, open.id, 1);
  const page = await site.windowOf(town.visitor, { javaScript });
  await comeIn(page, open.id, code);
  const receipt = await vote(page, 'Alberi');
  await follow(page, 'it', 'consultations.back');
  await page.waitForURL((url) => url.pathname === `/consultations/${open.id}`);
  for (const past of ['the receipt', 'the ballot', 'the choices']) {
    // The browser asks before it sends a form again, and shows nothing instead.
    await page.goBack({ timeout: 5000 }).catch(() => null);
    const shown = await vi.waitFor(() => page.content());
    expect(shown, past).not.toContain(receipt);
    expect(shown, past).not.toContain(words('it', 'consultations.voteReviewTitle'));
  }
  await page.context().close();
});

test.each(['/consultations/[id]/code', '/consultations/[id]/statements', '/sign-in', '/card'])(
  'a visitor’s page of %s is kept in no history',
  async (route) => {
    const open = await openConsultation(site.town, giulia, association);
    const { headers } = await fetch(`${site.address}${route.replace('[id]', open.id)}`);
    expect(headers.get('cache-control')).toBe('private, no-store');
  },
);
