import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, ask, invite, offer, offerRegularly } from '../testkit/help.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const consent = (staff: Person, memberId: string, organisationId: string | null = null) =>
  staff.query<{ recordConsent: { id: string } }>(
    'mutation ($key: UUID!, $memberId: UUID!, $organisationId: UUID) { recordConsent(key: $key, memberId: $memberId, organisationId: $organisationId, manner: SPOKEN) { id } }',
    { key: newKey(), memberId, organisationId },
  );
const withdraw = (person: Person, id: string) =>
  person.query('mutation ($key: UUID!, $id: UUID!) { withdrawConsent(key: $key, id: $id) { id } }', {
    key: newKey(),
    id,
  });
const askFor = (staff: Person, onBehalfOf: string) =>
  staff.query<{ askForHelp: { id: string } }>(
    'mutation ($key: UUID!, $input: AskForHelpInput!) { askForHelp(key: $key, input: $input) { id } }',
    {
      key: newKey(),
      input: { category: 'COMPANY', when: 'TOMORROW', zoneId: town.zones[0]?.id, onBehalfOf },
    },
  );

test('staff ask for a person without a phone, take the helper and talk in her place; each act is kept', async () => {
  const operator = await town.member({ name: 'Carla', townRole: 'ACCESS_POINT_OPERATOR' });
  const registered = await operator.query<{ registerPerson: { id: string } }>(
    'mutation ($key: UUID!) { registerPerson(key: $key, input: { displayName: "Nonna Pina", locale: "it" }) { id } }',
    { key: newKey() },
  );
  const pina = registered.data.registerPerson.id;
  expect((await askFor(operator, pina)).codes).toEqual(['CONSENT_REQUIRED']);
  expect((await consent(operator, pina)).codes).toEqual([]);
  const { id } = (await askFor(operator, pina)).data.askForHelp;

  const rosa = await town.member({ name: 'Rosa' });
  const { matchId, threadId } = await offer(rosa, id);
  const seen = await rosa.query<{ helpRequest: { requester: object; askedBy: object } }>(
    'query ($id: UUID!) { helpRequest(id: $id) { requester { displayName } askedBy { displayName } } }',
    { id },
  );
  expect(seen.data.helpRequest).toEqual({
    requester: { displayName: 'Nonna Pina' },
    askedBy: { displayName: 'Carla' },
  });
  expect((await offer(operator, id).catch((error: Error) => error.message)).toString()).toContain('OWN_REQUEST');
  expect((await accept(operator, matchId)).codes).toEqual([]);
  const sent = await operator.query(
    'mutation ($key: UUID!, $threadId: UUID!) { sendMessage(key: $key, threadId: $threadId, text: "Suona al secondo") { author { displayName } } }',
    { key: newKey(), threadId },
  );
  expect(sent.data).toEqual({ sendMessage: { author: { displayName: 'Carla' } } });
  const { rows } = await town.pool.query<{ action: string }>(
    'select action from audit_entry where subject_id = $1 order by id',
    [pina],
  );
  expect(rows.map(({ action }) => action)).toEqual(['members.register', 'consents.record', 'help.askOnBehalf']);
});

test('a consent holds for the side it was given to, and until it is taken back', async () => {
  const [own, other] = [await town.organisation(), await town.organisation()];
  const mediator = await town.member({ in: { organisationId: own, role: 'MEDIATOR' } });
  const elsewhere = await town.member({ in: { organisationId: other, role: 'STAFF' } });
  const ali = await town.member();
  const { data, codes } = await consent(mediator, ali.id, own);
  expect(codes).toEqual([]);
  expect((await askFor(elsewhere, ali.id)).codes).toEqual(['CONSENT_REQUIRED']);
  expect((await askFor(mediator, ali.id)).codes).toEqual([]);
  expect((await withdraw(elsewhere, data.recordConsent.id)).codes).toEqual(['NOT_FOUND']);
  expect((await withdraw(ali, data.recordConsent.id)).codes).toEqual([]);
  expect((await askFor(mediator, ali.id)).codes).toEqual(['CONSENT_REQUIRED']);
});

