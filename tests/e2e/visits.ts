import { photo, recording, send } from '../testkit/files.ts';
import { accept, ask, offer, offerRegularly } from '../testkit/help.ts';
import { act, addMaterial, addShift, addTask, openAction, propose, signUp } from '../testkit/actions.ts';
import { newKey, type Person, type Town } from '../testkit/town.ts';
import { consultationsToVisit } from './consultations-to-visit.ts';
import { eventsToVisit } from './events-to-visit.ts';
import { callToVisit, moderationToVisit } from './moderation-to-visit.ts';

export interface Visit {
  /** The folder of the page, as its route. */
  route: string;
  path: string;
  who: 'visitor' | 'member' | 'staff';
  status?: number;
  /** Looked at in every language; else only in Italian. */
  everyLanguage: boolean;
  /** Looked at in the dark too. */
  dark?: boolean;
}

export type Readers = Record<Visit['who'], Person>;

/** Every page of the site with something on it, and who looks at it. */
export async function visits(town: Town): Promise<{ list: Visit[]; readers: Readers }> {
  const association = await town.organisation('Vicini di Casacelle');
  const readers: Readers = {
    visitor: town.visitor,
    member: await town.member({ name: 'Rosa Esposito', speaks: ['it', 'ary'], zoneId: town.zones[0]?.id }),
    staff: await town.member({
      name: 'Carla',
      townRole: 'ADMINISTRATOR',
      in: { organisationId: association, role: 'COORDINATOR' },
    }),
  };
  const { member } = readers;
  const amina = await town.member({ name: 'أمينة', locale: 'ar', speaks: ['ary', 'fr'] });
  const photoIds = [(await send(town, amina, await photo())).id];
  const voiceId = (await send(town, amina, await recording(), { type: 'audio/webm' })).id;
  const asked = await ask(town, amina, { details: 'أحتاج إلى مساعدة في التسوق', places: 3, photoIds, voiceId });
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

  const offered = await offerRegularly(town, amina, {
    categories: ['REPAIRS', 'PAPERS'],
    details: 'أصلح الأشياء الصغيرة',
  });
  const ownOffer = await offerRegularly(town, member, { categories: ['SHOPPING', 'COMPANY'], reach: 'TOWN' });
  await ask(town, amina, { category: 'COMPANY', needs: ['ary', 'it'] });
  const delicate = await ask(town, amina, { category: 'CHILD_CARE', setting: null });
  const agreed = await ask(town, amina, { category: 'TRANSPORT' });
  const { matchId: agreedMatch } = await offer(member, agreed);
  await accept(amina, agreedMatch);
  await amina.query(
    'mutation ($key: UUID!, $matchId: UUID!) { shareContact(key: $key, matchId: $matchId, phone: "3331234567", address: "Via Roma 1") { id } }',
    { key: newKey(), matchId: agreedMatch },
  );

  const staff = readers.staff;
  const moderated = await moderationToVisit(town, { staff, member, amina });
  const registered = await staff.query<{ registerPerson: { id: string } }>(
    'mutation ($key: UUID!) { registerPerson(key: $key, input: { displayName: "Nonna Carmela", locale: "it" }) { id } }',
    { key: newKey() },
  );
  const carmela = registered.data.registerPerson.id;
  await staff.query('mutation ($key: UUID!, $id: UUID!) { issueAccessCard(key: $key, memberId: $id) { pin } }', {
    key: newKey(),
    id: carmela,
  });

  for (const mutation of [
    'recordCheck(key: $key, input: { memberId: $id, kind: IDENTITY_SEEN }) { id }',
    'recordConsent(key: $key, memberId: $id, manner: SPOKEN) { id }',
  ]) {
    await staff.query(`mutation ($key: UUID!, $id: UUID!) { ${mutation} }`, { key: newKey(), id: carmela });
  }
  const actions = await actionsToVisit(town, association, { staff, member, amina });
  const events = await eventsToVisit(town, association, readers);
  const consultations = await consultationsToVisit(town, association, readers);
  await callToVisit(town, carmela);

  const list: Visit[] = [];
  const look = (who: Visit['who'], route: string, more: Partial<Visit> = {}) =>
    list.push({ route, path: route, who, everyLanguage: true, ...more });
  /** Another state of a page that has been looked at: its sentences are known, its shape is not. */
  const alsoAs = (who: Visit['who'], route: string, path = route) => look(who, route, { path, everyLanguage: false });

  look('visitor', '/', { dark: true });
  alsoAs('member', '/');
  look('visitor', '/help', { dark: true });
  alsoAs('member', '/help', '/help?category=SHOPPING&near=me');
  alsoAs('visitor', '/help', '/help?category=FURNITURE');
  alsoAs('member', '/help');
  look('visitor', '/help/offers', { dark: true });
  look('member', '/help/offers/[id]', { path: `/help/offers/${offered}` });
  alsoAs('member', '/help/offers/[id]', `/help/offers/${ownOffer}`);
  alsoAs('visitor', '/help/offers/[id]', `/help/offers/${offered}`);
  look('member', '/help/offer', { path: '/help/offer?category=REPAIRS&rhythm=WEEKLY&days=MO,TH&partOfDay=MORNING' });
  alsoAs('visitor', '/help/offer');
  alsoAs('visitor', '/help/offer', '/help/offer?category=REPAIRS');
  look('visitor', '/events/support');
  look('member', '/help/suggested');
  look('member', '/help/late');
  alsoAs('member', '/help/[id]', `/help/${delicate}`);
  alsoAs('member', '/help/[id]', `/help/${agreed}`);
  alsoAs('staff', '/members/[id]', `/members/${carmela}`);
  alsoAs('staff', '/help/ask', `/help/ask?category=FOOD&when=TODAY&onBehalfOf=${carmela}`);
  look('visitor', '/help/ask', { path: '/help/ask?category=SHOPPING&when=TOMORROW' });
  alsoAs('visitor', '/help/ask');
  alsoAs('visitor', '/help/ask', '/help/ask?category=SHOPPING');
  look('member', '/help/ask', { path: `/help/ask?category=SHOPPING&when=TODAY&zoneId=${town.zones[1]?.id}` });
  look('member', '/help/[id]', { path: `/help/${asked}`, dark: true });
  alsoAs('visitor', '/help/[id]', `/help/${asked}`);
  alsoAs('member', '/help/[id]', `/help/${own}`);
  alsoAs('member', '/help/[id]', `/help/${done}`);
  look('member', '/help/mine');
  look('member', '/threads/[id]', { path: `/threads/${threadId}`, dark: true });
  look('visitor', '/actions', { dark: true });
  alsoAs('member', '/actions', '/actions?state=PROPOSED&words=cena');
  alsoAs('visitor', '/actions', '/actions?state=DONE');
  look('member', '/actions/[id]', { path: `/actions/${actions.open}`, dark: true });
  alsoAs('visitor', '/actions/[id]', `/actions/${actions.open}`);
  alsoAs('staff', '/actions/[id]', `/actions/${actions.open}`);
  alsoAs('staff', '/actions/[id]', `/actions/${actions.proposed}`);
  alsoAs('visitor', '/actions/[id]', `/actions/${actions.done}`);
  alsoAs('member', '/actions/[id]', `/actions/${actions.cancelled}`);
  look('member', '/actions/mine');
  look('member', '/actions/new');
  look('staff', '/actions/[id]/edit', { path: `/actions/${actions.open}/edit`, dark: true });
  for (const step of [2, 3]) alsoAs('staff', '/actions/[id]/edit', `/actions/${actions.open}/edit?step=${step}`);
  look('staff', '/actions/[id]/result', { path: `/actions/${actions.under}/result` });
  look('visitor', '/events', { dark: true });
  alsoAs('member', '/events', '/events?topic=LANGUAGE&children=yes&words=caffe');
  alsoAs('visitor', '/events', '/events?past=yes');
  look('visitor', '/events/[id]', { path: `/events/${events.coming}`, dark: true });
  alsoAs('staff', '/events/[id]', `/events/${events.coming}`);
  alsoAs('staff', '/events/[id]', `/events/${events.draft}`);
  alsoAs('member', '/events/[id]', `/events/${events.full}`);
  alsoAs('visitor', '/events/[id]', `/events/${events.over}`);
  alsoAs('visitor', '/events/[id]', `/events/${events.cancelled}`);
  look('member', '/events/mine');
  alsoAs('staff', '/events/mine');
  look('staff', '/events/new');
  alsoAs('member', '/events/new');
  alsoAs('staff', '/events/new', `/events/new?like=${events.coming}`);
  look('staff', '/events/[id]/edit', { path: `/events/${events.coming}/edit` });
  look('staff', '/events/[id]/people', { path: `/events/${events.coming}/people`, dark: true });
  alsoAs('staff', '/events/[id]/people', `/events/${events.over}/people`);
  look('staff', '/events/[id]/check-in', { path: `/events/${events.coming}/check-in` });
  look('staff', '/events/[id]/languages', { path: `/events/${events.coming}/languages` });
  alsoAs('staff', '/events/[id]/languages', `/events/${events.coming}/languages?into=uk`);
  look('staff', '/events/[id]/result', { path: `/events/${events.over}/result` });
  look('visitor', '/events/[id]/registered', { path: `/events/${events.coming}/registered` });
  look('visitor', '/r/[token]', { path: `/r/${events.confirmed}`, dark: true });
  alsoAs('visitor', '/r/[token]', `/r/${events.held}`);
  alsoAs('visitor', '/r/[token]', `/r/${events.came}`);
  alsoAs('visitor', '/r/[token]', `/r/${events.series}`);
  look('visitor', '/r/[token]/certificate', { path: `/r/${events.came}/certificate` });
  look('visitor', '(no page)', { path: '/nowhere', status: 404 });
  for (const route of ['/language', '/accessibility', '/privacy', '/legal']) look('visitor', route);

  look('visitor', '/sign-in', { dark: true });
  for (const route of ['sent', 'phone', 'passkey', 'password']) look('visitor', `/sign-in/${route}`);
  look('visitor', '/sign-in/link', { path: '/sign-in/link?token=a-token&next=/help' });
  look('visitor', '/sign-in/second-factor', { path: '/sign-in/second-factor?next=/help' });
  look('visitor', '/sign-up');
  look('visitor', '/confirm', { path: '/confirm?token=a-token' });
  look('visitor', '/reset-password', { path: '/reset-password?token=a-token' });
  look('visitor', '/card');
  look('visitor', '/card/[code]', { path: '/card/ABCDEFGHJKLMNPQRSTUVWXYZ23' });

  for (const route of ['/welcome', '/profile', '/profile/edit', '/profile/availability', '/profile/tokens']) {
    look('member', route);
  }
  for (const route of ['', '/delete']) look('member', `/profile/data${route}`);
  for (const route of ['', '/authenticator', '/email', '/passkeys', '/password', '/phone']) {
    look('member', `/profile/security${route}`);
  }
  look('member', '/members/[id]', { path: `/members/${amina.id}` });
  look('member', '/notices', { dark: true });
  look('member', '/profile/reports', { path: '/profile/reports?sent' });
  look('member', '/profile/blocked');
  look('member', '/profile/channels');
  look('visitor', '/rules');
  look('visitor', '/go/[token]', { path: '/go/made-up' });
  look('member', '/report', { path: `/report?kind=MEMBER&id=${amina.id}` });
  look('member', '/block', { path: `/block?id=${amina.id}` });
  look('member', '/appeals/[id]', { path: `/appeals/${moderated.decided}` });
  alsoAs('member', '/help/[id]', `/help/${moderated.flagged}`);
  look('visitor', '/organisations');
  look('visitor', '/organisations/[id]', { path: `/organisations/${association}` });
  look('staff', '/organisations/new');
  for (const route of ['edit', 'people']) {
    look('staff', `/organisations/[id]/${route}`, { path: `/organisations/${association}/${route}` });
  }
  look('staff', '/staff/moderation', { dark: true });
  look('staff', '/staff/moderation/[id]', { path: `/staff/moderation/${moderated.decided}` });
  alsoAs('staff', '/staff/moderation/[id]', `/staff/moderation/${moderated.open}`);
  look('staff', '/staff/calls');
  look('staff', '/staff/people', { dark: true });
  look('staff', '/staff/people/new');
  look('staff', '/staff/people/[id]', { path: `/staff/people/${carmela}` });
  look('staff', '/staff/people/[id]/card', { path: `/staff/people/${carmela}/card` });
  for (const route of ['roles', 'zones']) look('staff', `/admin/${route}`);
  look('visitor', '/dev/outbox');
  look('visitor', '/events/zones', { dark: true });
  look('visitor', '/events/week', { dark: true });
  look('visitor', '/events/month');
  alsoAs('visitor', '/events/month', '/events/month?month=2027-01&topic=FOOD');
  look('visitor', '/events/embed');
  look('staff', '/events/import');
  look('member', '/profile/calendar');
  look('visitor', '/consultations', { dark: true });
  alsoAs('member', '/consultations', '/consultations?stage=closed');
  alsoAs('visitor', '/consultations', '/consultations?stage=coming');
  look('visitor', '/consultations/[id]', { path: `/consultations/${consultations.open}`, dark: true });
  alsoAs('staff', '/consultations/[id]', `/consultations/${consultations.open}`);
  alsoAs('staff', '/consultations/[id]', `/consultations/${consultations.draft}`);
  alsoAs('staff', '/consultations/[id]', `/consultations/${consultations.coming}`);
  alsoAs('visitor', '/consultations/[id]', `/consultations/${consultations.closed}`);
  look('member', '/consultations/[id]/statements', {
    path: `/consultations/${consultations.open}/statements`,
    dark: true,
  });
  alsoAs('visitor', '/consultations/[id]/statements', `/consultations/${consultations.open}/statements`);
  alsoAs('member', '/consultations/[id]/statements', `/consultations/${consultations.withCodes}/statements`);
  look('visitor', '/consultations/[id]/results', {
    path: `/consultations/${consultations.closed}/results`,
    dark: true,
  });
  alsoAs('visitor', '/consultations/[id]/results', `/consultations/${consultations.open}/results`);
  alsoAs('visitor', '/consultations/[id]/results', `/consultations/${consultations.counted}/results`);
  alsoAs('visitor', '/consultations/[id]/results', `/consultations/${consultations.ranked}/results?ballots`);
  look('visitor', '/consultations/[id]/decision', {
    path: `/consultations/${consultations.closed}/decision`,
    dark: true,
  });
  alsoAs('staff', '/consultations/[id]/decision', `/consultations/${consultations.closed}/decision`);
  look('staff', '/consultations/[id]/decision/edit', { path: `/consultations/${consultations.counted}/decision/edit` });
  alsoAs('staff', '/consultations/[id]/decision/edit', `/consultations/${consultations.closed}/decision/edit`);
  look('visitor', '/consultations/decisions', { dark: true });
  alsoAs('member', '/consultations/decisions', '/consultations/decisions?show=late');
  look('member', '/consultations/[id]/vote/[phaseId]', { path: consultations.ballot, dark: true });
  look('visitor', '/consultations/[id]/vote/[phaseId]', { path: consultations.ballot });
  look('staff', '/consultations/[id]/paper/[phaseId]', { path: consultations.paper, dark: true });
  alsoAs('staff', '/consultations/[id]/paper/[phaseId]', consultations.surveyOnPaper);
  look('staff', '/consultations/[id]/paper/[phaseId]/print', { path: `${consultations.paper}/print` });
  look('staff', '/consultations/[id]/options/[phaseId]', { path: consultations.options });
  alsoAs('staff', '/consultations/[id]/options/[phaseId]', consultations.budgets.taking);
  alsoAs('staff', '/consultations/[id]/options/[phaseId]', consultations.budgets.ballot.replace('/vote/', '/options/'));
  alsoAs('member', '/consultations/[id]/vote/[phaseId]', consultations.budgets.ballot);
  alsoAs('visitor', '/consultations/[id]/results', `/consultations/${consultations.answered}/results`);
  look('member', '/consultations/[id]/survey/[phaseId]', { path: consultations.survey, dark: true });
  alsoAs('visitor', '/consultations/[id]/survey/[phaseId]', consultations.survey);
  alsoAs('member', '/consultations/[id]/survey/[phaseId]', consultations.surveyQuestion);
  alsoAs('member', '/consultations/[id]/survey/[phaseId]', consultations.surveyMatrix);
  alsoAs('member', '/consultations/[id]/survey/[phaseId]', `${consultations.survey}?check`);
  alsoAs('visitor', '/consultations/[id]/survey/[phaseId]', `${consultations.survey}?print`);
  look('staff', '/consultations/[id]/questions/[phaseId]', { path: consultations.questions, dark: true });
  alsoAs('staff', '/consultations/[id]/questions/[phaseId]', `${consultations.questions}?new=MATRIX`);
  alsoAs('staff', '/consultations/[id]/questions/[phaseId]', `${consultations.questions}?new=SCALE`);
  alsoAs('staff', '/consultations/[id]/questions/[phaseId]', consultations.surveyTexts);
  const { list: proposals, one: proposal, rejected, over, of: proposed } = consultations.proposals;
  const route = '/consultations/[id]/proposals/[phaseId]';
  alsoAs('visitor', '/consultations/[id]', `/consultations/${over}`);
  alsoAs('visitor', '/consultations/[id]/results', `/consultations/${over}/results`);
  look('member', route, { path: `${proposals}?order=supported`, dark: true });
  alsoAs('visitor', route, proposals);
  look('member', `${route}/[proposalId]`, { path: proposal, dark: true });
  alsoAs('visitor', `${route}/[proposalId]`, proposal);
  alsoAs('staff', `${route}/[proposalId]`, proposal);
  alsoAs('member', `${route}/[proposalId]`, rejected);
  look('staff', `${route}/[proposalId]/languages`, { path: `${proposal}/languages` });
  alsoAs('staff', `${route}/[proposalId]/languages`, `${proposal}/languages?into=ar`);
  look('staff', `${route}/moderate`, { path: `${proposals}/moderate` });
  alsoAs('staff', `${route}/moderate`, `${proposals}/moderate?state=REJECTED`);
  const { assemblies } = consultations;
  const assembly = '/consultations/[id]/assembly/[phaseId]';
  alsoAs('visitor', '/consultations/[id]', `/consultations/${assemblies.of}`);
  look('member', assembly, { path: assemblies.open, dark: true });
  alsoAs('staff', assembly, assemblies.open);
  alsoAs('visitor', assembly, assemblies.over);
  look('staff', `${assembly}/run`, { path: `${assemblies.open}/run`, dark: true });
  alsoAs('staff', `${assembly}/run`, `${assemblies.over}/run`);
  look('visitor', '/consultations/[id]/code', { path: `/consultations/${consultations.withCodes}/code?code=ABCD` });
  look('staff', '/consultations/[id]/moderate', { path: `/consultations/${consultations.open}/moderate`, dark: true });
  alsoAs('staff', '/consultations/[id]/moderate', `/consultations/${consultations.open}/moderate?state=REJECTED`);
  look('staff', '/consultations/[id]/codes', { path: `/consultations/${consultations.withCodes}/codes` });
  look('staff', '/consultations/[id]/help', { path: `/consultations/${consultations.withCodes}/help?ended` });
  look('staff', '/consultations/[id]/edit', { path: `/consultations/${consultations.draft}/edit`, dark: true });
  alsoAs('staff', '/consultations/[id]/edit', `/consultations/${consultations.open}/edit`);
  look('staff', '/consultations/[id]/languages', { path: `/consultations/${consultations.open}/languages` });
  alsoAs('staff', '/consultations/[id]/languages', `/consultations/${consultations.open}/languages?into=ar`);
  alsoAs('staff', '/consultations/[id]/languages', `/consultations/${proposed}/languages?into=ar`);
  alsoAs('staff', '/consultations/[id]/languages', `/consultations/${proposed}/languages?into=ar&only=lacking`);
  alsoAs('staff', '/consultations/[id]/languages', `/consultations/${assemblies.of}/languages?into=it`);
  look('staff', '/consultations/new');
  alsoAs('member', '/consultations/new');
  look('staff', '/consultations/mine');
  alsoAs('member', '/consultations/mine');
  return { list, readers };
}

