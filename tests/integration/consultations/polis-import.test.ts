import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ImportedConversation,
  importConversation,
  releaseOpinions,
} from '../../../server/src/features/consultations/index.ts';
import type { PolisComment, PolisVote } from '../../../server/src/features/consultations/formats/polis-export.ts';
import { fine } from '../../testkit/consultations.ts';
import { createTown, type Town } from '../../testkit/town.ts';
import { translate } from '../../testkit/translations.ts';

let town: Town;
let organisationId: string;
beforeAll(async () => {
  town = await createTown();
  organisationId = await town.organisation('Casa di quartiere');
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
  comment('8', 'x'.repeat(1001)),
];

const give = (changes: Record<string, unknown> = {}) =>
  town.app.orm.em.fork().transactional((em) =>
    importConversation(em, new Date(), {
      comments,
      votes,
      question: 'Che cosa vogliamo?',
      language: 'it',
      organisation: 'Casa di quartiere',
      again: false,
      ...changes,
    }),
  );
async function take(changes: Record<string, unknown> = {}): Promise<ImportedConversation> {
  const made = await give(changes);
  if ('hereAlready' in made) throw new Error('It is here already.');
  return made;
}

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

test('the same export comes in once, whatever question it is given, until another is asked for', async () => {
  const mine = comments.map((one) => ({ ...one, text: `${one.text} di nuovo` }));
  const { consultationId } = await take({ comments: mine });
  const count = async () => (await town.pool.query('select 1 from consultation')).rowCount;
  const before = await count();
  expect(await give({ comments: mine, question: 'Che altro vogliamo?' })).toEqual({ hereAlready: consultationId });
  expect(await count()).toBe(before);
  const again = await take({ comments: mine, again: true });
  expect(again.consultationId).not.toBe(consultationId);
  await take({ comments: [...mine, comment('9', 'Una in più')] });
});

test('a statement that was said elsewhere may be longer than one that is written here, and is translated', async () => {
  const long = 'parola '.repeat(140).trim();
  const { phaseId, statements } = await take({ comments: [...comments.slice(0, 8), comment('8', long)] });
  expect(statements).toBe(9);
  const { rows } = await town.pool.query<{ id: string }>('select id from statement where phase_id = $1 and text = $2', [
    phaseId,
    long,
  ]);
  const staff = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  fine(await translate(staff, 'STATEMENT', rows[0]?.id ?? '', 'en', { text: 'word '.repeat(200).trim() }));
});

test('what cannot be English needs its language named; one in other letters is taken, and that is told', async () => {
  const chinese = comments.map((one) => ({ ...one, text: `我覺得應該遵守法律 ${one.id}` }));
  const asked = { comments: chinese, question: 'UberX 自用車載客' };
  await expect(give({ ...asked, language: null })).rejects.toThrow('name its language with --language');
  expect(await take({ ...asked, language: 'en' })).toMatchObject({ language: 'en', inItsLetters: false });
  const english = comments.map((one) => ({ ...one, text: `We need ${one.id} trees` }));
  expect(await take({ comments: english, language: null })).toMatchObject({ language: 'en', inItsLetters: true });
});

test.each([
  [{ organisation: 'Nessuno', again: true }, 'No organisation is called "Nessuno".'],
  [{ language: 'zh', again: true }, '"zh" is none of the languages here'],
  [{ question: 'x'.repeat(161), again: true }, 'A question has 1 to 160 characters'],
  [{ comments: [], votes: [] }, 'There is no comment that can be taken.'],
])('what cannot be taken in is said in a sentence, and nothing is kept: %j', async (changes, sentence) => {
  const count = async () => (await town.pool.query('select 1 from consultation')).rowCount;
  const before = await count();
  await expect(take(changes)).rejects.toThrow(sentence);
  expect(await count()).toBe(before);
});
