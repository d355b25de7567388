import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkActions } from '../../server/src/features.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { LinkAction } from '../../server/src/platform/link-action.ts';
import { askAssembly, openAssembly } from '../testkit/assemblies.ts';
import { fine } from '../testkit/consultations.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { caseOf, decide, report } from '../testkit/moderation.ts';
import { outboxOf, tell } from '../testkit/notices.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

let performed: string[] = [];
/** Stands in for the feature that a link belongs to. */
const cannotCome: LinkAction = {
  kind: 'HELP_CANNOT_COME',
  describe: () => Promise.resolve({ name: 'Rosa', category: 'SHOPPING' }),
  perform: (_ctx, memberId) => Promise.resolve(void performed.push(memberId)),
};

let site: Site;
beforeAll(async () => {
  linkActions.unshift(cannotCome);
  site = await openSite();
});
afterAll(async () => {
  linkActions.shift();
  await site.close();
});

const press = (page: Page, locale: Locale, label: string, values?: Record<string, string>) =>
  page.getByRole('button', { name: words(locale, label, values), exact: true }).click();

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('a report, $way', ({ javaScript }) => {
  test('from the flag in Italian to the appeal in Arabic, and back', async () => {
    const { town } = site;
    const amina = await town.member({ name: 'أمينة', locale: 'ar' });
    const rosa = await town.member({ name: 'Rosa Esposito' });
    const details = `كلام ${newId()}`;
    const request = `/help/${await ask(town, amina, { details })}`;
    const desk = await site.windowOf(rosa, { javaScript });
    const phone = await site.windowOf(amina, { locale: 'ar', width: 360, javaScript });

    // A neighbour flags it; a form that is not whole comes back with the words in it.
    await desk.goto(request);
    await desk.getByRole('link', { name: words('it', 'ui.report') }).click();
    await desk.getByText(words('it', 'report.urgent')).waitFor();
    await desk.getByLabel(words('it', 'report.words')).fill('Mi ha offesa');
    await desk
      .locator('form[method=POST]')
      .last()
      .evaluate((form) => (form as HTMLFormElement).setAttribute('novalidate', ''));
    await press(desk, 'it', 'report.send');
    await desk.getByText(words('it', 'errors.REQUIRED')).waitFor();
    expect(await desk.getByLabel(words('it', 'report.words')).inputValue()).toBe('Mi ha offesa');
    await desk.getByText(words('it', 'rules.RESPECT'), { exact: true }).click();
    await desk.getByText(words('it', 'report.anonymous')).click();
    await press(desk, 'it', 'report.send');
    await desk.getByText(words('it', 'reports.sent')).waitFor();
    await desk.getByText(words('it', 'reports.state.WAITING'), { exact: true }).waitFor();

    // A moderator hides it, and says why.
    const ciro = await site.windowOf(await town.member({ name: 'Ciro', townRole: 'COORDINATOR' }), { javaScript });
    await ciro.goto('/profile');
    await ciro.getByRole('link', { name: words('it', 'moderation.text') }).click();
    const card = ciro.getByRole('article').filter({ hasText: details }).last();
    await card.getByRole('link').click();
    await ciro.getByText('Mi ha offesa').waitFor();
    expect(await ciro.content()).not.toContain('Rosa Esposito');
    await ciro.getByText(words('it', 'moderation.outcome.HIDE')).click();
    await ciro.getByLabel(words('it', 'moderation.reasons'), { exact: true }).fill('Qui non ci insultiamo.');
    await press(ciro, 'it', 'moderation.decide');
    await ciro.getByText(words('it', 'moderation.done')).waitFor();
    await desk.goto(request);
    await desk.getByRole('heading', { name: words('it', 'ui.notFoundTitle') }).waitFor();

    // Its author reads it in Arabic, and appeals.
    await phone.goto('/');
    await phone.getByRole('link', { name: words('ar', 'ui.notices') }).click();
    await phone.getByText(words('ar', 'notices.new'), { exact: true }).first().waitFor();
    await phone.getByRole('link', { name: 'قرار يخصك' }).first().click();
    await phone.getByRole('heading', { name: words('ar', 'appeal.done.HIDE', { day: '' }) }).waitFor();
    await phone.getByText('Qui non ci insultiamo.').waitFor();
    expect(await phone.content()).not.toContain('Rosa');
    await phone.getByLabel(words('ar', 'appeal.words')).fill('كانت مزحة بين الجيران');
    await press(phone, 'ar', 'appeal.send');
    await phone.getByText(words('ar', 'appeal.waiting')).waitFor();

    // The same moderator cannot answer; another one gives it back.
    await ciro.reload();
    await ciro.getByText(words('it', 'moderation.notYou')).waitFor();
    const ada = await site.windowOf(await town.member({ name: 'Ada', townRole: 'ADMINISTRATOR' }), { javaScript });
    await ada.goto(new URL(ciro.url()).pathname);
    await ada.getByText('Rosa Esposito').waitFor();
    await ada.getByText(words('it', 'moderation.result.OVERTURNED')).click();
    await ada.getByLabel(words('it', 'moderation.reasons'), { exact: true }).fill('Era uno scherzo.');
    await press(ada, 'it', 'moderation.decide');
    await ada.getByText(words('it', 'moderation.done')).waitFor();

    await phone.goto('/notices');
    await phone.getByRole('link', { name: 'جواب على طلب المراجعة' }).first().click();
    await phone.getByText('Era uno scherzo.').waitFor();
    await phone.getByRole('heading', { name: words('ar', 'appeal.was.HIDE') }).waitFor();
    expect(await phone.getByText(words('ar', 'appeal.done.HIDE')).count()).toBe(0);
    await phone.goto('/notices');
    await press(phone, 'ar', 'notices.markAll');
    await phone.waitForURL(/\/notices$/);
    expect(await phone.getByText(words('ar', 'notices.new'), { exact: true }).count()).toBe(0);
    await desk.goto(request);
    await desk.getByText(details).waitFor();
    await Promise.all([phone, desk, ciro, ada].map((page) => page.context().close()));
  });

  test('somebody who bothers is blocked from the conversation, and let back in', async () => {
    const { town } = site;
    const [anna, bruno] = [await town.member({ name: 'Anna' }), await town.member({ name: 'Bruno' })];
    const { matchId, threadId } = await offer(bruno, await ask(town, anna));
    await accept(anna, matchId);
    const page = await site.windowOf(anna, { javaScript, width: 360 });
    await page.goto(`/threads/${threadId}`);
    await page.getByRole('link', { name: words('it', 'ui.block') }).click();
    await press(page, 'it', 'block.button', { name: 'Bruno' });
    await page.getByText(words('it', 'blocked.done', { name: 'Bruno' })).waitFor();
    await page.goto(`/threads/${threadId}`);
    await page.getByText(words('it', 'messages.closed')).waitFor();
    await page.goto('/profile/blocked');
    await press(page, 'it', 'blocked.unblock', { name: 'Bruno' });
    await page.getByText(words('it', 'blocked.none')).waitFor();
    await page.goto(`/members/${bruno.id}`);
    await page.getByRole('heading', { name: 'Bruno' }).waitFor();
    await page.context().close();
  });

  test('a link in a message does one thing, in the language of the person, without signing in', async () => {
    const { town } = site;
    performed = [];
    const amina = await town.member({ name: 'أمينة', locale: 'ar' });
    const expiresAt = new Date(town.now.getTime() + 86_400_000);
    const linkAction = { kind: 'HELP_CANNOT_COME', subjectId: newId(), expiresAt } as const;
    await tell(town, amina, { kind: 'HELP_REMINDER', params: { name: 'Rosa' }, linkAction });
    await town.app.deliver();
    const address = /\/go\/[\w-]+/.exec((await outboxOf(town, amina)).at(-1)?.text ?? '')?.[0] ?? '';

    const phone = await site.windowOf(town.visitor, { locale: 'it', width: 360, javaScript });
    const answer = await phone.goto(address);
    expect(answer?.headers()).toMatchObject({ 'x-robots-tag': 'noindex', 'referrer-policy': 'strict-origin' });
    expect(await phone.locator('html').getAttribute('lang')).toBe('ar');
    await phone.getByRole('heading', { name: 'هل الحضور صعب عليك؟' }).waitFor();
    await phone.reload();
    expect(performed).toEqual([]);
    await phone.getByRole('button', { name: 'لا أستطيع الحضور' }).click();
    await phone.getByText(/وصل الخبر إلى Rosa/).waitFor();
    expect(performed).toEqual([amina.id]);
    expect((await phone.context().cookies()).map(({ name }) => name)).toEqual(['vicinia_locale']);
    await phone.goto(address);
    await phone.getByRole('heading', { name: words('ar', 'notices.goUsed') }).waitFor();
    await phone.goto('/go/made-up');
    await phone.getByRole('heading', { name: words('it', 'notices.goOver') }).waitFor();
    await phone.context().close();
  });
});

test('whose question to an assembly was taken down reads that nobody sees it', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const [author, moderator] = [await town.member(), await town.member({ townRole: 'COORDINATOR' })];
  const { phaseId } = await openAssembly(town, giulia, organisationId);
  const question = fine(await askAssembly(author, phaseId, 'Perché siete così stupidi?')).askAssembly.id;
  fine(await report(giulia, 'ASSEMBLY_QUESTION', question));
  const { id } = await caseOf(moderator, 'Perché siete così stupidi?');
  fine(await decide(moderator, id));
  const page = await site.windowOf(author);
  await page.goto(`/appeals/${id}`);
  await page.getByRole('heading', { name: words('it', 'appeal.done.HIDE_FOR_ALL') }).waitFor();
  await page.context().close();
});
