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

test('what the demo neighbourhood asks is there in every language that it promises', async () => {
  const { rows } = await town.pool.query<{ kind: string; id: string; locale: string }>(
    `with asked as (
       select c.id as consultation_id, 'CONSULTATION' as kind, c.id, c.language from consultation c
       union all select p.consultation_id, 'STATEMENT', s.id, s.language
         from statement s join consultation_phase p on p.id = s.phase_id
       union all select p.consultation_id, 'BALLOT_OPTION', o.id, o.language
         from ballot_option o join consultation_phase p on p.id = o.phase_id
       union all select p.consultation_id, 'SURVEY_QUESTION', q.id, q.language
         from survey_question q join consultation_phase p on p.id = q.phase_id)
     select a.kind, a.id, l.locale from asked a
       join consultation c on c.id = a.consultation_id, lateral unnest(c.languages) as l(locale)
      where l.locale <> a.language
        and not exists (select 1 from translation t where t.subject_id = a.id and t.locale = l.locale)`,
  );
  expect(rows).toEqual([]);
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
