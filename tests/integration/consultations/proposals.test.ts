import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, fine } from '../../testkit/consultations.ts';
import { noticesOf } from '../../testkit/notices.ts';
import {
  addProposal,
  amend,
  askProposal,
  comment,
  decideProposal,
  estimate,
  insertSupports,
  makeProposal,
  merge,
  openForProposals,
  publishedProposal,
  releaseSupports,
  shownProposal,
  support,
} from '../../testkit/proposals.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
let rosa: Person;
let open: Draft;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  rosa = await town.member({ name: 'Rosa Esposito' });
  open = await openForProposals(town, giulia, association);
});
afterAll(() => town.close());

const notices = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind);

const published = async (title: string, more: { text?: string; showsName?: boolean } = {}, author?: Person) =>
  publishedProposal(
    { staff: giulia, author: author ?? (await town.member()), phaseId: open.phaseId },
    { title, ...more },
  );

describe('somebody proposes something', () => {
  test('organisers look at it first; then everybody reads it, and the name only where the author wants', async () => {
    const samir = await town.member({ name: 'Samir Haddad' });
    const made = fine(await makeProposal(samir, open.phaseId, { title: 'Un campo di bocce', showsName: true }));
    const { id } = made.makeProposal;
    expect((await askProposal(rosa, id)).codes).toEqual(['NOT_FOUND']);
    expect((await shownProposal(samir, id)).own).toMatchObject({ wrote: true });
    expect((await decideProposal(samir, id)).codes).toEqual(['NOT_FOUND']);
    expect((await makeProposal(rosa, open.phaseId, { title: 'un campo di  bocce' })).codes).toEqual(['SAID_ALREADY']);
    fine(await decideProposal(giulia, id, 'UNCLEAR'));
    expect((await askProposal(rosa, id)).codes).toEqual(['NOT_FOUND']);
    fine(await decideProposal(giulia, id));
    expect(await shownProposal(town.visitor, id)).toMatchObject({
      state: 'PUBLISHED',
      author: { displayName: 'Samir Haddad' },
    });
    expect((await shownProposal(rosa, await published('Un cestino in più'))).author).toBeNull();
    const theirs = fine(await addProposal(giulia, open.phaseId, 'Luci nuove')).addProposal.id;
    expect(await shownProposal(town.visitor, theirs)).toMatchObject({
      byOrganisers: true,
      author: null,
      supports: null,
    });
    expect(await notices(samir)).toEqual(['PROPOSAL_DECIDED', 'PROPOSAL_DECIDED']);
  });

  test('the author hears each time that others read it no longer, or again, and whom to ask; the same twice is once', async () => {
    const samir = await town.member();
    const id = await published('Una pista per le biciclette', {}, samir);
    for (const reason of ['OFF_TOPIC', 'OFF_TOPIC', undefined, 'HURTS'] as const) {
      town.now = new Date(town.now.getTime() + 60_000);
      fine(await decideProposal(giulia, id, reason));
    }
    const { rows } = await town.pool.query<{ reason: string; name: string }>(
      `select params ->> 'reason' as reason, params ->> 'name' as name from notification where member_id = $1 order by id`,
      [samir.id],
    );
    expect(rows.map(({ reason }) => reason)).toEqual([
      'PROPOSAL_PUBLISHED',
      'PROPOSAL_TAKEN_OUT',
      'PROPOSAL_PUBLISHED',
      'PROPOSAL_TAKEN_OUT',
    ]);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(1);
    expect((await shownProposal(samir, id)).own).toMatchObject({ wrote: true });
  });

  test('five of one person, however many arrive at once; taken back they make room', async () => {
    const many = await town.member();
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, at) => makeProposal(many, open.phaseId, { title: `Idea ${at} di molte` })),
    );
    const ids = made.flatMap(({ data }) => data?.makeProposal?.id ?? []);
    expect(ids).toHaveLength(5);
    const withdraw = (person: Person) =>
      person.query(`mutation ($key: UUID!, $id: UUID!) { withdrawProposal(key: $key, id: $id) { state } }`, {
        key: newKey(),
        id: ids[0],
      });
    expect((await withdraw(rosa)).codes).toEqual(['NOT_FOUND']);
    fine(await withdraw(many));
    fine(await makeProposal(many, open.phaseId, { title: 'Un’idea ancora' }));
  });
});

test('who wrote a proposal cannot take away with it what others put into it', async () => {
  const [anna, bruno] = [await town.member(), await town.member()];
  const one = await published('Un campo da bocce', {}, anna);
  const other = await published('Un campo per le bocce', {}, bruno);
  fine(await merge(giulia, one, other));
  const withdraw = (person: Person, id: string) =>
    person.query(`mutation ($key: UUID!, $id: UUID!) { withdrawProposal(key: $key, id: $id) { state } }`, {
      key: newKey(),
      id,
    });
  expect((await withdraw(bruno, other)).codes).toEqual(['PROPOSAL_OF_MANY']);
});

test('words that nobody sees are no words, and none of them turns what stands beside', async () => {
  for (const title of ['\u200b', '\u2060 \u200b', '\u3164'])
    expect((await makeProposal(rosa, open.phaseId, { title })).errors[0]?.extensions).toMatchObject({
      code: 'REQUIRED',
    });
  const id = await published('\u202eorto\u202c\u200b di via Roma');
  const { rows } = await town.pool.query<{ title: string }>(`select title from proposal where id = $1`, [id]);
  expect(rows).toEqual([{ title: 'orto di via Roma' }]);
});

