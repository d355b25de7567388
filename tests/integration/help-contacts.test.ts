import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourIn } from '../testkit/events.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { noticesOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const share = (person: Person, matchId: string, contact: Record<string, string>) =>
  person.query(
    'mutation ($key: UUID!, $matchId: UUID!, $phone: String, $address: String) { shareContact(key: $key, matchId: $matchId, phone: $phone, address: $address) { contacts { own { phone address } otherShared canOpen } } }',
    { key: newKey(), matchId, ...contact },
  );
const open = (person: Person, matchId: string, key = newKey()) =>
  person.query<{ openContact: { phone: string | null; address: string | null } }>(
    'mutation ($key: UUID!, $matchId: UUID!) { openContact(key: $key, matchId: $matchId) { phone address } }',
    { key, matchId },
  );
const act = (person: Person, mutation: string, matchId: string) =>
  person.query(`mutation ($key: UUID!, $matchId: UUID!) { ${mutation}(key: $key, matchId: $matchId) { state } }`, {
    key: newKey(),
    matchId,
  });
const looks = async (person: Person, requestId: string) =>
  (
    await person.query<{
      helpRequest: { matches: { contacts: { accesses: { reader: { displayName: string } }[] } }[] };
    }>(
      'query ($id: UUID!) { helpRequest(id: $id) { matches { contacts { accesses { at reader { displayName } } } } } }',
      { id: requestId },
    )
  ).data.helpRequest.matches[0]?.contacts.accesses.map(({ reader }) => reader.displayName);

async function agreed() {
  const [amina, rosa] = [await town.member({ name: 'Amina' }), await town.member({ name: 'Rosa' })];
  const requestId = await ask(town, amina);
  const { matchId } = await offer(rosa, requestId);
  return { amina, rosa, requestId, matchId };
}

