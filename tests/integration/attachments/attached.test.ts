import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeForgottenFiles } from '../../../server/src/features/attachments/index.ts';
import { openStorage } from '../../../server/src/platform/files/storage.ts';
import { fetchFile, photo, recording, send } from '../../testkit/files.ts';
import { accept, ask, offer } from '../../testkit/help.ts';
import { decide, queueOf, report } from '../../testkit/moderation.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('who may see what is attached', () => {
  test('everybody while the request is open, afterwards those it was settled between', async () => {
    const [amina, rosa, outsider] = await Promise.all([town.member(), town.member(), town.member()]);
    const { id, url } = await send(town, amina, await photo());
    const status = async (person: Person) => (await fetchFile(town, person, url)).statusCode;
    expect([await status(amina), await status(rosa), await status(town.visitor)]).toEqual([200, 404, 404]);

    const requestId = await ask(town, amina, { photoIds: [id] });
    expect([await status(amina), await status(rosa), await status(town.visitor)]).toEqual([200, 200, 200]);

    await accept(amina, (await offer(rosa, requestId)).matchId);
    expect([await status(amina), await status(rosa)]).toEqual([200, 200]);
    expect([await status(outsider), await status(town.visitor)]).toEqual([404, 404]);
    const { headers } = await fetchFile(town, rosa, url);
    expect(headers['cache-control']).toBe('private, no-cache');
    const again = await fetchFile(town, rosa, url, { 'if-none-match': String(headers['etag']) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    const notForAll = await fetchFile(town, outsider, url, { 'if-none-match': String(headers['etag']) });
    expect([notForAll.statusCode, notForAll.headers['cache-control']]).toEqual([404, 'no-store']);
  });

  test('nobody once it was removed, and nothing that does not exist', async () => {
    const [amina, rosa] = await Promise.all([town.member(), town.member()]);
    const { id, url } = await send(town, amina, await photo());
    const requestId = await ask(town, amina, { photoIds: [id] });
    expect((await remove(rosa, id)).codes).toEqual(['NOT_FOUND']);
    expect((await remove(town.visitor, id)).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect((await describePhoto(rosa, id, 'Mia')).codes).toEqual(['NOT_FOUND']);
    expect((await describePhoto(amina, id, 'x'.repeat(301))).codes).toEqual(['TOO_LONG']);
    expect((await describePhoto(amina, id, ' La porta rotta ')).codes).toEqual([]);
    expect(await altsOf(requestId)).toEqual(['La porta rotta']);
    expect((await remove(amina, id)).data).toEqual({ removeAttachment: true });
    expect(await altsOf(requestId)).toEqual([]);
    for (const path of [url, `/files/${newKey()}/large`, `/files/${id}/secret`, '/files/1/large', '/files/x/..%2f..'])
      expect((await fetchFile(town, amina, path)).statusCode).toBe(404);
  });
});

test('what moderators hid is shown to nobody else, not even to those who already help', async () => {
  const [amina, rosa, outsider, moderator] = await Promise.all([
    town.member(),
    town.member(),
    town.member(),
    town.member({ townRole: 'COORDINATOR' }),
  ]);
  const { id, url } = await send(town, amina, await photo());
  const requestId = await ask(town, amina, { photoIds: [id], places: 2 });
  await accept(amina, (await offer(rosa, requestId)).matchId);
  const { data } = await report(outsider, 'HELP_REQUEST', requestId);
  const [reported] = (await queueOf(moderator)).filter((one) => one.state === 'OPEN');
  expect((await decide(moderator, reported?.id ?? data.report.id)).codes).toEqual([]);

  const statuses = await Promise.all(
    [amina, rosa, outsider, town.visitor].map(async (person) => (await fetchFile(town, person, url)).statusCode),
  );
  expect(statuses).toEqual([200, 404, 404, 404]);
  const matches = await rosa.query<{ myHelpMatches: { nodes: { request: { attachments: unknown[] } }[] } }>(
    '{ myHelpMatches { nodes { request { hidden attachments { id alt } } } } }',
  );
  expect(matches.data.myHelpMatches.nodes).toEqual([{ request: { hidden: true, attachments: [] } }]);
});

describe('attaching', () => {
  test('ten requests at once with one photo: one of them gets it', async () => {
    const amina = await town.member();
    const { id } = await send(town, amina, await photo());
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryAsk(amina, { photoIds: [id] })));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array(9).fill('FILE_GONE'));
    const { rows } = await town.pool.query(`select id from help_request where requester_id = $1`, [amina.id]);
    expect(rows).toHaveLength(1);
  });

  test('takes one’s own, of the right kind, and not too many', async () => {
    const [amina, rosa] = await Promise.all([town.member(), town.member()]);
    const own = (await send(town, amina, await photo())).id;
    const voice = (await send(town, amina, await recording(), { type: 'audio/webm' })).id;
    const foreign = (await send(town, rosa, await photo())).id;
    const wrong = async (input: Record<string, unknown>) => {
      const { errors } = await tryAsk(amina, input);
      return errors.map(({ extensions }) => [extensions.code, extensions.field]);
    };
    expect(await wrong({ photoIds: [foreign] })).toEqual([['FILE_GONE', 'input.photoIds']]);
    expect(await wrong({ photoIds: [newKey()] })).toEqual([['FILE_GONE', 'input.photoIds']]);
    expect(await wrong({ photoIds: [voice] })).toEqual([['FILE_GONE', 'input.photoIds']]);
    expect(await wrong({ voiceId: own })).toEqual([['FILE_GONE', 'input.voiceId']]);
    const four = await Promise.all(Array.from({ length: 4 }, async () => (await send(town, amina, await photo())).id));
    expect(await wrong({ photoIds: four })).toEqual([['TOO_MANY_FILES', 'input.photoIds']]);
    expect(await wrong({ photoIds: [own, own], voiceId: voice })).toEqual([]);
  });
});

