import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countStatements } from '../testkit/count-statements.ts';
import { openWithShift, propose, signUp } from '../testkit/actions.ts';
import { insertEvent } from '../testkit/events.ts';
import { ask, offer, offerRegularly } from '../testkit/help.ts';
import { createTown, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let reader: Person;
beforeAll(async () => {
  town = await createTown();
  const association = await town.organisation();
  reader = await town.member({ zoneId: town.zones[0]?.id ?? '', speaks: ['it'] });
  for (let i = 0; i < 24; i++) {
    const mother = await town.member({ zoneId: town.zones[1]?.id ?? '', speaks: ['ar'] });
    const requestId = await ask(town, mother);
    if (i % 3 === 0) await offer(reader, requestId);
    await offer(await town.member({ speaks: ['it', 'en'] }), await ask(town, reader));
    await ask(town, mother, { setting: i % 2 === 0 ? 'AT_DOOR' : 'AT_HOME' });
    await offerRegularly(town, mother);
    const { shiftId } = await openWithShift(town);
    await signUp(reader, shiftId, true);
    if (i % 3 === 0) await propose(town, mother);
    const dateId = await insertEvent(town, association);
    await town.pool.query(
      `insert into support_slot (id, date_id, kind, places, created_at) values (uuidv7(), $1, 'SET_UP', 5, now())`,
      [dateId],
    );
    await town.pool.query(
      `insert into event_date (id, event_id, starts_at, ends_at, planned_at)
       select uuidv7(), event_id, starts_at + interval '1 week', ends_at + interval '1 week', planned_at + interval '1 week'
         from event_date where id = $1`,
      [dateId],
    );
  }
});
afterAll(() => town.close());

const card = 'id category state startsAt endsAt details speaks placesLeft zone { id name neighbourhood { name } }';
const statementsOf = async (query: string) => {
  await reader.query(query);
  let codes: string[] = [];
  const count = await countStatements(async () => {
    ({ codes } = await reader.query(query));
  });
  expect(codes).toEqual([]);
  expect(count).toBeGreaterThan(0);
  return count;
};

describe('a list needs few statements, whatever its length', () => {
  test.each([2, 20])('open requests with everything a member sees of them, %i rows: at most 5', async (first) => {
    const query = `{ helpRequests(first: ${first}, filter: { nearMe: true }) { totalCount nodes { ${card} requester { displayName } viewerIsRequester viewerCanOffer viewerMatch { state } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('the members behind %i requests, with their languages and zones: at most 5', async (first) => {
    const query = `{ helpRequests(first: ${first}) { nodes { id requester { displayName languages { tag } zone { name } organisations { roles } } } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('my requests with %i rows, as the page of mine shows them: at most 5', async (first) => {
    const query = `{ myHelpRequests(first: ${first}) { nodes { ${card} requester { displayName } matches { id state thread { id unread } } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('my requests with %i rows, their matches, helpers and threads: at most 11', async (first) => {
    const query = `{ myHelpRequests(first: ${first}) { nodes { ${card} matches { state helper { displayName languages { tag } } thread { id unread } feedback { face } viewerCanAccept } } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(11);
  });

  test.each([2, 20])('what I offered with %i rows, as the page of mine shows them: at most 5', async (first) => {
    const query = `{ myHelpMatches(first: ${first}) { nodes { id state proposedBy thread { id unread } request { ${card} } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('notices with %i rows: at most 5', async (first) => {
    const query = `{ notifications(first: ${first}) { nodes { id kind title text path unread } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('actions with everything a member sees in their list, %i rows: at most 5', async (first) => {
    const query = `{ solidarityActions(first: ${first}) { totalCount nodes { id title goal state nextAt placesLeft viewerTakesPart zone { name } organisation { name } proposer { displayName } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('my shifts with %i rows: at most 5', async (first) => {
    const query = `{ myShifts(first: ${first}) { nodes { shift { startsAt task { title action { title zone { name } } } viewerCanLeave } } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])(
    'open requests in places of all kinds, searched, with what the reader lacks, %i rows: at most 5',
    async (first) => {
      const query = `{ helpRequests(first: ${first}, filter: { search: "spesa" }) { totalCount nodes { ${card} needs setting requester { displayName } viewerCanOffer viewerMissingChecks } } }`;
      expect(await statementsOf(query)).toBeLessThanOrEqual(5);
    },
  );

  test.each([2, 20])('open offers with everything a member sees of them, %i rows: at most 5', async (first) => {
    const query = `{ helpOffers(first: ${first}, filter: { search: "spesa" }) { nodes { id categories days zone { name } member { displayName checks { kind organisation { name } } } viewerIsGiver } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([1, 20])('%i suggestions with their reasons: at most 5', async (first) => {
    const query = `{ suggestedRequests(first: ${first}) { score reasons { kind } request { ${card} } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });

  test.each([2, 20])('events as the page shows them, %i rows: at most 4', async (first) => {
    const query = `{ events(first: ${first}) { totalCount nodes { id startsAt state placesLeft waiting interpreted childCare registrationOpen event { title { words state } venue rule access zone { name } organisation { name } } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(4);
  });

  test.each([2, 20])(
    'events with pictures, co-organisers, texts, support and results, %i rows: at most 12',
    async (first) => {
      const query = `{ events(first: ${first}) { nodes { id viewerSeesPeople support { kind viewerHelps } result { words photos { id } } event { viewerCanEdit description { words } picture { id } coOrganisers { name } questions { words { words } } } } } }`;
      expect(await statementsOf(query)).toBeLessThanOrEqual(12);
    },
  );

  test.each([2, 20])(
    'events with their languages and the other dates of their series, %i rows: at most 5',
    async (first) => {
      const query = `{ events(first: ${first}) { nodes { id event { languages { locale state } } otherDates { id startsAt placesLeft event { title { words } } } } } }`;
      expect(await statementsOf(query)).toBeLessThanOrEqual(5);
    },
  );

  test.each([2, 20])('support that events look for, %i rows: at most 5', async (first) => {
    const query = `{ openSupport(first: ${first}) { nodes { id kind language placesLeft date { startsAt event { title { words } zone { name } } } } pageInfo { endCursor } } }`;
    expect(await statementsOf(query)).toBeLessThanOrEqual(5);
  });
});
