import { afterAll, beforeAll, expect, test } from 'vitest';
import { remindOfOptions } from '../../../server/src/features/consultations/index.ts';
import { changeConsultation, fine, makeCodes } from '../../testkit/consultations.ts';
import { answerAppeal, appeal, decide, queueOf, report } from '../../testkit/moderation.ts';
import { noticesOf } from '../../testkit/notices.ts';
import { enterPaper } from '../../testkit/paper.ts';
import {
  addProposal,
  amend,
  decideAmendment,
  decideProposal,
  estimate,
  insertSupports,
  makeProposal,
  merge,
  openBudget,
  publishedProposal,
  takeProposals,
} from '../../testkit/proposals.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import { translate } from '../../testkit/translations.ts';
import { cast, endVote, insertBallots, setOptions } from '../../testkit/votes.ts';

let town: Town;
let giulia: Person;
let association: string;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

interface Option {
  id: string;
  costCents: number;
  text: { words: string; state: string };
  proposal: { id: string; phaseId: string } | null;
}
const optionsOf = async (person: Person, phaseId: string): Promise<Option[]> =>
  fine(
    await person.query<{ ballotPaper: { options: Option[] } }>(
      `query ($phaseId: UUID!) { ballotPaper(phaseId: $phaseId) { options { id costCents text { words state } proposal { id phaseId } } } }`,
      { phaseId },
    ),
  ).ballotPaper.options;

const withdraw = (person: Person, id: string) =>
  person.query(`mutation ($key: UUID!, $id: UUID!) { withdrawProposal(key: $key, id: $id) { id } }`, {
    key: newKey(),
    id,
  });

const standings = async (person: Person, phaseId: string) => {
  const { budgetProposals } = fine(
    await person.query<{ budgetProposals: { standing: string; proposal: { title: { words: string } } }[] }>(
      `query ($phaseId: UUID!) { budgetProposals(phaseId: $phaseId) { standing proposal { title { words } } } }`,
      { phaseId },
    ),
  );
  return Object.fromEntries(budgetProposals.map(({ standing, proposal }) => [proposal.title.words, standing]));
};

test('proposals with an estimate become options with their words in every language, each once', async () => {
  const { id, phaseId, voteId } = await openBudget(town, giulia, association);
  const add = async (title: string, ...costs: [number, number][]) => {
    const proposal = fine(await addProposal(giulia, phaseId, title)).addProposal.id;
    for (const [from, to] of costs) fine(await estimate(giulia, proposal, from, to));
    return proposal;
  };
  const bench = await add('Una panchina', [90_000, 90_000], [100_000, 200_000]);
  await insertSupports(town, id, bench, 6);
  const trees = await add('Due alberi', [50_000, 50_000]);
  const pump = await add('Una fontana');
  await add('Un palco', [500_000, 5_000_000]);
  fine(await merge(giulia, await add('Panchine', [1, 1]), bench));
  const author = await town.member();
  const out = fine(await makeProposal(author, phaseId, { title: 'Una vasca' })).makeProposal.id;
  fine(await decideProposal(giulia, out));
  fine(await estimate(giulia, out, 1, 70_000));
  fine(await withdraw(author, out));
  fine(
    await giulia.query(
      `mutation ($key: UUID!, $id: UUID!) {
         saveTranslation(key: $key, subjectKind: "PROPOSAL", subjectId: $id, locale: "ar", fields: [{ name: "title", words: "مقعد" }]) { name } }`,
      { key: newKey(), id: bench },
    ),
  );

  expect((await takeProposals(author, voteId)).codes).toEqual(['NOT_FOUND']);
  expect(await standings(giulia, voteId)).toEqual({
    'Una panchina': 'READY',
    'Due alberi': 'READY',
    'Una fontana': 'NO_ESTIMATE',
    'Un palco': 'TOO_DEAR',
  });
  fine(await takeProposals(giulia, voteId));
  const taken = await optionsOf(giulia, voteId);
  expect(taken).toMatchObject([
    { text: { words: 'Una panchina' }, costCents: 200_000, proposal: { id: bench, phaseId } },
    { text: { words: 'Due alberi' }, costCents: 50_000, proposal: { id: trees, phaseId } },
  ]);
  const reader = await town.member({ locale: 'ar' });
  expect((await optionsOf(reader, voteId))[0]?.text).toEqual({ words: 'مقعد', state: 'APPROVED' });
  fine(await takeProposals(giulia, voteId));
  expect(await optionsOf(giulia, voteId)).toEqual(taken);
  expect((await standings(giulia, voteId))['Una panchina']).toBe('TAKEN');

  // What changed until the opening is taken over, too.
  fine(await estimate(giulia, pump, 300_000, 300_000));
  fine(await estimate(giulia, bench, 150_000, 150_000));
  fine(await merge(giulia, trees, bench));
  fine(await takeProposals(giulia, voteId));
  expect(await optionsOf(giulia, voteId)).toMatchObject([
    { id: taken[0]?.id, costCents: 150_000 },
    { text: { words: 'Una fontana' }, costCents: 300_000 },
  ]);

  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  expect((await takeProposals(giulia, voteId)).codes).toEqual(['WRONG_STATE']);
  const vote = { id, phaseId: voteId, optionIds: (await optionsOf(reader, voteId)).map((option) => option.id) };
  fine(await cast(reader, vote, [null, 1]));
  await insertBallots(
    town,
    vote,
    Array.from({ length: 5 }, () => [1, null]),
  );
  await endVote(town);
  const { voteResults } = fine(
    await town.visitor.query<{ voteResults: { count: { winners: number[] }; options: Option[] }[] }>(
      `query ($id: UUID!) { voteResults(consultationId: $id) { count { winners } options { proposal { id } } } }`,
      { id },
    ),
  );
  expect(voteResults).toMatchObject([
    { count: { winners: [0, 1] }, options: [{ proposal: { id: bench } }, { proposal: { id: pump } }] },
  ]);
});