test('what staff upload for somebody is that person’s, and stays when the member of staff goes', async () => {
  const [operator, ali] = [await town.member({ townRole: 'ACCESS_POINT_OPERATOR' }), await town.member()];
  await operator.query(
    'mutation ($key: UUID!, $id: UUID!) { recordConsent(key: $key, memberId: $id, manner: SPOKEN) { id } }',
    { key: newKey(), id: ali.id },
  );
  const { id, url } = await send(town, operator, await photo());
  await ask(town, operator, { onBehalfOf: ali.id, photoIds: [id] });
  expect((await remove(operator, id)).codes).toEqual(['NOT_FOUND']);
  expect((await ali.query<{ myData: { attachments: unknown[] } }>('{ myData }')).data.myData.attachments).toHaveLength(
    1,
  );
  await operator.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
  expect((await fetchFile(town, ali, url)).statusCode).toBe(200);
  expect((await remove(ali, id)).codes).toEqual([]);
});

describe('what is not needed', () => {
  const storedFiles = async () => {
    const all = await readdir(town.config.files.folder, { recursive: true });
    return (id: string) => all.filter((path) => path.includes(id)).length;
  };
  const clean = () =>
    removeForgottenFiles(openStorage(town.config.files)).run({
      em: town.app.orm.em.fork(),
      clock: { now: () => town.now },
    });

  test('goes with its bytes: after a day alone, and when it was removed', async () => {
    const amina = await town.member();
    const upload = async () => (await send(town, amina, await photo())).id;
    const [forgotten, attached, removed] = [await upload(), await upload(), await upload()];
    await ask(town, amina, { photoIds: [attached] });
    await remove(amina, removed);
    const before = town.now;
    town.now = new Date(before.getTime() + 23 * 3_600_000);
    const young = await upload();
    town.now = new Date(before.getTime() + 25 * 3_600_000);
    expect((await tryAsk(amina, { photoIds: [forgotten] })).codes).toEqual(['FILE_GONE']);
    await clean();
    town.now = before;
    const count = await storedFiles();
    expect([forgotten, removed, attached, young].map(count)).toEqual([0, 0, 2, 2]);
    const { rows } = await town.pool.query<{ id: string }>(
      `select id from attachment where owner_id = $1 order by id`,
      [amina.id],
    );
    expect(rows.map(({ id }) => id)).toEqual([attached, young]);
  });

  test('is in one’s data, and goes when the person goes', async () => {
    const amina = await town.member();
    const { id, url } = await send(town, amina, await photo());
    const requestId = await ask(town, amina, { photoIds: [id] });
    const { data } = await amina.query<{ myData: { attachments: unknown[] } }>('{ myData }');
    expect(data.myData.attachments).toMatchObject([{ id, kind: 'PHOTO', path: url, subjectId: requestId }]);
    await amina.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    expect((await fetchFile(town, town.visitor, url)).statusCode).toBe(404);
    await clean();
    expect((await storedFiles())(id)).toBe(0);
  });
});

const tryAsk = (person: Person, input: Record<string, unknown>) =>
  person.query('mutation ($key: UUID!, $input: AskForHelpInput!) { askForHelp(key: $key, input: $input) { id } }', {
    key: newKey(),
    input: { category: 'REPAIRS', when: 'TOMORROW', zoneId: town.zones[0]?.id, ...input },
  });

const remove = (person: Person, id: string) =>
  person.query('mutation ($key: UUID!, $id: UUID!) { removeAttachment(key: $key, id: $id) }', { key: newKey(), id });

const describePhoto = (person: Person, id: string, alt: string) =>
  person.query(
    'mutation ($key: UUID!, $id: UUID!, $alt: String) { describeAttachment(key: $key, id: $id, alt: $alt) { alt } }',
    { key: newKey(), id, alt },
  );

async function altsOf(requestId: string): Promise<(string | null)[]> {
  const { data } = await town.visitor.query<{ helpRequest: { attachments: { alt: string | null }[] } }>(
    'query ($id: UUID!) { helpRequest(id: $id) { attachments { alt } } }',
    { id: requestId },
  );
  return data.helpRequest.attachments.map(({ alt }) => alt);
}
