import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, fine } from '../../testkit/consultations.ts';
import { noticesOf } from '../../testkit/notices.ts';
import {
  addProposal,
  amend,
  decideAmendment,
  openForProposals,
  publishedProposal,
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
    expect(await shownProposal(town.visitor, id)).toMatchObject({
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
    expect((await shownProposal(town.visitor, id)).version).toBe(2);
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
    expect(await shownProposal(town.visitor, id)).toMatchObject({ version: 2, author: null });
  });
});
