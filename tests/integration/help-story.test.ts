import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';
import { accept, ask, offer } from '../testkit/help.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('help asked for and given', () => {
  test('a request in Arabic is read in Italian, offered on, accepted, talked about, done, and both say how it went', async () => {
    const amina = await town.member({ name: 'Amina', locale: 'ar', speaks: ['ary', 'fr'] });
    const rosa = await town.member({ name: 'Rosa', locale: 'it', speaks: ['it'] });
    const requestId = await ask(town, amina, { details: 'أحتاج إلى مساعدة' });

    const listed = await rosa.query<{
      helpRequests: { nodes: { id: string; language: string; speaks: string[]; zone: { name: string } }[] };
    }>('{ helpRequests { nodes { id language speaks zone { name } } } }');
    const seen = listed.data.helpRequests.nodes.find((node) => node.id === requestId);
    expect(seen).toMatchObject({ language: 'ar', zone: { name: 'Centro storico' } });
    expect(seen?.speaks.toSorted()).toEqual(['ary', 'fr']);

    const { matchId, threadId } = await offer(rosa, requestId, 'Vengo io');
    expect((await accept(amina, matchId)).data).toEqual({
      acceptHelp: { state: 'ACCEPTED', request: { state: 'MATCHED', placesLeft: 0 } },
    });

    await rosa.query(
      'mutation ($key: UUID!, $threadId: UUID!) { sendMessage(key: $key, threadId: $threadId, text: "Ciao, a che ora?") { id } }',
      {
        key: newKey(),
        threadId,
      },
    );
    const thread = await amina.query<{
      thread: { unread: number; messages: { nodes: { text: string; language: string }[] } };
    }>(
      'query ($id: UUID!) { thread(id: $id) { unread messages { nodes { text language } } } viewer { waitingForMe } }',
      { id: threadId },
    );
    expect(thread.data).toMatchObject({
      thread: { unread: 1, messages: { nodes: [{ text: 'Ciao, a che ora?', language: 'it' }] } },
      viewer: { waitingForMe: 1 },
    });

    const done = await amina.query(
      'mutation ($key: UUID!, $id: UUID!) { completeHelpRequest(key: $key, id: $id) { state matches { state } } }',
      {
        key: newKey(),
        id: requestId,
      },
    );
    expect(done.data).toEqual({ completeHelpRequest: { state: 'DONE', matches: [{ state: 'DONE' }] } });

    expect(await feedback(amina, matchId)).toEqual([amina.name]);
    expect(await feedback(rosa, matchId)).toEqual([amina.name, rosa.name]);
    expect((await giveFeedback(rosa, matchId)).codes).toEqual(['ALREADY_GIVEN_FEEDBACK']);
  });

  test('two acceptances at once never both get the last place', async () => {
    const mother = await town.member();
    const requestId = await ask(town, mother, { places: 2 });
    const helpers = await Promise.all(Array.from({ length: 12 }, () => town.member()));
    const matches = await Promise.all(helpers.map((helper) => offer(helper, requestId)));

    const answers = await Promise.all(matches.map(({ matchId }) => accept(mother, matchId)));

    expect(answers.filter((answer) => answer.codes.length === 0)).toHaveLength(2);
    expect(new Set(answers.flatMap((answer) => answer.codes))).toEqual(new Set(['PLACES_TAKEN']));
    const { rows } = await town.pool.query<{ taken: number; state: string; accepted: string }>(
      `select places_taken as taken, state, (select count(*) from help_match where request_id = r.id and state = 'ACCEPTED') as accepted
         from help_request r where id = $1`,
      [requestId],
    );
    expect(rows).toEqual([{ taken: 2, state: 'MATCHED', accepted: '2' }]);
  });

  test('two offers of one person at once are one', async () => {
    const requestId = await ask(town, await town.member());
    const helper = await town.member();
    const answers = await Promise.all(Array.from({ length: 5 }, () => tryOffer(helper, requestId)));
    expect(answers.flatMap((answer) => answer.codes)).toEqual(Array.from({ length: 4 }, () => 'ALREADY_OFFERED'));
  });

  test('accepting and withdrawing at once end in one of the two, never in a mixture', async () => {
    for (let round = 0; round < 5; round++) {
      const mother = await town.member();
      const requestId = await ask(town, mother);
      const { matchId } = await offer(await town.member(), requestId);
      await Promise.all([accept(mother, matchId), withdraw(mother, requestId)]);
      const { rows } = await town.pool.query<{ request: string; match: string }>(
        'select r.state as request, m.state as match from help_request r join help_match m on m.request_id = r.id where r.id = $1',
        [requestId],
      );
      expect(rows).toEqual([{ request: 'WITHDRAWN', match: 'CANCELLED' }]);
    }
  });

  test('a helper who steps back frees the place, and the request is open again', async () => {
    const mother = await town.member();
    const requestId = await ask(town, mother);
    const helper = await town.member();
    const { matchId, threadId } = await offer(helper, requestId);
    await accept(mother, matchId);
    await helper.query('mutation ($key: UUID!, $id: UUID!) { cancelHelp(key: $key, matchId: $id) { state } }', {
      key: newKey(),
      id: matchId,
    });
    const after = await mother.query(
      'query ($id: UUID!, $thread: UUID!) { helpRequest(id: $id) { state placesLeft } thread(id: $thread) { viewerCanWrite } }',
      {
        id: requestId,
        thread: threadId,
      },
    );
    expect(after.data).toEqual({ helpRequest: { state: 'OPEN', placesLeft: 1 }, thread: { viewerCanWrite: false } });
    await offer(helper, requestId);
  });

  test('who was not taken, or stepped back, sees a settled request no more; who agreed does, until the two part', async () => {
    const amina = await town.member();
    const helpers = await Promise.all(Array.from({ length: 4 }, () => town.member()));
    const [taken, declined, stepped, waiting] = helpers as [Person, Person, Person, Person];
    const requestId = await ask(town, amina, { details: 'Terzo piano senza ascensore' });
    const matches = await Promise.all(helpers.map((helper) => offer(helper, requestId)));
    const act = (person: Person, mutation: string, matchId = '') =>
      person.query(`mutation ($key: UUID!, $matchId: UUID!) { ${mutation}(key: $key, matchId: $matchId) { id } }`, {
        key: newKey(),
        matchId,
      });
    const read = (person: Person) =>
      person.query('query ($id: UUID!) { helpRequest(id: $id) { details requester { id } } }', { id: requestId });
    const listed = async (person: Person) =>
      (
        await person.query<{ myHelpMatches: { nodes: { request: object }[] } }>(
          '{ myHelpMatches { nodes { request { details requester { id } attachments { id } } } } }',
        )
      ).data.myHelpMatches.nodes[0]?.request;
    const whole = { details: 'Terzo piano senza ascensore', requester: { id: amina.id } };

    await act(amina, 'declineHelp', matches[1]?.matchId);
    expect((await read(declined)).data, 'an open one is everybody’s').toEqual({ helpRequest: whole });
    await act(stepped, 'cancelHelp', matches[2]?.matchId);
    await accept(amina, matches[0]?.matchId ?? '');
    for (const person of [declined, stepped]) {
      expect((await read(person)).codes).toEqual(['NOT_FOUND']);
      expect(await listed(person)).toEqual({ details: null, requester: null, attachments: [] });
    }
    for (const person of [taken, waiting]) {
      expect((await read(person)).data).toEqual({ helpRequest: whole });
      expect(await listed(person)).toMatchObject(whole);
    }
    await amina.query('mutation ($key: UUID!, $id: UUID!) { completeHelpRequest(key: $key, id: $id) { id } }', {
      key: newKey(),
      id: requestId,
    });
    expect((await read(waiting)).codes).toEqual(['NOT_FOUND']);
    expect((await read(taken)).codes).toEqual([]);
    await amina.query('mutation ($key: UUID!, $memberId: UUID!) { blockMember(key: $key, memberId: $memberId) }', {
      key: newKey(),
      memberId: taken.id,
    });
    expect((await read(taken)).codes).toEqual(['NOT_FOUND']);
    expect(await listed(taken)).toEqual({ details: null, requester: null, attachments: [] });
  });

  test('what is wrong is said with a code and the field', async () => {
    const mother = await town.member();
    const wrong = async (input: Record<string, unknown>) => {
      const { errors } = await mother.query(
        'mutation ($key: UUID!, $input: AskForHelpInput!) { askForHelp(key: $key, input: $input) { id } }',
        {
          key: newKey(),
          input: { category: 'SHOPPING', when: 'TOMORROW', zoneId: town.zones[0]?.id, ...input },
        },
      );
      return errors.map((error) => [error.extensions.code, error.extensions.field]);
    };
    expect(await wrong({ zoneId: newKey() })).toEqual([['INVALID_INPUT', 'input.zoneId']]);
    expect(await wrong({ when: 'ON_DATE', date: '2020-01-01' })).toEqual([['DATE_IN_PAST', 'input.date']]);
    expect(await wrong({ when: 'ON_DATE' })).toEqual([['REQUIRED', 'input.date']]);
    expect(await wrong({ details: 'x'.repeat(1001) })).toEqual([['TOO_LONG', 'input.details']]);
    expect(await wrong({ details: 'x'.repeat(100_000) })).toEqual([['TOO_LONG', 'input.details']]);
    expect(await wrong({ places: 0 })).toEqual([['OUT_OF_RANGE', 'input.places']]);
    for (const setting of ['IN_PUBLIC', 'AT_HOME'])
      expect(await wrong({ category: 'CHILD_CARE', setting })).toEqual([['INVALID_INPUT', 'input.setting']]);
    expect(await wrong({ category: 'GOLD' })).toEqual([['INVALID_INPUT', 'input.category']]);
    expect(await wrong({ speaks: ['not a tag'] })).toEqual([['INVALID_INPUT', 'input.speaks']]);
    expect((await tryOffer(mother, await ask(town, mother))).codes).toEqual(['OWN_REQUEST']);
  });

  test('a request whose time is over leaves the list at once and expires with its offers', async () => {
    const { expireRequests } = await import('../../server/src/features/help/help.jobs.ts');
    const mother = await town.member();
    const requestId = await ask(town, mother);
    const { matchId } = await offer(await town.member(), requestId);
    const before = town.now;
    town.now = new Date(before.getTime() + 3 * 86_400_000);
    await expireRequests.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    town.now = before;
    const { data } = await mother.query('query ($id: UUID!) { helpRequest(id: $id) { state matches { state } } }', {
      id: requestId,
    });
    expect(data).toEqual({ helpRequest: { state: 'EXPIRED', matches: [{ state: 'EXPIRED' }] } });
    expect((await accept(mother, matchId)).codes).toEqual(['WRONG_STATE']);
  });
});

const tryOffer = (helper: Person, requestId: string) =>
  helper.query('mutation ($key: UUID!, $requestId: UUID!) { offerHelp(key: $key, requestId: $requestId) { id } }', {
    key: newKey(),
    requestId,
  });

const withdraw = (person: Person, id: string) =>
  person.query('mutation ($key: UUID!, $id: UUID!) { withdrawHelpRequest(key: $key, id: $id) { state } }', {
    key: newKey(),
    id,
  });

const giveFeedback = (person: Person, matchId: string) =>
  person.query<{ giveFeedback: { feedback: { author: { displayName: string } }[] } }>(
    'mutation ($key: UUID!, $matchId: UUID!) { giveFeedback(key: $key, matchId: $matchId, face: GOOD) { feedback { author { displayName } } } }',
    { key: newKey(), matchId },
  );

async function feedback(person: Person, matchId: string): Promise<string[]> {
  const { data } = await giveFeedback(person, matchId);
  return data.giveFeedback.feedback.map(({ author }) => author.displayName);
}