describe('a number or an address', () => {
  test('is read by the other side only after both shared, and its owner sees who looked', async () => {
    const { amina, rosa, requestId, matchId } = await agreed();
    expect((await share(amina, matchId, { phone: '333 123 4567' })).codes, 'not before they agreed').toEqual([
      'WRONG_STATE',
    ]);
    await accept(amina, matchId);
    expect((await share(amina, matchId, { phone: '333 123 4567', address: 'Via Roma 1' })).data).toEqual({
      shareContact: {
        contacts: { own: { phone: '+393331234567', address: 'Via Roma 1' }, otherShared: false, canOpen: false },
      },
    });
    const early = await open(rosa, matchId);
    expect(early.codes).toEqual(['WRONG_STATE']);
    expect(JSON.stringify(early)).not.toContain('Via Roma');
    await share(rosa, matchId, { phone: '+39 081 123 4567' });
    expect((await open(rosa, matchId)).data.openContact).toEqual({ phone: '+393331234567', address: 'Via Roma 1' });
    expect((await open(amina, matchId)).data.openContact).toEqual({ phone: '+390811234567', address: null });
    expect(await looks(amina, requestId)).toEqual(['Rosa']);
    const { rows } = await town.pool.query<{ kept: string }>(
      `select result::text as kept from idempotency_key where operation = 'openContact'`,
    );
    expect(rows.map(({ kept }) => kept).join(), 'nothing of it is kept with the answer').not.toMatch(/Via|\+39/);
  });

  test('is nobody else’s: outsiders cannot share, look or learn that there is something', async () => {
    const { amina, rosa, requestId, matchId } = await agreed();
    await accept(amina, matchId);
    await share(amina, matchId, { phone: '3331234567' });
    await share(rosa, matchId, { phone: '3337654321' });
    const outsiders = [
      await town.member(),
      await town.member({ townRole: 'ADMINISTRATOR' }),
      await town.member({ townRole: 'SOCIAL_WORKER' }),
    ];
    for (const outsider of outsiders) {
      expect((await open(outsider, matchId)).codes).toEqual(['NOT_FOUND']);
      expect((await share(outsider, matchId, { phone: '3330000000' })).codes).toEqual(['NOT_FOUND']);
    }
    expect((await open(town.visitor, matchId)).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect(await looks(amina, requestId)).toEqual([]);
  });

  test('taken back, or with the help called off, it is gone', async () => {
    const { amina, rosa, matchId } = await agreed();
    await accept(amina, matchId);
    await share(amina, matchId, { phone: '3331234567' });
    await share(rosa, matchId, { phone: '3337654321' });
    await act(rosa, 'stopSharingContact', matchId);
    expect((await open(amina, matchId)).codes).toEqual(['WRONG_STATE']);
    await act(rosa, 'cancelHelp', matchId);
    const { rows } = await town.pool.query('select 1 from contact_share where match_id = $1', [matchId]);
    expect(rows).toEqual([]);
  });

  test('goes two weeks after the time of the help, which counts as given if nobody said so', async () => {
    const { tidyOffers } = await import('../../server/src/features/help/help.jobs.ts');
    const { amina, rosa, requestId, matchId } = await agreed();
    await accept(amina, matchId);
    await share(amina, matchId, { phone: '3331234567' });
    await share(rosa, matchId, { phone: '3337654321' });
    const kept = async (days: number) => {
      const now = new Date(hourIn(town, days, '12:00'));
      await tidyOffers.run({ em: town.app.orm.em.fork(), clock: { now: () => now } });
      const { rowCount } = await town.pool.query('select 1 from contact_share where match_id = $1', [matchId]);
      return rowCount;
    };
    expect(await kept(15)).toBe(2);
    expect((await open(rosa, matchId)).codes).toEqual([]);
    expect(await kept(16)).toBe(0);
    expect((await open(rosa, matchId)).codes).toEqual(['WRONG_STATE']);
    expect((await share(rosa, matchId, { phone: '3337654321' })).codes).toEqual(['WRONG_STATE']);
    const { data } = await amina.query('query ($id: UUID!) { helpRequest(id: $id) { state matches { state } } }', {
      id: requestId,
    });
    expect(data).toEqual({ helpRequest: { state: 'DONE', matches: [{ state: 'DONE' }] } });
  });

  test('that is none is refused at its field', async () => {
    const { amina, matchId } = await agreed();
    await accept(amina, matchId);
    const problem = async (contact: Record<string, string>) => {
      const { errors } = await share(amina, matchId, contact);
      return [errors[0]?.extensions.code, errors[0]?.extensions.field];
    };
    expect(await problem({ phone: 'domani' })).toEqual(['INVALID_INPUT', 'phone']);
    expect(await problem({ address: 'x'.repeat(100_000) })).toEqual(['TOO_LONG', 'address']);
    expect(await problem({ phone: ' ', address: '' })).toEqual(['REQUIRED', 'phone']);
  });
});

describe('how it went', () => {
  const feedback = (person: Person, matchId: string, more: string) =>
    person.query(
      `mutation ($key: UUID!, $matchId: UUID!) { giveFeedback(key: $key, matchId: $matchId, ${more}) { feedback { words } } }`,
      { key: newKey(), matchId },
    );
  const complete = (person: Person, id: string) =>
    person.query('mutation ($key: UUID!, $id: UUID!) { completeHelpRequest(key: $key, id: $id) { state } }', {
      key: newKey(),
      id,
    });

  test('a complaint is for staff: the other side never reads it', async () => {
    const { amina, rosa, requestId, matchId } = await agreed();
    await accept(amina, matchId);
    await complete(amina, requestId);
    expect((await feedback(amina, matchId, 'face: BAD, forStaff: true')).codes).toEqual(['REQUIRED']);
    expect((await feedback(amina, matchId, 'face: BAD, forStaff: true, words: "Mi ha chiesto soldi"')).codes).toEqual(
      [],
    );
    const answer = await feedback(rosa, matchId, 'face: GOOD, words: "Tutto bene"');
    expect(answer.data).toEqual({ giveFeedback: { feedback: [{ words: 'Tutto bene' }] } });
    const seen = async (person: Person) =>
      JSON.stringify(
        await person.query('{ moderationCases { nodes { reports { complaint words } owner { displayName } } } }'),
      );
    const queue = await seen(await town.member({ townRole: 'COORDINATOR' }));
    expect(queue).toContain('Mi ha chiesto soldi');
    expect(queue).toContain('Rosa');
    expect(await seen(rosa)).not.toContain('Mi ha chiesto soldi');
  });

  test('is said by a helper no earlier than on the day, and the other side hears it', async () => {
    const { amina, rosa, requestId, matchId } = await agreed();
    await accept(amina, matchId);
    const canComplete = async (person: Person) =>
      (
        await person.query<{ helpRequest: { viewerCanComplete: boolean; matches: { viewerCanComplete: boolean }[] } }>(
          'query ($id: UUID!) { helpRequest(id: $id) { viewerCanComplete matches { viewerCanComplete } } }',
          { id: requestId },
        )
      ).data.helpRequest;
    const before = town.now;
    expect((await complete(rosa, requestId)).codes).toEqual(['WRONG_STATE']);
    expect(await canComplete(rosa)).toEqual({ viewerCanComplete: false, matches: [{ viewerCanComplete: false }] });
    expect(await canComplete(amina)).toEqual({ viewerCanComplete: true, matches: [{ viewerCanComplete: true }] });
    town.now = new Date(hourIn(town, 1, '00:01'));
    expect(await canComplete(rosa)).toEqual({ viewerCanComplete: true, matches: [{ viewerCanComplete: true }] });
    expect((await complete(rosa, requestId)).codes).toEqual([]);
    town.now = before;
    const [told] = await noticesOf(amina);
    expect(told?.kind).toBe('HELP_DONE');
    expect(told?.title).toContain('Rosa');
    expect((await noticesOf(rosa)).map(({ kind }) => kind)).toEqual(['HELP_ACCEPTED']);
  });

  test('the hours that a helper gave count for them once, and for the neighbourhood from five givers on', async () => {
    const zoneId = town.zones[2]?.id;
    const minutes = async (person: Person) =>
      (
        await person.query<{
          viewer: { minutesGiven: number };
          neighbourhoods: { name: string; minutesGiven: number | null }[];
        }>('{ viewer { minutesGiven } neighbourhoods { name minutesGiven } }')
      ).data;
    for (let giver = 1; giver <= 5; giver++) {
      const [amina, rosa] = [await town.member(), await town.member()];
      const requestId = await ask(town, amina, { zoneId, when: 'TODAY' });
      const { matchId } = await offer(rosa, requestId);
      await accept(amina, matchId);
      await complete(rosa, requestId);
      expect((await feedback(amina, matchId, 'face: GOOD, minutes: 600')).codes).toEqual([]);
      expect((await feedback(rosa, matchId, 'face: GOOD, minutes: 721')).codes).toEqual(['OUT_OF_RANGE']);
      expect((await feedback(rosa, matchId, 'face: GOOD, minutes: 90')).codes).toEqual([]);
      const { viewer, neighbourhoods } = await minutes(rosa);
      expect(viewer.minutesGiven).toBe(90);
      expect((await minutes(amina)).viewer.minutesGiven).toBe(0);
      const costa = neighbourhoods.find(({ name }) => name === 'Costa');
      expect(costa?.minutesGiven).toBe(giver < 5 ? null : 450);
    }
  });
});
