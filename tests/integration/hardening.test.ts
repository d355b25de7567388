import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, offer } from '../testkit/help.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const stream = (person: Person, headers: Record<string, string>, payload: string) =>
  town.app.http.inject({ method: 'POST', url: '/graphql/stream', headers: { ...person.headers, ...headers }, payload });

describe('what a foreign page, a stolen card or an endless question cannot do', () => {
  test('the stream takes subscriptions as JSON of this site, and nothing else', async () => {
    const rosa = await town.member();
    const mutation = JSON.stringify({
      query: `mutation { updateProfile(key: "${newKey()}", input: { displayName: "Altra" }) { displayName } }`,
    });
    const tries: Record<string, string>[] = [
      { 'content-type': 'text/plain; a=application/json' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of tries) await stream(rosa, headers, mutation);
    expect((await stream(rosa, { 'content-type': 'application/json' }, 'null')).statusCode).toBe(400);
    const { data } = await rosa.query<{ viewer: { member: { displayName: string } } }>(
      '{ viewer { member { displayName } } }',
    );
    expect(data.viewer.member.displayName).toBe(rosa.name);
  });

  test('a page of another site does nothing with the cookies of whoever looks at it', async () => {
    const rosa = await town.member();
    const rename = (headers: Record<string, string>) =>
      town.app.http.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify({
          query: `mutation { updateProfile(key: "${newKey()}", input: { displayName: "Altra" }) { displayName } }`,
        }),
      });
    for (const origin of ['https://evil.example', 'null', 'http://localhost:81']) {
      const answer = await rename({ ...rosa.headers, origin });
      expect([answer.statusCode, answer.json()]).toMatchObject([
        403,
        { errors: [{ message: 'NOT_ALLOWED', extensions: { code: 'NOT_ALLOWED' } }] },
      ]);
      expect((await stream(rosa, { 'content-type': 'application/json', origin }, '{}')).statusCode).toBe(403);
    }
    const { secret } = await town.app.accounts.createApiToken(rosa.id, 'Programma', ['profile:write'], null);
    const foreign = { origin: 'https://tool.example' };
    for (const headers of [
      { ...rosa.headers, origin: 'http://localhost' },
      foreign,
      { ...foreign, authorization: `Bearer ${secret}` },
    ])
      expect((await rename(headers)).statusCode, JSON.stringify(headers)).toBe(200);
  });

  test.each([
    ['that is no JSON', '{"query": ', 400, 'INVALID_INPUT'],
    ['that is empty', '', 400, 'INVALID_INPUT'],
    ['longer than is read', `"${'a'.repeat(6 * 1024 * 1024)}"`, 413, 'TOO_LONG'],
  ])('a question %s is refused with a code, like every other', async (_, payload, status, code) => {
    const headers = { 'content-type': 'application/json' };
    for (const url of ['/graphql', '/graphql/stream']) {
      const answer = await town.app.http.inject({ method: 'POST', url, headers, payload });
      expect([answer.statusCode, answer.json()]).toMatchObject([
        status,
        { errors: [{ message: code, extensions: { code, field: 'body' } }] },
      ]);
    }
  });

  test('one wrong variable does not switch the cost limit off', async () => {
    const lists = Array.from({ length: 150 }, (_, i) => `g${i}: helpRequests(first: 50) { nodes { id } }`).join(' ');
    const query = `query ($n: Int) { ${lists} bad: helpRequests(first: $n) { nodes { id } } }`;
    const { status, codes } = await town.visitor.query(query, { n: null });
    expect(status).toBeLessThan(500);
    expect(codes).toEqual(['INVALID_INPUT']);
    const many = Array.from({ length: 250 }, (_, i) => `a${i}: helpRequest(id: "${newKey()}") { id }`).join(' ');
    expect((await town.visitor.query(`{ ${many} }`)).codes).toEqual(['QUERY_TOO_COSTLY']);
  });

  test('a question costs what its numbers say, whatever was asked with the same words before', async () => {
    const lists = Array.from({ length: 60 }, (_, i) => `g${i}: helpRequests(first: $n) { nodes { id } }`).join(' ');
    const query = `query ($n: Int!, $id: UUID!) { ${lists} helpRequest(id: $id) { id } }`;
    const asked = async (n: unknown, id: unknown = newKey()) => (await town.visitor.query(query, { n, id })).codes;
    expect(await asked(50, 'no id')).toContain('INVALID_INPUT');
    expect(await asked('50')).toContain('INVALID_INPUT');
    expect(await asked(1)).toEqual(['NOT_FOUND']);
    expect(await asked(50)).toEqual(['QUERY_TOO_COSTLY']);
    expect(await asked(1)).toEqual(['NOT_FOUND']);
  });

  test('text that the database cannot keep is said to be wrong, with its field', async () => {
    const rosa = await town.member();
    const { errors } = await rosa.query(
      'mutation ($key: UUID!, $name: String) { updateProfile(key: $key, input: { displayName: $name }) { id } }',
      {
        key: newKey(),
        name: 'a\0b',
      },
    );
    expect(errors.map(({ extensions }) => [extensions.code, extensions.field])).toEqual([
      ['INVALID_INPUT', 'input.displayName'],
    ]);
  });

  test('people whom staff wrote down get a card and no staff role; people with a way in of their own get no card', async () => {
    const marco = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const elena = await town.member({ townRole: 'ADMINISTRATOR' });
    const { data } = await marco.query<{ registerPerson: { id: string } }>(
      'mutation ($key: UUID!) { registerPerson(key: $key, input: { displayName: "Signora Ada", locale: "it" }) { id } }',
      { key: newKey() },
    );
    const id = data.registerPerson.id;
    const issue = (memberId: string) =>
      marco.query('mutation ($key: UUID!, $id: UUID!) { issueAccessCard(key: $key, memberId: $id) { pin } }', {
        key: newKey(),
        id: memberId,
      });
    expect((await issue(id)).codes).toEqual([]);
    const grant =
      'mutation ($key: UUID!, $id: UUID!) { setTownRoles(key: $key, memberId: $id, roles: [ADMINISTRATOR]) { id } }';
    expect((await elena.query(grant, { key: newKey(), id })).codes).toEqual(['NOT_ALLOWED']);
    await town.pool.query(`update auth_user set email = 'ada@people.example' where id = $1`, [id]);
    expect((await issue(id)).codes).toEqual(['NOT_ALLOWED']);
    expect((await issue(elena.id)).codes).toEqual(['NOT_ALLOWED']);
  });

  test('staff show their second factor before they leave or take their data', async () => {
    const teresa = await town.member({ townRole: 'COORDINATOR', secondFactor: false });
    expect((await teresa.query('{ myData }')).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
    expect(
      (
        await teresa.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
          key: newKey(),
        })
      ).codes,
    ).toEqual(['SECOND_FACTOR_REQUIRED']);
  });

  test('a narrow token reads no profile, no conversation and no organisations by the way', async () => {
    const organisationId = await town.organisation();
    const rosa = await town.member({ name: 'Rosa', speaks: ['it'], in: { organisationId, role: 'VOLUNTEER' } });
    const mother = await town.member();
    const requestId = await ask(town, mother);
    await offer(rosa, requestId);
    const { secret } = await town.app.accounts.createApiToken(mother.id, 'Programma', ['help:read'], null);
    const program = town.at(town.app, { ...mother, headers: { authorization: `Bearer ${secret}` } });
    const { data } = await program.query<Record<string, unknown>>(
      'query ($id: UUID!) { helpRequest(id: $id) { matches { thread { id } helper { displayName languages { tag } organisations { roles } } } } }',
      { id: requestId },
    );
    expect(data).toEqual({
      helpRequest: { matches: [{ thread: null, helper: { displayName: 'Rosa', languages: [], organisations: [] } }] },
    });
  });

  test('anybody may leave an organisation that a coordinator put them into', async () => {
    const organisationId = await town.organisation();
    const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
    const rosa = await town.member();
    const set = (who: Person, memberId: string, roles: string[]) =>
      who.query(
        'mutation ($key: UUID!, $organisationId: UUID!, $memberId: UUID!, $roles: [OrganisationRole!]!) { setMembership(key: $key, organisationId: $organisationId, memberId: $memberId, roles: $roles) { id } }',
        {
          key: newKey(),
          organisationId,
          memberId,
          roles,
        },
      );
    expect((await set(giulia, rosa.id, ['MEDIATOR'])).codes).toEqual([]);
    expect((await set(rosa, rosa.id, ['COORDINATOR'])).codes).toEqual(['NOT_ALLOWED']);
    expect((await set(rosa, giulia.id, [])).codes).toEqual(['NOT_ALLOWED']);
    expect((await set(rosa, rosa.id, [])).codes).toEqual([]);
  });
});
