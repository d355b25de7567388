import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, fine, makeCodes, startHelping, useCode } from '../../testkit/consultations.ts';
import { noticesOf } from '../../testkit/notices.ts';
import {
  addProposal,
  comment,
  insertSupports,
  merge,
  openForProposals,
  publishedProposal,
  releaseSupports,
  shownProposal,
  support,
} from '../../testkit/proposals.ts';
import { createTown, type Person, type Town } from '../../testkit/town.ts';

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

const supportRows = async (id: string) =>
  (await town.pool.query('select 1 from proposal_support where proposal_id = $1', [id])).rowCount;

const notices = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind);

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

describe('people support proposals', () => {
  test('forty supports of one person at the same moment, in two processes, are one; taken back it is none', async () => {
    const id = await published('Alberi lungo il viale');
    const samir = await town.member();
    const elsewhere = town.at(await town.secondProcess(), samir);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => support(at % 2 ? samir : elsewhere, id)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    expect(await supportRows(id)).toBe(1);
    expect((await shownProposal(samir, id)).own.supports).toBe(true);
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
    expect((await shownProposal(town.visitor, four)).supports).toBeNull();
    expect((await shownProposal(town.visitor, five)).supports).toBe(5);
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
      const { supports, supportsFinal } = await shownProposal(town.visitor, id);
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
    expect((await shownProposal(town.visitor, id, token)).own.supports).toBe(true);
    const { token: beside } = fine(await startHelping(giulia, withCodes.id, helped)).startHelping;
    fine(await support(giulia, id, true, beside));
    expect((await shownProposal(giulia, id, beside)).own).toMatchObject({ supports: null, wrote: false });
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
    expect(await shownProposal(town.visitor, one)).toMatchObject({ state: 'MERGED', mergedIntoId: other });
    await releaseSupports(town);
    expect(await shownProposal(town.visitor, other)).toMatchObject({ supports: 10, merged: [{ id: one }] });
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
    expect((await shownProposal(rosa, other)).commentCount).toBe(1);
    expect(await notices(samir)).toContain('PROPOSAL_MERGED');
  });
});
