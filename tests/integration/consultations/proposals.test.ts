import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, fine, makeCodes, startHelping, useCode } from '../../testkit/consultations.ts';
import {
  addProposal,
  amend,
  comment,
  decideAmendment,
  decideProposal,
  estimate,
  insertSupports,
  makeProposal,
  merge,
  openForProposals,
  publishedProposal,
  releaseSupports,
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

interface Shown {
  id: string;
  state: string;
  version: number;
  supports: number | null;
  supportsFinal: boolean;
  commentCount: number;
  byOrganisers: boolean;
  mergedIntoId: string | null;
  author: { displayName: string } | null;
  text: { words: string };
  merged: { id: string }[];
  versions: { version: number; text: string }[];
  estimates: { fromCents: number; toCents: number; organisation: { id: string } }[];
  own: { supports: boolean | null; wrote: boolean; decidesAmendments: boolean };
}

const ask = (person: Person, id: string, token: string | null = null) =>
  person.query<{ proposal: Shown }>(
    `query ($id: UUID!, $token: String) { proposal(id: $id, token: $token) { id state version supports supportsFinal commentCount byOrganisers
       mergedIntoId author { displayName } text { words } merged { id } versions { version text }
       estimates { fromCents toCents organisation { id } } own(token: $token) { supports wrote decidesAmendments } } }`,
    { id, token },
  );
const shown = async (person: Person, id: string, token: string | null = null) =>
  fine(await ask(person, id, token)).proposal;

const supportRows = async (id: string) =>
  (await town.pool.query('select 1 from proposal_support where proposal_id = $1', [id])).rowCount;

const notices = async ({ id }: Person) =>
  (
    await town.pool.query<{ kind: string }>(`select kind from notification where member_id = $1 order by id`, [id])
  ).rows.map(({ kind }) => kind);

const published = async (title: string, more: { text?: string; showsName?: boolean } = {}, author?: Person) =>
  publishedProposal(
    { staff: giulia, author: author ?? (await town.member()), phaseId: open.phaseId },
    { title, ...more },
  );

const titles = async (order: string, first = 50, after: string | null = null, phaseId = open.phaseId) => {
  const { proposals } = fine(
    await town.visitor.query<{
      proposals: { nodes: { title: { words: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }>(
      `query ($phaseId: UUID!, $order: ProposalOrder!, $first: Int!, $after: String) {
         proposals(phaseId: $phaseId, order: $order, first: $first, after: $after) {
           nodes { title { words } } pageInfo { endCursor hasNextPage } } }`,
      { phaseId, order, first, after },
    ),
  );
  return { titles: proposals.nodes.map(({ title }) => title.words), ...proposals.pageInfo };
};

describe('somebody proposes something', () => {
  test('organisers look at it first; then everybody reads it, and the name only where the author wants', async () => {
    const samir = await town.member({ name: 'Samir Haddad' });
    const made = fine(await makeProposal(samir, open.phaseId, { title: 'Un campo di bocce', showsName: true }));
    const { id } = made.makeProposal;
    expect((await ask(rosa, id)).codes).toEqual(['NOT_FOUND']);
    expect((await shown(samir, id)).own).toMatchObject({ wrote: true });
    expect((await decideProposal(samir, id)).codes).toEqual(['NOT_FOUND']);
    expect((await makeProposal(rosa, open.phaseId, { title: 'un campo di  bocce' })).codes).toEqual(['SAID_ALREADY']);
    fine(await decideProposal(giulia, id, 'UNCLEAR'));
    expect((await ask(rosa, id)).codes).toEqual(['NOT_FOUND']);
    fine(await decideProposal(giulia, id));
    expect(await shown(town.visitor, id)).toMatchObject({
      state: 'PUBLISHED',
      author: { displayName: 'Samir Haddad' },
    });
    expect((await shown(rosa, await published('Un cestino in più'))).author).toBeNull();
    const theirs = fine(await addProposal(giulia, open.phaseId, 'Luci nuove')).addProposal.id;
    expect(await shown(town.visitor, theirs)).toMatchObject({ byOrganisers: true, author: null, supports: null });
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
    expect((await shown(samir, id)).own).toMatchObject({ wrote: true });
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

describe('people support proposals', () => {
  test('forty supports of one person at the same moment, in two processes, are one; taken back it is none', async () => {
    const id = await published('Alberi lungo il viale');
    const samir = await town.member();
    const elsewhere = town.at(await town.secondProcess(), samir);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => support(at % 2 ? samir : elsewhere, id)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    expect(await supportRows(id)).toBe(1);
    expect((await shown(samir, id)).own.supports).toBe(true);
    fine(await support(samir, id, false));
    expect(await supportRows(id)).toBe(0);
  });

  test('fewer than five are not counted out, and stand alike in the list', async () => {
    const other = await openForProposals(town, giulia, association);
    const of = { staff: giulia, author: rosa, phaseId: other.phaseId };
    const [four, five, none] = [
      await publishedProposal(of, { title: 'Quattro' }),
      await publishedProposal(of, { title: 'Cinque' }),
      await publishedProposal(of, { title: 'Nessuno' }),
    ];
    await insertSupports(town, other.id, four, 4);
    await insertSupports(town, other.id, five, 5);
    await releaseSupports(town);
    expect((await shown(town.visitor, four)).supports).toBeNull();
    expect((await shown(town.visitor, five)).supports).toBe(5);
    const order = (await titles('SUPPORTED', 50, null, other.phaseId)).titles;
    expect(order).toEqual(['Cinque', ...(four < none ? ['Quattro', 'Nessuno'] : ['Nessuno', 'Quattro'])]);
    expect((await titles('NEWEST', 50, null, other.phaseId)).titles).toEqual(['Nessuno', 'Cinque', 'Quattro']);
    const first = await titles('FAIR', 2, null, other.phaseId);
    const rest = await titles('FAIR', 2, first.endCursor, other.phaseId);
    expect([...first.titles, ...rest.titles].toSorted()).toEqual(['Cinque', 'Nessuno', 'Quattro']);
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
  });

  test('nobody’s own act shows: figures come in fives, from one release to the next, and are exact only at the end', async () => {
    const other = await openForProposals(town, giulia, association);
    const of = { staff: giulia, author: rosa, phaseId: other.phaseId };
    const [id, rival] = [await publishedProposal(of, { title: 'Uno' }), await publishedProposal(of, { title: 'Due' })];
    await insertSupports(town, other.id, id, 4);
    await insertSupports(town, other.id, rival, 4);
    const read = async () => {
      const { supports, supportsFinal } = await shown(town.visitor, id);
      return [supports, supportsFinal, (await titles('SUPPORTED', 50, null, other.phaseId)).titles];
    };
    await releaseSupports(town);
    const before = await read();
    const samir = await town.member();
    for (const supports of [true, false, true, false]) {
      fine(await support(samir, id, supports));
      expect(await read()).toEqual(before);
    }
    fine(await support(samir, id));
    await releaseSupports(town);
    expect((await read())[0]).toBe(5);
    // Nor does taking it back between releases say who the fifth was; fewer than five more are not told.
    fine(await support(samir, id, false));
    await releaseSupports(town);
    expect((await read())[0]).toBe(5);
    await insertSupports(town, other.id, id, 5);
    await releaseSupports(town);
    expect((await read())[0]).toBe(5);
    await insertSupports(town, other.id, id, 1);
    await releaseSupports(town);
    expect(await read()).toEqual([10, false, ['Uno', 'Due']]);
    await insertSupports(town, other.id, id, 1);
    const now = town.now;
    town.now = new Date(now.getTime() + 48 * 3_600_000);
    expect((await read()).slice(0, 2)).toEqual([11, true]);
    town.now = now;
  });

  test('a helper supports for somebody and never reads what the person supports', async () => {
    const withCodes = await openForProposals(town, giulia, association, { who: 'CODES' });
    const id = fine(await addProposal(giulia, withCodes.phaseId, 'Una fontana')).addProposal.id;
    const [own = '', helped = ''] = await makeCodes(giulia, withCodes.id, 2);
    const { token } = fine(await useCode(town.visitor, withCodes.id, own)).useCode;
    fine(await support(town.visitor, id, true, token));
    expect((await shown(town.visitor, id, token)).own.supports).toBe(true);
    const { token: beside } = fine(await startHelping(giulia, withCodes.id, helped)).startHelping;
    fine(await support(giulia, id, true, beside));
    expect((await shown(giulia, id, beside)).own).toMatchObject({ supports: null, wrote: false });
    expect(await supportRows(id)).toBe(2);
    expect((await support(await town.member(), id)).codes).toEqual(['CODE_NEEDED']);
  });
});

describe('organisers merge proposals that say the same', () => {
  test('while people support both: each person counts once for the one that stays, and nobody is lost', async () => {
    const [one, other] = [await published('Più ombra', {}, await town.member()), await published('Ombra in piazza')];
    const people = await Promise.all(Array.from({ length: 12 }, () => town.member()));
    const acts = people.flatMap((person) => [() => support(person, one), () => support(person, other)]);
    const [merged, ...answers] = await Promise.all([merge(giulia, one, other), ...acts.map((act) => act())]);
    fine(merged);
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    expect(await supportRows(other)).toBe(12);
    expect(await supportRows(one)).toBe(0);
    expect(await shown(town.visitor, one)).toMatchObject({ state: 'MERGED', mergedIntoId: other });
    await releaseSupports(town);
    expect(await shown(town.visitor, other)).toMatchObject({ supports: 10, merged: [{ id: one }] });
    const late = await town.member();
    expect(fine(await support(late, one)).setProposalSupport.id).toBe(other);
    expect(await supportRows(other)).toBe(13);
  });

  test('its author is told, comments go along; only organisers, never in a circle', async () => {
    const samir = await town.member();
    const [one, other] = [await published('Meno rumore', {}, samir), await published('Notti tranquille')];
    fine(await comment(rosa, one, 'FOR', 'Si dorme meglio.'));
    expect((await merge(samir, one, other)).codes).toEqual(['NOT_FOUND']);
    expect((await merge(giulia, one, one)).codes).toEqual(['INVALID_INPUT']);
    fine(await merge(giulia, one, other));
    expect((await merge(giulia, other, one)).codes).toEqual(['WRONG_STATE']);
    expect((await shown(rosa, other)).commentCount).toBe(1);
    expect(await notices(samir)).toContain('PROPOSAL_MERGED');
  });
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
    expect((await shown(town.visitor, id)).commentCount).toBe(0);
    expect(await notices(rude)).toEqual(['MODERATION_DECIDED']);
  });
});

describe('people offer another text', () => {
  const before = 'Due panchine al sole.';
  const amended = async (title: string) => {
    const author = await town.member();
    const id = await published(title, { text: before }, author);
    const samir = await town.member();
    const offered = fine(await amend(samir, id, 1, 'Tre panchine al sole.')).amendProposal;
    return { id, author, samir, offered };
  };

  test('the difference is readable; the author accepts, it is a new version, and supporters are told', async () => {
    const { id, author, samir, offered } = await amended('Panchine');
    expect(offered.difference).toEqual([
      { change: 'REMOVED', words: 'Due' },
      { change: 'ADDED', words: 'Tre' },
      { change: 'SAME', words: ' panchine al sole.' },
    ]);
    expect((await amend(samir, id, 1, before)).codes).toEqual(['SAID_ALREADY']);
    const supporter = await town.member();
    fine(await support(supporter, id));
    for (const somebody of [samir, giulia])
      expect((await decideAmendment(somebody, offered.id, true)).codes).toEqual(['NOT_FOUND']);
    fine(await decideAmendment(author, offered.id, true));
    expect(await shown(town.visitor, id)).toMatchObject({
      version: 2,
      text: { words: 'Tre panchine al sole.' },
      versions: [{ version: 2 }, { version: 1, text: before }],
    });
    expect(await notices(supporter)).toEqual(['PROPOSAL_CHANGED']);
    expect(await notices(samir)).toEqual(['AMENDMENT_DECIDED']);
    expect(await notices(author)).toContain('AMENDMENT_MADE');
  });

  test('two accepted at the same moment: one wins and the other hears that it changed meanwhile', async () => {
    const { id, author, offered } = await amended('Panchine rosse');
    const other = fine(await amend(await town.member(), id, 1, 'Dieci panchine al sole.')).amendProposal;
    const answers = await Promise.all([
      decideAmendment(author, offered.id, true),
      decideAmendment(author, other.id, true),
    ]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['CHANGED_MEANWHILE']);
    expect((await shown(town.visitor, id)).version).toBe(2);
    expect((await amend(await town.member(), id, 1, 'Venti.')).codes).toEqual(['CHANGED_MEANWHILE']);
  });

  test('the organisers decide where they wrote it, or where its author has left', async () => {
    const theirs = fine(await addProposal(giulia, open.phaseId, 'Nostra', before)).addProposal.id;
    const one = fine(await amend(rosa, theirs, 1, 'Altro.')).amendProposal.id;
    fine(await decideAmendment(giulia, one, false));
    const gone = await town.member();
    const id = await published('Di chi parte', { text: before }, gone);
    fine(
      await gone.query(`mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }`, { key: newKey() }),
    );
    const two = fine(await amend(rosa, id, 1, 'Altro ancora.')).amendProposal.id;
    fine(await decideAmendment(giulia, two, true));
    expect(await shown(town.visitor, id)).toMatchObject({ version: 2, author: null });
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
    expect((await shown(town.visitor, id)).estimates).toEqual([
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
    expect((await shown(town.visitor, id)).state).toBe('PUBLISHED');
    town.now = before;
  });
});
