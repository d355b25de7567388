import { afterAll, beforeAll, expect, test } from 'vitest';
import { momentWords } from '../../web/src/lib/features/consultations/times.ts';
import { translator } from '../../web/src/lib/i18n/translate.ts';
import { openConsultation } from '../testkit/consultations.ts';
import { publishedDecision } from '../testkit/decisions.ts';
import { follow } from '../testkit/pages.ts';
import { openBudget } from '../testkit/proposals.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { openVote } from '../testkit/votes.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('organisers who come too late read since when it is fixed, and find it; others read that the page is not theirs', async () => {
  const { town } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const staff = await site.windowOf(giulia);
  const when = (moment: Date) => momentWords(moment.toISOString(), { locale: 'it', t: translator('it') });

  const published = town.now;
  const vote = await openVote(town, giulia, organisationId, { ruleMethod: 'APPROVAL' });
  const options = `/consultations/${vote.id}/options/${vote.phaseId}`;
  await staff.goto(options);
  await staff.getByText(words('it', 'consultations.optionsFixed', { when: when(published) })).waitFor();
  await staff.getByText('Fontanella').first().waitFor();
  await follow(staff, 'it', 'consultations.optionsVotePage');
  await staff.getByRole('heading', { name: words('it', 'consultations.voteTitle') }).waitFor();

  const { id, voteId } = await openBudget(town, giulia, organisationId);
  town.now = new Date(town.now.getTime() + 74 * 3_600_000);
  await staff.goto(`/consultations/${id}/options/${voteId}`);
  await staff.getByText(words('it', 'consultations.optionsNever')).waitFor();

  const ended = await openConsultation(town, giulia, organisationId);
  town.now = new Date(town.now.getTime() + 4 * 86_400_000);
  await publishedDecision(town, giulia, ended.id);
  const edit = `/consultations/${ended.id}/decision/edit`;
  await staff.goto(edit);
  await staff.getByText(words('it', 'decisions.fixed', { when: when(town.now) })).waitFor();
  expect(await staff.locator('form[action*="save"]').count()).toBe(0);
  await follow(staff, 'it', 'decisions.see');
  await staff.waitForURL(`**/consultations/${ended.id}/decision`);

  const rosa = await site.windowOf(await town.member());
  for (const path of [options, edit]) expect((await rosa.goto(path))?.status()).toBe(403);
});
