import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemo } from '../../server/src/demo/demo.ts';
import { fine } from '../testkit/consultations.ts';
import { readDecision } from '../testkit/decisions.ts';
import { createTown, type Town } from '../testkit/town.ts';
import { results } from '../testkit/votes.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
  await town.pool.query(`delete from zone; delete from neighbourhood`);
  await fillDemo(town.app, town.config);
}, 60_000);
afterAll(() => town.close());

const list = async (stage: string) =>
  fine(
    await town.visitor.query<{ consultations: { nodes: { id: string; phases: { id: string; method: string }[] }[] } }>(
      `query ($stage: ConsultationStage!) { consultations(stage: $stage, first: 20) { nodes { id phases { id method } } } }`,
      { stage },
    ),
  ).consultations.nodes;

test('the demo neighbourhood has voted, with a result that its ballots make', async () => {
  const [vote] = (await list('CLOSED')).filter(({ phases }) => phases.some(({ method }) => method === 'VOTE'));
  const [result] = await results(town.visitor, vote?.id ?? '');
  expect(result).toMatchObject({ ballots: result?.board.nodes.length, quorumMet: true });
  expect(result?.count?.ranking[0]).toEqual([0]);
  const { rows } = await town.pool.query<{ count: number }>(`select count(*)::int as count from elector`);
  expect(rows[0]?.count).toBe(result?.ballots);
});

test('what was decided after the vote has a promise that was kept and one that is late, in every language', async () => {
  const [vote] = (await list('CLOSED')).filter(({ phases }) => phases.some(({ method }) => method === 'VOTE'));
  const decision = await readDecision(town.visitor, vote?.id ?? '');
  expect(decision).toMatchObject({ state: 'PUBLISHED' });
  expect(decision?.commitments.map(({ standing, state }) => [standing, state])).toEqual([
    ['DONE', 'DONE'],
    ['LATE', 'UNDER_WAY'],
  ]);
  const { rows } = await town.pool.query<{ kind: string; locales: number }>(
    `select subject_kind as kind, count(distinct locale)::int as locales from translation group by 1`,
  );
  const locales = Object.fromEntries(rows.map(({ kind, locales: count }) => [kind, count]));
  for (const kind of ['BALLOT_OPTION', 'DECISION', 'COMMITMENT', 'COMMITMENT_STEP', 'SURVEY_QUESTION'])
    expect(locales[kind]).toBe(5);
});

test('a survey of the demo neighbourhood is open', async () => {
  const open = await list('OPEN');
  const survey = open.flatMap(({ phases }) => phases).find(({ method }) => method === 'SURVEY');
  const { surveyPaper } = fine(
    await town.visitor.query<{ surveyPaper: { standing: string; questions: { text: { state: string } }[] } }>(
      `query ($phaseId: UUID!) { surveyPaper(phaseId: $phaseId) { standing questions { text { state } } } }`,
      { phaseId: survey?.id },
    ),
  );
  expect(surveyPaper).toMatchObject({ standing: 'SIGN_IN', questions: [{}, {}, {}] });
});
