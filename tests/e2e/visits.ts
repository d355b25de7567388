import { accept, ask, offer } from '../testkit/help.ts';
import { newKey, type Person, type Town } from '../testkit/town.ts';

export interface Visit {
  /** The folder of the page, as its route. */
  route: string;
  path: string;
  who: 'visitor' | 'member' | 'staff';
  status?: number;
  /** Looked at in every language; else only in Italian. */
  everyLanguage: boolean;
  looks?: { dark?: boolean };
}

export type Readers = Record<Visit['who'], Person>;

/** Every page of the site with something on it, and who looks at it. */
export async function visits(town: Town): Promise<{ list: Visit[]; readers: Readers }> {
  const readers: Readers = {
    visitor: town.visitor,
    member: await town.member({ name: 'Rosa Esposito', speaks: ['it', 'ary'], zoneId: town.zones[0]?.id }),
    staff: await town.member({ name: 'Carla', townRole: 'ADMINISTRATOR' }),
  };
  const { member } = readers;
  const amina = await town.member({ name: 'أمينة', locale: 'ar', speaks: ['ary', 'fr'] });
  const asked = await ask(town, amina, { details: 'أحتاج إلى مساعدة في التسوق', places: 3 });
  const { threadId } = await offer(member, asked, 'Vengo io domani mattina, dopo le nove.');
  for (const text of ['Ciao Amina!', 'A che ora ti va bene?']) {
    await member.query(
      'mutation ($key: UUID!, $threadId: UUID!, $text: String!) { sendMessage(key: $key, threadId: $threadId, text: $text) { id } }',
      { key: newKey(), threadId, text },
    );
  }
  const own = await ask(town, member, { category: 'REPAIRS', when: 'THIS_WEEK', details: 'Una lampada' });
  await offer(amina, own, 'أستطيع المساعدة');
  const done = await ask(town, member, { category: 'COMPANY' });
  await accept(member, (await offer(amina, done)).matchId);
  await member.query('mutation ($key: UUID!, $id: UUID!) { completeHelpRequest(key: $key, id: $id) { state } }', {
    key: newKey(),
    id: done,
  });

  const list: Visit[] = [];
  const look = (route: string, who: Visit['who'], more: Partial<Visit> = {}) =>
    list.push({ route, path: route, who, everyLanguage: true, ...more });
  const alsoAs = (who: Visit['who'], route: string, path = route) => look(route, who, { path, everyLanguage: false });

  const dark = { looks: { dark: true } };
  look('/', 'visitor', dark);
  alsoAs('member', '/');
  look('/help', 'visitor', dark);
  alsoAs('member', '/help', '/help?category=SHOPPING&near=me');
  alsoAs('visitor', '/help', '/help?category=FURNITURE');
  look('/help/ask', 'visitor', { path: '/help/ask?category=SHOPPING&when=TOMORROW' });
  alsoAs('visitor', '/help/ask');
  alsoAs('visitor', '/help/ask', '/help/ask?category=SHOPPING');
  alsoAs('member', '/help/ask', `/help/ask?category=SHOPPING&when=TODAY&zoneId=${town.zones[1]?.id}`);
  look('/help/[id]', 'member', { path: `/help/${asked}`, ...dark });
  alsoAs('visitor', '/help/[id]', `/help/${asked}`);
  alsoAs('member', '/help/[id]', `/help/${own}`);
  alsoAs('member', '/help/[id]', `/help/${done}`);
  look('/help/mine', 'member', dark);
  look('/threads/[id]', 'member', { path: `/threads/${threadId}`, ...dark });
  look('(no page)', 'visitor', { path: '/nowhere', status: 404 });
  for (const route of ['/language', '/accessibility', '/privacy', '/legal']) look(route, 'visitor');
  look('/sign-in', 'visitor', dark);
  for (const route of ['/sign-in/sent', '/sign-in/phone', '/sign-in/passkey', '/sign-in/password', '/sign-up', '/card']) {
    look(route, 'visitor');
  }
  look('/sign-in/link', 'visitor', { path: '/sign-in/link?token=a-token&next=/help' });
  look('/sign-in/second-factor', 'visitor', { path: '/sign-in/second-factor?next=/help' });
  look('/confirm', 'visitor', { path: '/confirm?token=a-token' });
  look('/reset-password', 'visitor', { path: '/reset-password?token=a-token' });
  look('/card/[code]', 'visitor', { path: '/card/ABCDEFGHJKLMNPQRSTUVWXYZ23' });
  return { list, readers };
}