test('until the vote opens its options follow what happens to their proposals, and the organisers read one truth', async () => {
  const { id, phaseId, voteId } = await openBudget(town, giulia, association);
  const add = async (title: string) => {
    const proposal = fine(await addProposal(giulia, phaseId, title)).addProposal.id;
    fine(await estimate(giulia, proposal, 1, 70_000));
    return proposal;
  };
  const author = await town.member();
  const vase = await publishedProposal({ staff: giulia, author, phaseId }, { title: 'Una vasca' });
  fine(await estimate(giulia, vase, 1, 70_000));
  const [bench, benches, trees, stage] = [
    await add('Una panchina'),
    await add('Panchine'),
    await add('Due alberi'),
    await add('Un palco'),
  ];
  fine(await takeProposals(giulia, voteId));
  const long = await add('Panchine lunghe');
  const shown = async () =>
    (await optionsOf(giulia, voteId)).map(({ text, costCents }) => [text.words, costCents]).toSorted();
  expect(await shown()).toHaveLength(5);

  fine(await merge(giulia, bench, benches));
  fine(await estimate(giulia, benches, 1, 90_000));
  fine(await withdraw(author, vase));
  fine(await decideProposal(giulia, trees, 'TWICE'));
  fine(await estimate(giulia, stage, 1, 5_000_000));
  expect(await shown()).toEqual([['Panchine', 90_000]]);
  expect(await standings(giulia, voteId)).toEqual({
    Panchine: 'TAKEN',
    'Panchine lunghe': 'READY',
    'Un palco': 'TOO_DEAR',
  });
  fine(await merge(giulia, benches, long));
  expect(await shown()).toEqual([['Panchine lunghe', 70_000]]);

  // At once as well, beside organisers who take them again.
  const answers = await Promise.all([
    estimate(giulia, long, 1, 60_000),
    takeProposals(giulia, voteId),
    estimate(giulia, stage, 1, 80_000),
    takeProposals(giulia, voteId),
  ]);
  expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
  expect((await shown())[0]).toEqual(['Panchine lunghe', 60_000]);
  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const optionIds = (await optionsOf(giulia, voteId)).map((option) => option.id);
  fine(await cast(author, { id, phaseId: voteId, optionIds }, [1]));
});

