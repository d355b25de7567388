import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, ask, invite, offer, offerRegularly } from '../testkit/help.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

interface Suggested {
  score: number;
  reasons: { kind: string; tag: string | null; weekday: string | null; km: number | null }[];
}
const reasons = 'score reasons { kind tag weekday km }';
const suggestedTo = async (person: Person) =>
  (
    await person.query<{ suggestedRequests: (Suggested & { request: { id: string } })[] }>(
      `{ suggestedRequests(first: 20) { ${reasons} request { id } } }`,
    )
  ).data.suggestedRequests;
const suggestedFor = (person: Person, id: string) =>
  person.query<{ helpRequest: { suggestedOffers: (Suggested & { offer: { id: string } })[] } }>(
    `query ($id: UUID!) { helpRequest(id: $id) { suggestedOffers(first: 20) { ${reasons} offer { id } } } }`,
    { id },
  );

describe('an offer meets a request', () => {
  test('each is suggested to the other with its reasons; she invites, he says yes, and they talk', async () => {
    const zoneId = town.zones[0]?.id;
    const karim = await town.member({ name: 'Karim', locale: 'fr', speaks: ['ary', 'fr'], zoneId });
    const amina = await town.member({ name: 'Amina', locale: 'ar', speaks: ['ar'], zoneId });
    const offerId = await offerRegularly(town, karim, { categories: ['PAPERS', 'COMPANY'] });
    const requestId = await ask(town, amina, { category: 'PAPERS', needs: ['ar'] });

    const [forKarim] = await suggestedTo(karim);
    expect(forKarim?.request.id).toBe(requestId);
    expect(forKarim?.reasons.map(({ kind }) => kind)).toEqual(['CATEGORY', 'LANGUAGE', 'SAME_ZONE', 'FREE']);
    expect(forKarim?.reasons[1]?.tag).toBe('ary');
    const [forAmina] = (await suggestedFor(amina, requestId)).data.helpRequest.suggestedOffers;
    expect(forAmina).toMatchObject({ score: forKarim?.score, offer: { id: offerId } });

    const invited = await invite(amina, requestId, offerId);
    expect(invited.codes).toEqual([]);
    const { id: matchId } = invited.data.inviteHelper;
    expect(invited.data.inviteHelper).toMatchObject({ state: 'PROPOSED', proposedBy: 'REQUESTER' });
    expect((await accept(amina, matchId)).codes, 'she cannot answer for him').toEqual(['NOT_ALLOWED']);
    const waiting = await karim.query<{ viewer: { waitingForMe: number } }>('{ viewer { waitingForMe } }');
    expect(waiting.data.viewer.waitingForMe).toBe(1);
    expect((await accept(karim, matchId)).data).toMatchObject({
      acceptHelp: { state: 'ACCEPTED', request: { state: 'MATCHED', placesLeft: 0 } },
    });
    const seen = await karim.query<{
      helpRequest: { viewerMatch: { thread: { participants: { displayName: string }[] } } };
    }>('query ($id: UUID!) { helpRequest(id: $id) { viewerMatch { thread { participants { displayName } } } } }', {
      id: requestId,
    });
    expect(seen.data.helpRequest.viewerMatch.thread.participants.map((p) => p.displayName).toSorted()).toEqual([
      'Amina',
      'Karim',
    ]);
    expect(await suggestedTo(karim)).toEqual([]);
  });

  test('nobody is suggested what they may not claim, do not speak, or did not offer', async () => {
    const zoneId = town.zones[2]?.id;
    const helper = await town.member({ speaks: ['it'], zoneId });
    await offerRegularly(town, helper, { categories: ['CHILD_CARE', 'MOVING'], zoneId });
    const mother = await town.member({ speaks: ['it'] });
    await ask(town, mother, { category: 'CHILD_CARE', setting: null, zoneId });
    await ask(town, mother, { category: 'MOVING', needs: ['uk'], zoneId });
    await ask(town, mother, { category: 'FOOD', zoneId });
    const fits = await ask(town, mother, { category: 'MOVING', zoneId });
    expect((await suggestedTo(helper)).map(({ request }) => request.id)).toEqual([fits]);
  });

  test('only the person who asks sees who could help', async () => {
    const requestId = await ask(town, await town.member());
    expect((await suggestedFor(await town.member(), requestId)).codes).toEqual(['NOT_ALLOWED']);
    expect((await suggestedFor(town.visitor, requestId)).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('one is not invited to one’s own request, twice, or with an offer that was taken back', async () => {
    const [mother, helper] = [await town.member(), await town.member()];
    const requestId = await ask(town, mother);
    const own = await offerRegularly(town, mother);
    expect((await invite(mother, requestId, own)).codes).toEqual(['OWN_REQUEST']);
    const offerId = await offerRegularly(town, helper);
    expect((await invite(helper, requestId, offerId)).codes).toEqual(['NOT_ALLOWED']);
    expect((await invite(mother, requestId, offerId)).codes).toEqual([]);
    expect((await invite(mother, requestId, offerId)).codes).toEqual(['ALREADY_OFFERED']);
    const taken = await offerRegularly(town, helper);
    const withdraw = 'mutation ($key: UUID!, $id: UUID!) { withdrawHelpOffer(key: $key, id: $id) { state } }';
    expect((await mother.query(withdraw, { key: newKey(), id: taken })).codes).toEqual(['NOT_ALLOWED']);
    expect((await helper.query(withdraw, { key: newKey(), id: taken })).data).toEqual({
      withdrawHelpOffer: { state: 'WITHDRAWN' },
    });
    const other = await ask(town, mother);
    expect((await invite(mother, other, taken)).codes).toEqual(['NOT_FOUND']);
  });

  test('an invitation accepted and an offer accepted at once never both take the last place', async () => {
    for (let round = 0; round < 5; round++) {
      const mother = await town.member();
      const requestId = await ask(town, mother);
      const [invited, offering] = [await town.member(), await town.member()];
      const first = (await invite(mother, requestId, await offerRegularly(town, invited))).data.inviteHelper.id;
      const second = (await offer(offering, requestId)).matchId;
      const answers = await Promise.all([accept(invited, first), accept(mother, second)]);
      expect(answers.flatMap(({ codes }) => codes)).toEqual(['PLACES_TAKEN']);
    }
  });
});

describe('offers', () => {
  const make = (person: Person, input: Record<string, unknown>) =>
    person.query(
      'mutation ($key: UUID!, $input: MakeHelpOfferInput!) { makeHelpOffer(key: $key, input: $input) { id } }',
      {
        key: newKey(),
        input: { categories: ['FOOD'], rhythm: 'ONCE', zoneId: town.zones[0]?.id, ...input },
      },
    );

  test('what is wrong with one is said at its field', async () => {
    const helper = await town.member();
    const problem = async (input: Record<string, unknown>) => {
      const { errors } = await make(helper, input);
      return [errors[0]?.extensions.code, errors[0]?.extensions.field];
    };
    expect(await problem({})).toEqual(['REQUIRED', 'input.date']);
    expect(await problem({ date: '2020-01-01' })).toEqual(['DATE_IN_PAST', 'input.date']);
    expect(await problem({ date: '2099-01-01' })).toEqual(['DATE_TOO_FAR', 'input.date']);
    expect(await problem({ rhythm: 'WEEKLY' })).toEqual(['REQUIRED', 'input.days']);
    expect(await problem({ rhythm: 'WEEKLY', days: ['MO'], zoneId: newKey() })).toEqual([
      'INVALID_INPUT',
      'input.zoneId',
    ]);
    expect(await problem({ rhythm: 'WEEKLY', days: ['MO'], details: 'x'.repeat(100_000) })).toEqual([
      'TOO_LONG',
      'input.details',
    ]);
    expect((await make(town.visitor, { rhythm: 'WEEKLY', days: ['MO'] })).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('the public list shows the zone and no name; members see who offers', async () => {
    const helper = await town.member({ name: 'Gennaro' });
    const id = await offerRegularly(town, helper, { categories: ['REPAIRS'], details: 'Rubinetti e prese' });
    const list =
      '{ helpOffers(filter: { categories: [REPAIRS] }) { nodes { id days zone { name } member { displayName } } } }';
    const offers = async (person: Person) =>
      (await person.query<{ helpOffers: { nodes: { id: string }[] } }>(list)).data.helpOffers.nodes;
    const [shown] = await offers(town.visitor);
    expect(shown).toMatchObject({ id, zone: { name: 'Centro storico' }, member: null });
    expect((await offers(await town.member()))[0]).toMatchObject({ member: { displayName: 'Gennaro' } });
  });
});
