import { afterAll, beforeAll, expect, test } from 'vitest';
import { importConversation, releaseOpinions } from '../../../server/src/features/consultations/index.ts';
import type { PolisComment, PolisVote } from '../../../server/src/features/consultations/formats/polis-export.ts';
import { fine } from '../../testkit/consultations.ts';
import { createTown, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
  await town.organisation('Casa di quartiere');
});
afterAll(() => town.close());

const hourAgo = Date.now() - 3_600_000;
const comment = (id: string, text: string, changes: Partial<PolisComment> = {}): PolisComment => ({
  id,
  author: '0',
  moderated: 1,
  isMeta: false,
  isSeed: false,
  at: hourAgo - 1000,
  text,
  ...changes,
});
/** Forty people of two minds; each first says the opposite of what counts in the end. */
const votes: PolisVote[] = Array.from({ length: 40 }, (_, voter) =>
  ['0', '1', '2', '3', '4', '5', '6', '7'].flatMap((id, at): PolisVote[] => {
    const vote = (voter % 2 === 0) === (at % 2 === 0) ? 1 : -1;
    const one = { comment: id, voter: String(voter), at: hourAgo };
    return [
      { ...one, vote: vote === 1 ? -1 : 1 },
      { ...one, vote },
    ];
  }),
).flat();
const comments = [
  ...['0', '1', '2', '3', '4', '5', '6'].map((id) => comment(id, `Idea numero ${id}\n`)),
  comment('7', 'Fuori tema', { moderated: -1 }),
  comment('8', 'x'.repeat(141)),
];

const take = (changes: Record<string, unknown> = {}) =>
  town.app.orm.em.fork().transactional((em) =>
    importConversation(em, new Date(), {
      comments,
      votes,
      question: 'Che cosa vogliamo?',
      language: 'it',
      organisation: 'Casa di quartiere',
      ...changes,
    }),
  );

test('an exported conversation becomes a consultation that is over, with the result of its latest votes', async () => {
  const made = await take();
  expect(made).toMatchObject({ statements: 8, leftOut: 1, people: 40, votes: 320 });
  await releaseOpinions({ em: town.app.orm.em.fork(), clock: { now: () => town.now } }, made.phaseId);
  const { consultation, opinionResults } = fine(
    await town.visitor.query<{
      consultation: { stage: string; question: { words: string } };
      opinionResults: { people: number; groups: { size: number }[]; statements: { statement: { text: object } }[] }[];
    }>(
      `query ($id: UUID!) { consultation(id: $id) { stage question { words } }
         opinionResults(consultationId: $id) { people groups { size } statements { statement { text { words } } } } }`,
      { id: made.consultationId },
    ),
  );
  expect(consultation).toEqual({ stage: 'CLOSED', question: { words: 'Che cosa vogliamo?' } });
  expect(opinionResults).toMatchObject([{ people: 40, groups: [{ size: 20 }, { size: 20 }] }]);
  expect(opinionResults[0]?.statements).toHaveLength(7);
  expect(opinionResults[0]?.statements[0]?.statement.text).toEqual({ words: 'Idea numero 0' });
});

test.each([
  [{ organisation: 'Nessuno' }, 'No organisation is called "Nessuno".'],
  [{ language: 'zh' }, '"zh" is none of the languages here'],
  [{ question: 'x'.repeat(161) }, 'A question has 1 to 160 characters'],
  [{ comments: [], votes: [] }, 'There is no comment that can be taken.'],
])('what cannot be taken in is said in a sentence, and nothing is kept: %j', async (changes, sentence) => {
  const count = async () => (await town.pool.query('select 1 from consultation')).rowCount;
  const before = await count();
  await expect(take(changes)).rejects.toThrow(sentence);
  expect(await count()).toBe(before);
});