test('who asked for somebody acts no more, nor reads along, once the consent is taken back', async () => {
  const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
  const [pina, rosa, bruno] = [await town.member(), await town.member(), await town.member()];
  const { data } = await consent(operator, pina.id);
  const { id } = (await askFor(operator, pina.id)).data.askForHelp;
  const agreed = await offer(rosa, id);
  await accept(pina, agreed.matchId);
  const other = (await askFor(operator, pina.id)).data.askForHelp;
  const open = await offer(bruno, other.id);
  await withdraw(pina, data.recordConsent.id);

  const act = (mutation: string, matchId: string) =>
    operator.query(`mutation ($key: UUID!, $matchId: UUID!) { ${mutation} { __typename } }`, {
      key: newKey(),
      matchId,
    });
  const acts = {
    'acceptHelp(key: $key, matchId: $matchId)': open.matchId,
    'declineHelp(key: $key, matchId: $matchId)': open.matchId,
    'cancelHelp(key: $key, matchId: $matchId)': agreed.matchId,
    'shareContact(key: $key, matchId: $matchId, phone: "3331234567")': agreed.matchId,
    'openContact(key: $key, matchId: $matchId)': agreed.matchId,
  };
  for (const [mutation, matchId] of Object.entries(acts))
    expect((await act(mutation, matchId)).codes, mutation).toEqual(['CONSENT_REQUIRED']);
  for (const mutation of ['withdrawHelpRequest', 'completeHelpRequest']) {
    const { codes } = await operator.query(
      `mutation ($key: UUID!, $id: UUID!) { ${mutation}(key: $key, id: $id) { id } }`,
      { key: newKey(), id },
    );
    expect(codes, mutation).toEqual(['CONSENT_REQUIRED']);
  }
  const readThread = (person: Person) =>
    person.query('query ($id: UUID!) { thread(id: $id) { id } }', { id: agreed.threadId });
  expect((await readThread(operator)).codes).toEqual(['NOT_FOUND']);
  expect((await readThread(pina)).codes).toEqual([]);
  const matches = await operator.query(
    'query ($id: UUID!) { helpRequest(id: $id) { viewerCanWithdraw matches { id } } }',
    {
      id: other.id,
    },
  );
  expect(matches.data).toEqual({ helpRequest: { viewerCanWithdraw: false, matches: [] } });
});