test('what was taken comes back by itself once it can: estimated right, let in again, merged into one that gets an estimate', async () => {
  const { phaseId, voteId } = await openBudget(town, giulia, association);
  const add = async (title: string) => fine(await addProposal(giulia, phaseId, title)).addProposal.id;
  const [stage, trees, bench, long] = [
    await add('Un palco'),
    await add('Due alberi'),
    await add('Una panchina'),
    await add('Panchine lunghe'),
  ];
  for (const one of [stage, trees, bench]) fine(await estimate(giulia, one, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  const other = await add('Una fontana');
  fine(await estimate(giulia, other, 1, 70_000));
  const shown = async () => (await optionsOf(giulia, voteId)).map(({ text }) => text.words).toSorted();

  fine(await estimate(giulia, stage, 1, 5_000_000));
  fine(await decideProposal(giulia, trees, 'TWICE'));
  fine(await merge(giulia, bench, long));
  expect(await shown()).toEqual([]);
  fine(await estimate(giulia, stage, 1, 50_000));
  expect(await shown()).toEqual(['Un palco']);
  fine(await decideProposal(giulia, trees));
  fine(await estimate(giulia, long, 1, 60_000));
  expect(await shown(), 'what nobody took stays away').toEqual(['Due alberi', 'Panchine lunghe', 'Un palco']);
});

test('until the vote opens an option is called as its proposal is, in every language, also after it was taken', async () => {
  const { phaseId, voteId } = await openBudget(town, giulia, association);
  const bench = fine(await addProposal(giulia, phaseId, 'Una panchina')).addProposal.id;
  fine(await estimate(giulia, bench, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  const mediator = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
  const reader = await town.member({ locale: 'ar' });
  const call = async (words: string) => fine(await translate(mediator, 'PROPOSAL', bench, 'ar', { title: words }));
  const shown = async () => (await optionsOf(reader, voteId))[0]?.text;

  await call('مقعد');
  expect(await shown()).toEqual({ words: 'مقعد', state: 'REVIEWED' });
  await call('مقعد طويل');
  fine(await translate(mediator, 'PROPOSAL', bench, 'ar', { text: 'في الظل.' }));
  expect(await shown()).toEqual({ words: 'مقعد طويل', state: 'REVIEWED' });
  await call('');
  expect(await shown()).toEqual({ words: 'Una panchina', state: 'ORIGINAL' });
  await Promise.all([call('مقعد في الظل'), takeProposals(giulia, voteId), takeProposals(giulia, voteId)]);
  expect((await shown())?.words).toBe('مقعد في الظل');

  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const otherwise = { title: 'شيء آخر' };
  expect((await translate(mediator, 'PROPOSAL', bench, 'ar', otherwise)).codes).toEqual(['TRANSLATION_STAYS']);
  fine(await translate(mediator, 'PROPOSAL', bench, 'fr', { title: 'Un banc' }));
  expect((await shown())?.words, 'what people vote on stays').toBe('مقعد في الظل');
});

test('what moderators hide is on no ballot to come, and comes back when they were wrong; a ballot that has opened stays', async () => {
  const { id, phaseId, voteId } = await openBudget(town, giulia, association);
  const author = await town.member();
  const bench = await publishedProposal({ staff: giulia, author, phaseId }, { title: 'Una panchina' });
  const trees = fine(await addProposal(giulia, phaseId, 'Due alberi')).addProposal.id;
  for (const one of [bench, trees]) fine(await estimate(giulia, one, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  const [ada, carla] = [
    await town.member({ townRole: 'ADMINISTRATOR' }),
    await town.member({ townRole: 'COORDINATOR' }),
  ];
  const hide = async () => {
    fine(await report(await town.member(), 'PROPOSAL', bench));
    const found = (await queueOf(ada)).find(({ waiting, excerpt }) => waiting && excerpt?.startsWith('Una panchina'));
    fine(await decide(ada, found?.id ?? ''));
    return found?.id ?? '';
  };
  const shown = async () =>
    (await optionsOf(town.visitor, voteId)).map(({ text, proposal }) => [text.words, proposal?.id]).toSorted();
  const both = [
    ['Due alberi', trees],
    ['Una panchina', bench],
  ];
  expect(await shown()).toEqual(both);

  const caseId = await hide();
  expect(await shown()).toEqual([['Due alberi', trees]]);
  expect(await standings(giulia, voteId)).toEqual({ 'Due alberi': 'TAKEN' });
  fine(await appeal(author, caseId));
  fine(await answerAppeal(carla, caseId));
  expect(await shown()).toEqual(both);

  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  const optionIds = (await optionsOf(giulia, voteId)).map((option) => option.id);
  await hide();
  expect(await shown(), 'without a way to its words').toEqual([
    ['Due alberi', trees],
    ['Una panchina', undefined],
  ]);
  fine(await cast(author, { id, phaseId: voteId, optionIds }, [1, 1]));
});

test('after publication nothing else becomes an option, and nothing at all once the vote has opened', async () => {
  const { id, phaseId, voteId } = await openBudget(town, giulia, association);
  const proposal = fine(await addProposal(giulia, phaseId, 'Una panchina')).addProposal.id;
  fine(await estimate(giulia, proposal, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  for (const title of ['Una tettoia', 'Un forno']) fine(await addProposal(giulia, phaseId, title));
  expect((await setOptions(giulia, voteId, [{ text: 'Altro', costCents: 1 }])).codes).toEqual(['WRONG_STATE']);
  await expect(
    town.pool.query(
      `insert into ballot_option (id, phase_id, position, text, language) values (uuidv7(), $1, 9, 'Altro', 'it')`,
      [voteId],
    ),
  ).rejects.toThrow('stay as they are');
  const client = await town.pool.connect();
  await client.query(`begin; alter table consultation_phase disable trigger keep_as_published`);
  await client.query(`update consultation_phase set opens_at = now() - interval '1 hour' where id = $1`, [voteId]);
  // Late ones come in as long as nobody has voted.
  const late = (title: string, position: number) =>
    client.query(
      `insert into ballot_option (id, phase_id, position, text, language, cost_cents, proposal_id)
         select uuidv7(), $1, $2, title, 'it', 1, id from proposal where title = $3`,
      [voteId, position, title],
    );
  expect((await late('Una tettoia', 1)).rowCount).toBe(1);
  await client.query(
    `with voter as (insert into participant (id, consultation_id) values (uuidv7(), $1) returning id)
     insert into elector (phase_id, participant_id) select $2, id from voter`,
    [id, voteId],
  );
  await client.query('savepoint voted');
  await expect(late('Un forno', 2)).rejects.toThrow('stay as they are');
  await client.query('rollback to savepoint voted');
  await expect(client.query(`update ballot_option set cost_cents = 1 where phase_id = $1`, [voteId])).rejects.toThrow(
    'stay as they are',
  );
  await client.query('rollback');
  client.release();
  const refused = await changeConsultation(giulia, 'reopenConsultation', id);
  expect(refused.codes).toEqual(['WRONG_STATE']);
});

test('a vote without options takes no ballot, its organisers hear of it before and then, and it opens once it has some', async () => {
  const { id, phaseId, voteId } = await openBudget(town, giulia, association);
  const proposal = fine(await addProposal(giulia, phaseId, 'Una panchina')).addProposal.id;
  const told = async () =>
    (await noticesOf(giulia))
      .filter(({ path }) => path === `/consultations/${id}/options/${voteId}`)
      .map((one) => one.kind);
  const remind = () => remindOfOptions.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
  const waits = async (person: Person) =>
    fine(
      await person.query<{ ballotPaper: { phase: { waitsForOptions: boolean } } }>(
        `query ($phaseId: UUID!) { ballotPaper(phaseId: $phaseId) { phase { waitsForOptions } } }`,
        { phaseId: voteId },
      ),
    ).ballotPaper.phase.waitsForOptions;
  await remind();
  await remind();
  expect(await told()).toEqual(['VOTE_WITHOUT_OPTIONS']);

  town.now = new Date(town.now.getTime() + 72 * 3_600_000);
  await remind();
  expect(await told()).toEqual(['VOTE_CANNOT_OPEN', 'VOTE_WITHOUT_OPTIONS']);
  const rosa = await town.member();
  const vote = { id, phaseId: voteId, optionIds: [newKey()] };
  expect(await waits(rosa)).toBe(true);
  expect((await cast(rosa, vote, [1])).codes).toEqual(['NOTHING_TO_CHOOSE']);
  const codes = await makeCodes(giulia, id, 5);
  expect((await enterPaper(giulia, voteId, codes, Array<string>(5).fill('-'))).codes).toEqual(['NOTHING_TO_CHOOSE']);
  const { rows } = await town.pool.query(`select 1 from elector where phase_id = $1`, [voteId]);
  expect(rows).toEqual([]);

  fine(await estimate(giulia, proposal, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  expect((await takeProposals(giulia, voteId)).codes).toEqual(['WRONG_STATE']);
  expect(await waits(rosa)).toBe(false);
  const [option] = await optionsOf(rosa, voteId);
  fine(await cast(rosa, { ...vote, optionIds: [option?.id ?? ''] }, [1]));
});

test('a vote without any proposals after they were collected says that it never opens', async () => {
  const { phaseId, voteId } = await openBudget(town, giulia, association);
  const never = async () =>
    fine(
      await town.visitor.query<{ ballotPaper: { phase: { cannotOpen: boolean } } }>(
        `query ($phaseId: UUID!) { ballotPaper(phaseId: $phaseId) { phase { cannotOpen } } }`,
        { phaseId: voteId },
      ),
    ).ballotPaper.phase.cannotOpen;
  const other = await openBudget(town, giulia, association);
  fine(await addProposal(giulia, other.phaseId, 'Una panchina'));
  fine(await makeProposal(await town.member(), phaseId, { title: 'Una vasca' }));
  expect(await never(), 'somebody may still propose').toBe(false);
  for (const hours of [50, 24]) {
    town.now = new Date(town.now.getTime() + hours * 3_600_000);
    expect(await never(), 'what nobody let in is no proposal').toBe(true);
  }
  const { ballotPaper } = fine(
    await town.visitor.query<{ ballotPaper: { phase: { cannotOpen: boolean } } }>(
      `query ($phaseId: UUID!) { ballotPaper(phaseId: $phaseId) { phase { cannotOpen } } }`,
      { phaseId: other.voteId },
    ),
  );
  expect(ballotPaper.phase.cannotOpen, 'a proposal without an estimate may still get one').toBe(false);
});

test('what stands on the ballot of a vote that has opened is not merged, estimated anew, changed or taken back', async () => {
  const { phaseId, voteId } = await openBudget(town, giulia, association);
  const add = async (title: string) => fine(await addProposal(giulia, phaseId, title)).addProposal.id;
  const author = await town.member();
  const bench = await publishedProposal({ staff: giulia, author, phaseId }, { title: 'Una panchina' });
  const [trees, pump] = [await add('Due alberi'), await add('Una fontana')];
  const other = fine(await amend(await town.member(), bench, 1, 'Una panchina lunga.')).amendProposal.id;
  for (const one of [bench, trees]) fine(await estimate(giulia, one, 1, 70_000));
  fine(await takeProposals(giulia, voteId));
  const onBallot = async (proposalId: string) =>
    fine(
      await giulia.query<{ proposal: { onBallot: boolean } }>(`query ($id: UUID!) { proposal(id: $id) { onBallot } }`, {
        id: proposalId,
      }),
    ).proposal.onBallot;
  expect(await onBallot(bench)).toBe(false);

  for (const hours of [72, 46]) {
    town.now = new Date(town.now.getTime() + hours * 3_600_000);
    expect(await onBallot(bench)).toBe(true);
    for (const late of [
      await decideAmendment(author, other, true),
      await decideProposal(giulia, bench, 'TWICE'),
      await withdraw(author, bench),
    ])
      expect(late.codes).toEqual(['NOT_OPEN']);
    expect((await estimate(giulia, bench, 1, 90_000)).codes).toEqual(['PROPOSAL_ON_BALLOT']);
    for (const [one, into] of [
      [bench, trees],
      [bench, pump],
      [pump, bench],
    ] as const)
      // prettier-ignore
      expect((await merge(giulia, one, into)).codes).toEqual(['PROPOSAL_ON_BALLOT']);
  }
  expect(await onBallot(pump)).toBe(false);
  fine(await estimate(giulia, pump, 1, 90_000));
});
