import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeForgottenFiles } from '../../../server/src/features/attachments/index.ts';
import { openStorage } from '../../../server/src/platform/files/storage.ts';
import {
  addFile,
  attachFile,
  changeConsultation,
  draftConsultation,
  publishConsultation,
  removeFile,
} from '../../testkit/consultations.ts';
import { eventually } from '../../testkit/eventually.ts';
import { fetchFile, pdf, photo, send } from '../../testkit/files.ts';
import { caseOf, decide, report } from '../../testkit/moderation.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let organisationId: string;
let giulia: Person, colleague: Person, rosa: Person;
beforeAll(async () => {
  town = await createTown();
  organisationId = await town.organisation('Vicini di Lago Patria');
  giulia = await town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
  colleague = await town.member({ name: 'Samir', in: { organisationId, role: 'STAFF' } });
  rosa = await town.member({ name: 'Rosa' });
});
afterAll(() => town.close());

const asPdf = { type: 'application/pdf' };
const upload = async (person: Person) => (await send(town, person, pdf(), asPdf)).id;
const statuses = (url: string, ...people: Person[]) =>
  Promise.all(people.map(async (person) => (await fetchFile(town, person, url)).statusCode));

describe('a document', () => {
  test('is read by those who prepare a draft, and by everybody once the consultation is published', async () => {
    const { id } = await draftConsultation(town, giulia, organisationId);
    const { id: fileId, url } = await addFile(town, giulia, id, { title: ' Il\u202e progetto ', bytes: 12_345 });
    expect(await statuses(url, giulia, colleague, rosa, town.visitor)).toEqual([200, 200, 404, 404]);
    await changeConsultation(giulia, 'publishConsultation', id);
    expect(await statuses(url, giulia, colleague, rosa, town.visitor)).toEqual([200, 200, 200, 200]);
    expect(await filesOf(town.visitor, id)).toEqual([
      { id: fileId, kind: 'DOCUMENT', title: 'Il progetto', language: 'it', bytes: 12_345, url, smallUrl: null },
    ]);
  });

  test('is saved under its title, whole or in part, and never shown as a page of ours', async () => {
    const { id } = await publishConsultation(town, giulia, organisationId);
    const { url } = await addFile(town, giulia, id, { title: `L’orto: "sì/no" (bozza)'.pdf`, language: 'ar' });
    const { headers, rawPayload } = await fetchFile(town, town.visitor, url);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''L%E2%80%99orto%20s%C3%AC%20no%20%28bozza%29%27.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=3600, immutable',
      'accept-ranges': 'bytes',
    });
    expect(rawPayload.equals(pdf())).toBe(true);
    const part = await fetchFile(town, town.visitor, url, { range: 'bytes=0-4' });
    expect([part.statusCode, part.payload]).toEqual([206, '%PDF-']);
    expect((await fetchFile(town, town.visitor, url.replace('/file', '/large'))).statusCode).toBe(404);
  });

  test('is nobody’s to fetch once moderators took the consultation down', async () => {
    const question = 'Chi paga la festa?';
    const { id } = await publishConsultation(town, giulia, organisationId, { question, explanation: 'In breve.' });
    const { url } = await addFile(town, giulia, id);
    const moderator = await town.member({ townRole: 'COORDINATOR' });
    await report(rosa, 'CONSULTATION', id);
    const { id: caseId } = await caseOf(moderator, `${question}\nIn breve.`);
    expect((await decide(moderator, caseId)).codes).toEqual([]);
    expect(await statuses(url, giulia, moderator, rosa, town.visitor)).toEqual([404, 404, 404, 404]);
    expect(await filesOf(giulia, id)).toEqual([]);
  });

  test('stays without a name when the person goes who brought it; what was never attached goes', async () => {
    const { id } = await publishConsultation(town, giulia, organisationId);
    const leaver = await town.member({ in: { organisationId, role: 'STAFF' } });
    const { id: fileId, url } = await addFile(town, leaver, id);
    const forgotten = await upload(leaver);
    const { data } = await leaver.query<{ myData: { attachments: unknown[] } }>('{ myData }');
    expect(data.myData.attachments).toMatchObject([
      { id: fileId, kind: 'DOCUMENT', title: 'Il progetto', language: 'it', subjectId: id },
      { id: forgotten, title: null },
    ]);
    await leaver.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    const { rows } = await town.pool.query(
      `select id, owner_id, removed_at is not null as removed from attachment where id in ($1, $2) order by id`,
      [fileId, forgotten],
    );
    expect(rows).toMatchObject([
      { id: fileId, owner_id: null, removed: false },
      { id: forgotten, owner_id: leaver.id, removed: true },
    ]);
    expect(await statuses(url, town.visitor)).toEqual([200]);
    expect((await removeFile(giulia, id, fileId)).codes).toEqual([]);
  });

  test('is in the hands of the organisation, not of whoever brought it', async () => {
    const { id } = await draftConsultation(town, giulia, organisationId);
    const leaver = await town.member({ in: { organisationId, role: 'STAFF' } });
    const { id: fileId, url } = await addFile(town, leaver, id);
    const own = await leaver.query('mutation ($key: UUID!, $id: UUID!) { removeAttachment(key: $key, id: $id) }', {
      key: newKey(),
      id: fileId,
    });
    expect(own.codes).toEqual(['NOT_FOUND']);
    await giulia.query(
      `mutation ($key: UUID!, $organisationId: UUID!, $memberId: UUID!) {
         setMembership(key: $key, organisationId: $organisationId, memberId: $memberId, roles: []) { id } }`,
      { key: newKey(), organisationId, memberId: leaver.id },
    );
    // Who somebody is reaches every process a moment later.
    await eventually(async () => expect(await statuses(url, leaver)).toEqual([404]));
  });
});