describe('a contact that staff share for a person', () => {
  const share = (person: Person, matchId: string, phone: string) =>
    person.query(
      'mutation ($key: UUID!, $matchId: UUID!, $phone: String) { shareContact(key: $key, matchId: $matchId, phone: $phone) { id } }',
      { key: newKey(), matchId, phone },
    );
  const open = (person: Person, matchId: string) =>
    person.query<{ openContact: { phone: string } }>(
      'mutation ($key: UUID!, $matchId: UUID!) { openContact(key: $key, matchId: $matchId) { phone } }',
      { key: newKey(), matchId },
    );
  const stop = (person: Person, matchId: string) =>
    person.query(
      'mutation ($key: UUID!, $matchId: UUID!) { stopSharingContact(key: $key, matchId: $matchId) { id } }',
      {
        key: newKey(),
        matchId,
      },
    );
  const exchange = async (person: Person, id: string) =>
    (
      await person.query<{ helpRequest: { matches: { contacts: object | null }[] } }>(
        'query ($id: UUID!) { helpRequest(id: $id) { matches { contacts { own { phone } accesses { reader { displayName } } } } } }',
        { id },
      )
    ).data.helpRequest.matches[0]?.contacts;

  async function shared() {
    const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const [amina, salvatore] = [await town.member(), await town.member({ name: 'Salvatore' })];
    const consentId = (await consent(operator, amina.id)).data.recordConsent.id;
    const { id } = (await askFor(operator, amina.id)).data.askForHelp;
    const { matchId } = await offer(salvatore, id);
    await accept(operator, matchId);
    await share(operator, matchId, '333 123 4567');
    await share(salvatore, matchId, '333 765 4321');
    expect((await open(salvatore, matchId)).data.openContact.phone).toBe('+393331234567');
    return { operator, amina, salvatore, consentId, id, matchId };
  }

  test('is hers: she sees it and who looked, and takes it back', async () => {
    const { operator, amina, salvatore, id, matchId } = await shared();
    const seen = { own: { phone: '+393331234567' }, accesses: [{ reader: { displayName: 'Salvatore' } }] };
    expect(await exchange(amina, id)).toEqual(seen);
    expect(await exchange(operator, id)).toEqual(seen);
    const { data } = await amina.query<{ myData: { help: { sharedContacts: object[]; looksAtMyContacts: object[] } } }>(
      '{ myData }',
    );
    expect(data.myData.help.sharedContacts).toMatchObject([{ matchId, phone: '+393331234567' }]);
    expect(data.myData.help.looksAtMyContacts).toHaveLength(1);
    expect((await stop(amina, matchId)).codes).toEqual([]);
    expect((await open(salvatore, matchId)).codes).toEqual(['WRONG_STATE']);
    expect(await exchange(amina, id)).toEqual({ ...seen, own: null });
  });

  test('goes with the consent; what she shares herself is hers alone', async () => {
    const { operator, amina, salvatore, consentId, id, matchId } = await shared();
    await withdraw(amina, consentId);
    expect((await open(salvatore, matchId)).codes).toEqual(['WRONG_STATE']);
    expect(await exchange(amina, id)).toEqual({ own: null, accesses: [{ reader: { displayName: 'Salvatore' } }] });
    await share(amina, matchId, '333 222 2222');
    expect((await stop(operator, matchId)).codes).toEqual(['CONSENT_REQUIRED']);
    expect((await open(salvatore, matchId)).data.openContact.phone).toBe('+393332222222');
  });
});

test('staff bring nobody together with somebody from whom the person parted', async () => {
  const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
  const [pina, bruno] = [await town.member(), await town.member()];
  await consent(operator, pina.id);
  const requestId = (await askFor(operator, pina.id)).data.askForHelp.id;
  const offerId = await offerRegularly(town, bruno, { categories: ['COMPANY'] });
  const suggested = async () =>
    (
      await operator.query<{ helpRequest: { suggestedOffers: { offer: { id: string } }[] } }>(
        'query ($id: UUID!) { helpRequest(id: $id) { suggestedOffers { offer { id } } } }',
        { id: requestId },
      )
    ).data.helpRequest.suggestedOffers.map((one) => one.offer.id);
  expect(await suggested()).toContain(offerId);
  await pina.query('mutation ($key: UUID!, $memberId: UUID!) { blockMember(key: $key, memberId: $memberId) }', {
    key: newKey(),
    memberId: bruno.id,
  });
  expect(await suggested()).not.toContain(offerId);
  expect((await invite(operator, requestId, offerId)).codes).toEqual(['NOT_FOUND']);
});

test('neighbours cannot ask for somebody else, nor staff consent for themselves', async () => {
  const [rosa, ali] = [await town.member(), await town.member()];
  expect((await consent(rosa, ali.id)).codes).toEqual(['NOT_ALLOWED']);
  expect((await askFor(rosa, ali.id)).codes).toEqual(['CONSENT_REQUIRED']);
  const operator = await town.member({ townRole: 'COORDINATOR' });
  expect((await consent(operator, operator.id)).codes).toEqual(['NOT_ALLOWED']);
  expect(await ask(town, operator, { onBehalfOf: operator.id })).toBeTruthy();
});