/** Actions in every state, with people, materials, and one whose shift is over. */
async function actionsToVisit(
  town: Town,
  association: string,
  { staff, member, amina }: { staff: Person; member: Person; amina: Person },
) {
  const garden = {
    title: 'Il giardino di via Staffetta torna vivo',
    goal: 'Un giardino pulito, con le panchine a posto, prima di Natale',
    words: 'Il giardino è pieno di foglie e due panchine sono rotte.\n\nSi lavora piano, poi si beve un tè insieme.',
    targetAmount: 30,
    targetUnit: 'sacchi',
    meetingPoint: 'Cancello su via Staffetta, accanto alla fermata dell’autobus',
  };
  const open = await openAction(town, staff, association, garden);
  const leaves = await addTask(staff, open, { title: 'Raccogliere foglie', words: 'Va bene per tutti.' });
  const [shift = ''] = await addShift(town, staff, leaves, { places: 12, weeks: 2 });
  await addShift(town, staff, await addTask(staff, open, { title: 'Bere un tè da nonna Pia', setting: 'AT_HOME' }));
  for (const person of [member, amina]) await signUp(person, shift);
  const gloves = await addMaterial(staff, open, 'Guanti da lavoro (paia)', 20);
  await act(amina, 'pledgeMaterial', gloves, { quantity: 6 });

  const proposed = await propose(
    town,
    amina,
    { title: 'عشاء الحي: كل عائلة تطبخ طبقًا', goal: 'أن يتعرف الجيران بعضهم على بعض', words: 'نلتقي ونأكل معًا.' },
    association,
  );
  const over = async () => {
    const id = await openAction(town, staff, association, {
      ...garden,
      title: 'Colletta alimentare',
      meetingPoint: null,
    });
    const [past = ''] = await addShift(town, staff, await addTask(staff, id), { places: 6 });
    for (const person of [member, amina]) await signUp(person, past, true);
    await town.pool.query(
      `update action_shift set starts_at = starts_at - interval '10 days', ends_at = ends_at - interval '10 days' where id = $1`,
      [past],
    );
    return id;
  };
  const under = await over();
  const done = await over();
  const input = { words: 'Novantadue scatole in un sabato. Grazie a tutti!', reachedAmount: 92, people: 9 };
  await act(staff, 'closeAction', done, { input });
  const cancelled = await openAction(town, staff, association, { title: 'Festa sul lungomare' });
  await act(staff, 'cancelAction', cancelled, { words: 'Il meteo dà temporali. Ci riproviamo in primavera.' });
  return { open, proposed, under, done, cancelled };
}