describe('attaching a document', () => {
  test('is for organisers, with a title, one’s own upload, once', async () => {
    const { id } = await draftConsultation(town, giulia, organisationId);
    const mediator = await town.member({ in: { organisationId, role: 'MEDIATOR' } });
    const fileId = await upload(giulia);
    expect((await attachFile(rosa, id, await upload(rosa))).codes).toEqual(['NOT_FOUND']);
    expect((await attachFile(mediator, id, await upload(mediator))).codes).toEqual(['NOT_FOUND']);
    expect((await attachFile(town.visitor, id, fileId)).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect(await refusal(attachFile(colleague, id, fileId))).toEqual(['FILE_GONE', 'input.fileId']);
    expect(await refusal(attachFile(giulia, id, fileId, { title: ' \u200b ' }))).toEqual(['REQUIRED', 'input.title']);
    const long = { title: 'x'.repeat(121) };
    expect(await refusal(attachFile(giulia, id, fileId, long))).toEqual(['TOO_LONG', 'input.title']);
    const image = (await send(town, giulia, await photo())).id;
    expect(await refusal(attachFile(giulia, id, image))).toEqual(['FILE_GONE', 'input.fileId']);
    expect((await attachFile(giulia, id, fileId)).codes).toEqual([]);
    expect(await refusal(attachFile(giulia, id, fileId))).toEqual(['FILE_GONE', 'input.fileId']);
  });

  test('stops at four, also when two people add at once; one that is removed makes room', async () => {
    const { id } = await draftConsultation(town, giulia, organisationId);
    const ids = await Promise.all(Array.from({ length: 6 }, (_, index) => upload(index % 2 ? colleague : giulia)));
    const answers = await Promise.all(
      ids.map((fileId, index) => attachFile(index % 2 ? colleague : giulia, id, fileId)),
    );
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['TOO_MANY_FILES', 'TOO_MANY_FILES']);
    const [first] = await filesOf(giulia, id);
    expect((await removeFile(rosa, id, String(first?.['id']))).codes).toEqual(['NOT_FOUND']);
    expect((await removeFile(giulia, id, newKey())).codes).toEqual(['NOT_FOUND']);
    expect((await removeFile(colleague, id, String(first?.['id']))).codes).toEqual([]);
    expect(await statuses(String(first?.['url']), giulia)).toEqual([404]);
    await addFile(town, giulia, id);
    expect(await filesOf(giulia, id)).toHaveLength(4);
  });

  test('takes what begins and ends as a PDF, up to 10 MB', async () => {
    const limit = 10 * 1024 * 1024;
    const tailed = Buffer.concat([pdf(), Buffer.alloc(900)]);
    expect(await send(town, giulia, tailed, asPdf)).toMatchObject({ status: 201, kind: 'DOCUMENT', width: null });
    expect(await send(town, giulia, pdf(limit), asPdf)).toMatchObject({ status: 201 });
    const [late, cut] = [Buffer.concat([Buffer.from(' '), pdf()]), pdf().subarray(0, -7)];
    for (const wrong of [late, cut, Buffer.concat([pdf(), Buffer.alloc(1024)]), Buffer.from(''), await photo()])
      expect(await send(town, giulia, wrong, asPdf)).toMatchObject({ status: 400, code: 'NOT_A_PDF' });
    const large = await send(town, giulia, pdf(limit + 1), asPdf);
    expect(large).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE', params: { max: 10 } });
    expect(await send(town, giulia, pdf())).toMatchObject({ code: 'NOT_A_PHOTO' });
  });
});

test('a draft that is thrown away takes its documents with it, bytes and all', async () => {
  const { id } = await draftConsultation(town, giulia, organisationId);
  const { id: fileId, url } = await addFile(town, giulia, id);
  expect((await changeConsultation(giulia, 'removeConsultationDraft', id)).codes).toEqual([]);
  expect(await statuses(url, giulia)).toEqual([404]);
  const em = town.app.orm.em.fork();
  await removeForgottenFiles(openStorage(town.config.files)).run({ em, clock: { now: () => town.now } });
  const left = await readdir(town.config.files.folder, { recursive: true });
  expect(left.filter((path) => path.includes(fileId))).toEqual([]);
});

async function filesOf(person: Person, id: string): Promise<Record<string, unknown>[]> {
  const { data } = await person.query<{ consultation: { files: Record<string, unknown>[] } }>(
    'query ($id: UUID!) { consultation(id: $id) { files { id kind title language bytes url smallUrl } } }',
    { id },
  );
  return data.consultation.files;
}

async function refusal(answering: ReturnType<typeof attachFile>): Promise<unknown[]> {
  const [error] = (await answering).errors;
  return [error?.extensions.code, error?.extensions.field];
}
