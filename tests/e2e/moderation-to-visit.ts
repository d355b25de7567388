import { ask } from '../testkit/help.ts';
import { appeal, decide, queueOf, report } from '../testkit/moderation.ts';
import { tell } from '../testkit/notices.ts';
import { newKey, type Person, type Town } from '../testkit/town.ts';

type People = Record<'staff' | 'member' | 'amina', Person>;

/** Something reported, something decided and appealed, a notice and a block; the request, and the cases. */
export async function moderationToVisit(
  town: Town,
  { staff, member, amina }: People,
): Promise<Record<'flagged' | 'decided' | 'open', string>> {
  const flagged = await ask(town, member, { category: 'OTHER', details: 'Parole che offendono' });
  await report(amina, 'HELP_REQUEST', flagged, { words: 'هذا مؤذٍ', anonymous: true });
  await report(member, 'MEMBER', amina.id, { rule: 'SPAM', words: 'Troppi messaggi' });
  const cases = await queueOf(staff);
  const caseAbout = (excerpt: string) => cases.find((found) => found.excerpt === excerpt)?.id ?? '';
  const decided = caseAbout('Parole che offendono');
  await decide(await town.member({ name: 'Ciro', townRole: 'COORDINATOR' }), decided);
  await appeal(member, decided);
  await tell(town, member, { params: { name: amina.name, category: 'SHOPPING', at: new Date() } });
  const bothered = await town.member({ name: 'Gennaro' });
  await member.query('mutation ($key: UUID!, $id: UUID!) { blockMember(key: $key, memberId: $id) }', {
    key: newKey(),
    id: bothered.id,
  });
  return { flagged, decided, open: caseAbout(amina.name) };
}

/** Somebody whom no message reaches. */
export async function callToVisit(town: Town, memberId: string): Promise<void> {
  await town.pool.query('update auth_user set email_verified = false where id = $1', [memberId]);
  await tell(town, { id: memberId }, { kind: 'ASKED_ON_BEHALF', params: { category: 'PAPERS' } });
  await town.app.deliver();
}