describe('people say why', () => {
  const comments = async (proposalId: string, side: string) =>
    fine(
      await town.visitor.query<{ proposalComments: { nodes: { text: { words: string } }[] } }>(
        `query ($proposalId: UUID!, $side: CommentSide!) { proposalComments(proposalId: $proposalId, side: $side) { nodes { text { words } } } }`,
        { proposalId, side },
      ),
    ).proposalComments.nodes.map(({ text }) => text.words);

  test('for and against; five each at most; the author takes one away, and nobody else does', async () => {
    const id = await published('Chiudere la strada la domenica');
    const fatou = await town.member();
    const said = fine(await comment(fatou, id, 'AGAINST', ' I negozi restano vuoti. ')).addProposalComment.id;
    fine(await comment(rosa, id, 'FOR', 'I bambini giocano.'));
    expect(await comments(id, 'AGAINST')).toEqual(['I negozi restano vuoti.']);
    expect((await comment(fatou, id, 'AGAINST', 'I negozi restano vuoti.')).codes).toEqual(['SAID_ALREADY']);
    expect((await comment(fatou, id, 'FOR', 'x'.repeat(501))).codes).toEqual(['TOO_LONG']);
    const more = await Promise.all(Array.from({ length: 6 }, (_, at) => comment(fatou, id, 'FOR', `Motivo ${at}`)));
    expect(more.filter(({ codes }) => codes.includes('TOO_MUCH'))).toHaveLength(2);
    const remove = (person: Person) =>
      person.query(`mutation ($key: UUID!, $id: UUID!) { removeProposalComment(key: $key, id: $id) }`, {
        key: newKey(),
        id: said,
      });
    expect((await remove(rosa)).codes).toEqual(['NOT_FOUND']);
    fine(await remove(fatou));
    expect(await comments(id, 'AGAINST')).toEqual([]);
  });

  test('a comment that moderators hide is read and counted by nobody', async () => {
    const id = await published('Un orto comune');
    const rude = await town.member();
    const subjectId = fine(await comment(rude, id, 'AGAINST', 'Parole che feriscono.')).addProposalComment.id;
    fine(
      await rosa.query(
        `mutation ($key: UUID!, $id: UUID!) { report(key: $key, input: { kind: PROPOSAL_COMMENT, subjectId: $id, rule: RESPECT }) { id } }`,
        { key: newKey(), id: subjectId },
      ),
    );
    const moderator = await town.member({ townRole: 'ADMINISTRATOR' });
    const { rows } = await town.pool.query<{ id: string }>('select id from moderation_case where subject_id = $1', [
      subjectId,
    ]);
    const input = { caseId: rows[0]?.id, outcome: 'HIDE', rule: 'RESPECT', reasons: 'Ferisce.' };
    fine(
      await moderator.query(
        `mutation ($key: UUID!, $input: DecisionInput!) { decideCase(key: $key, input: $input) { id } }`,
        { key: newKey(), input },
      ),
    );
    expect(await comments(id, 'AGAINST')).toEqual([]);
    expect((await shownProposal(town.visitor, id)).commentCount).toBe(0);
    expect(await notices(rude)).toEqual(['MODERATION_DECIDED']);
  });
});

describe('staff say what it costs', () => {
  test('from and to, with who says so; the newest first; a file of counts has no line about a person', async () => {
    const other = await openForProposals(town, giulia, association);
    const id = await publishedProposal(
      { staff: giulia, author: rosa, phaseId: other.phaseId },
      { title: '=Scivolo', showsName: true },
    );
    await insertSupports(town, other.id, id, 6);
    expect((await estimate(rosa, id, 100, 200)).codes).toEqual(['NOT_FOUND']);
    expect((await estimate(giulia, id, 300, 200)).codes).toEqual(['OUT_OF_RANGE']);
    fine(await estimate(giulia, id, 100_000, 200_000));
    fine(await estimate(giulia, id, 120_000, 150_050));
    expect((await shownProposal(town.visitor, id)).estimates).toEqual([
      { fromCents: 120_000, toCents: 150_050, organisation: { id: association } },
      { fromCents: 100_000, toCents: 200_000, organisation: { id: association } },
    ]);
    await releaseSupports(town);
    const { proposalsCsv } = fine(
      await town.visitor.query<{ proposalsCsv: string }>(`query ($id: UUID!) { proposalsCsv(phaseId: $id) }`, {
        id: other.phaseId,
      }),
    );
    expect(proposalsCsv.trim().split(/\r?\n/)).toEqual([
      'proposal-id,title,language,supports,comments,merged,version,from-cents,to-cents',
      `${id},'=Scivolo,it,5,0,0,1,120000,150050`,
    ]);
  });

  test('after the end nothing is proposed, supported or said any more, but all of it stays to read', async () => {
    const over = await openForProposals(town, giulia, association);
    const id = await publishedProposal({ staff: giulia, author: rosa, phaseId: over.phaseId }, { title: 'Ultima' });
    const before = town.now;
    town.now = new Date(before.getTime() + 50 * 3_600_000);
    expect((await makeProposal(rosa, over.phaseId, { title: 'Tardi' })).codes).toEqual(['NOT_OPEN']);
    expect((await support(rosa, id)).codes).toEqual(['NOT_OPEN']);
    expect((await comment(rosa, id, 'FOR', 'Tardi')).codes).toEqual(['NOT_OPEN']);
    expect((await amend(rosa, id, 1, 'Tardi')).codes).toEqual(['NOT_OPEN']);
    expect((await shownProposal(town.visitor, id)).state).toBe('PUBLISHED');
    town.now = before;
  });
});
