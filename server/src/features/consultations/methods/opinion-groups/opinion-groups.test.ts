import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawIndex, type RandomSequence, seededRandom, shuffled } from '../lot/seeded-random.ts';
import { type Conversation, findOpinionGroups } from './opinion-groups.ts';
import { publishableOpinions } from './publishable.ts';
import { minimumCell } from '../suppression/releases.ts';

type Answer = (person: number, statement: number, random: RandomSequence) => number | null;

function conversation(people: number, statements: number, answer: Answer, seed = 'a conversation'): Conversation {
  const random = seededRandom(seed);
  const entries: [number, number, number][] = [];
  for (let person = 0; person < people; person++) {
    for (let statement = 0; statement < statements; statement++) {
      const vote = answer(person, statement, random);
      if (vote !== null) entries.push([person, statement, vote]);
    }
  }
  return {
    participants: people,
    statements: Array.from({ length: statements }, () => ({ isOut: false, isMeta: false })),
    log: logOf(entries),
  };
}

const logOf = (entries: [number, number, number][]) => ({
  participant: entries.map(([person]) => person),
  statement: entries.map(([, statement]) => statement),
  vote: entries.map(([, , vote]) => vote),
});

/** Camps that take opposite sides on every statement, with a vote in five at random. */
const camps =
  (sizes: number[]): Answer =>
  (person, statement, random) => {
    let camp = 0;
    for (let first = sizes[0]!; person >= first && camp < sizes.length - 1; first += sizes[camp]!) camp++;
    const side = (statement >> camp) % 2 === 0 ? 1 : -1;
    return random() < 0.2 ? drawIndex(random, 3) - 1 : side;
  };

const noise: Answer = (_person, _statement, random) => drawIndex(random, 3) - 1;

test('two camps are two groups, and everybody is in the one of their camp', () => {
  const result = findOpinionGroups(conversation(40, 24, camps([25, 15])));
  expect(result.reason).toBe(null);
  expect(result.k).toBe(2);
  expect(new Set(result.group.slice(0, 25)).size).toBe(1);
  expect(new Set(result.group.slice(25)).size).toBe(1);
  expect(result.sizes.toSorted((a, b) => a - b)).toEqual([15, 25]);
});

test('answers at random make one group, whatever their number', () => {
  for (const [people, statements] of [
    [25, 30],
    [60, 20],
    [200, 15],
    [700, 40],
  ] as const) {
    const result = findOpinionGroups(conversation(people, statements, noise));
    expect(result, `${people} people`).toMatchObject({ k: 1, reason: 'NOT_STABLE', silhouette: 0, sizes: [people] });
  }
});

test('a few people are one group, however clearly they disagree', () => {
  const result = findOpinionGroups(conversation(12, 20, camps([6, 6])));
  expect(result).toMatchObject({ k: 1, reason: 'TOO_FEW_PEOPLE', sizes: [12] });
});

test('people who all answer the same are one group', () => {
  expect(findOpinionGroups(conversation(30, 10, () => 1))).toMatchObject({ k: 1, reason: 'ALL_ALIKE' });
});

test('an empty conversation has one empty group', () => {
  expect(findOpinionGroups(conversation(0, 0, noise))).toMatchObject({ k: 1, sizes: [0], reason: 'TOO_FEW_PEOPLE' });
  expect(publishableOpinions(findOpinionGroups(conversation(3, 4, noise))).groups).toEqual([]);
});

test('who answered too little is in no group once fifteen have come', () => {
  const result = findOpinionGroups(
    conversation(40, 20, (person, statement, random) =>
      person === 30 && statement > 4 ? null : camps([20, 20])(person, statement, random),
    ),
  );
  expect(result.group[30]).toBe(-1);
  expect(result.sizes.reduce((sum, size) => sum + size)).toBe(39);
});

test('a statement that was moderated out, or is about the person, moves nobody', () => {
  const base = conversation(40, 24, camps([20, 20]));
  const statements = base.statements.map((one, at) => ({ isOut: at === 3, isMeta: at === 5 || one.isMeta }));
  const result = findOpinionGroups({ ...base, statements });
  expect([result.plane.centre[3], result.plane.centre[5]]).toEqual([0, 0]);
  expect(result.plane.components.map((loading) => Math.abs(loading[3]!) + Math.abs(loading[5]!))).toEqual([0, 0]);
  expect(result.votes[0]!.seen[3], 'its votes are still counted').toBeGreaterThan(0);
});

test('the order in which people voted changes nothing', () => {
  const { log, ...base } = conversation(45, 16, (person, statement, random) =>
    random() < 0.4 ? null : camps([25, 20])(person, statement, random),
  );
  const entries = Array.from(log.vote, (vote, at): [number, number, number] => [
    log.participant[at]!,
    log.statement[at]!,
    vote,
  ]);
  const expected = findOpinionGroups({ ...base, log });
  fc.assert(
    fc.property(fc.string(), (seed) => {
      expect(findOpinionGroups({ ...base, log: logOf(shuffled(entries, seededRandom(seed))) })).toEqual(expected);
    }),
    { numRuns: 5 },
  );
});

test('of several votes of a person on a statement the last counts', () => {
  const base = conversation(30, 10, camps([15, 15]));
  const earlier = { participant: [0, 0, 7], statement: [1, 1, 2], vote: [-1, 0, 0] };
  const log = {
    participant: [...earlier.participant, ...Array.from(base.log.participant)],
    statement: [...earlier.statement, ...Array.from(base.log.statement)],
    vote: [...earlier.vote, ...Array.from(base.log.vote)],
  };
  expect(findOpinionGroups({ ...base, log })).toEqual(findOpinionGroups(base));
});

test('a vote that is none, or for a statement that is not there, is refused', () => {
  const base = conversation(2, 2, noise);
  const withVote = (participant: number, statement: number, vote: number) => () =>
    findOpinionGroups({ ...base, log: logOf([[participant, statement, vote]]) });
  expect(withVote(0, 0, 2)).toThrow(RangeError);
  expect(withVote(2, 0, 1)).toThrow(RangeError);
  expect(withVote(0, 0.5, 1)).toThrow(RangeError);
});

test('a group of three joins the nearest group before anything is published', () => {
  const found = findOpinionGroups(conversation(43, 40, camps([20, 20, 3])));
  const result = {
    ...found,
    k: 3,
    sizes: [20, 20, 3],
    centres: { x: Float64Array.of(-3, 3, 2), y: Float64Array.of(0, 0, 1) },
  };
  result.group = Int32Array.from({ length: 43 }, (_, person) => (person < 20 ? 0 : person < 40 ? 1 : 2));
  const published = publishableOpinions(result);
  expect(published.groups.map((group) => group.size)).toEqual([20, 23]);
  for (const { votes } of published.statements) {
    const counts = [...votes.cells.flat(), ...votes.rowTotals, ...votes.columnTotals, votes.total];
    expect(counts.every((count) => count === null || count === 0 || count >= minimumCell)).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(published))).toEqual(published);
});

test('a consensus is published only beside the counts it is made of', () => {
  const agreed = publishableOpinions(findOpinionGroups(conversation(30, 8, () => 1)));
  expect(agreed.statements[0]).toEqual({
    votes: { cells: [[30, 0, 0]], rowTotals: [30], columnTotals: [30, 0, 0], total: 30 },
    groupInformedConsensus: 31 / 32,
  });
  const nearly = publishableOpinions(findOpinionGroups(conversation(30, 8, (person) => (person < 2 ? -1 : 1))));
  expect(nearly.statements[0]!.groupInformedConsensus).toBe(null);
});

test('a statement that few answered is named for no side, and nobody is counted beside those few', () => {
  const people = 24;
  const published = publishableOpinions(
    findOpinionGroups(
      // Two people answered the last statement, and both agree.
      conversation(people, 9, (person, statement, random) =>
        statement < 8 ? camps([12, 12])(person, statement, random) : person === 0 || person === 13 ? 1 : null,
      ),
    ),
  );
  const { votes } = published.statements[8]!;
  expect(votes.total).toBeNull();
  expect(votes.cells.flat().filter((count) => count !== null)).toEqual([]);
  expect(votes.columnTotals.filter((count) => count !== null)).toEqual([]);
  expect([...published.consensus.agree, ...published.consensus.disagree]).not.toContain(8);
  const named = published.groups.flatMap(({ representative }) => representative);
  expect(named.map(({ statement }) => statement)).not.toContain(8);
  expect(named.length, 'what many answered is still named').toBeGreaterThan(0);
});

/** The first fifteen answer everything, and so do as many others; the rest only the first statements. */
const partly =
  (answerAll: number, answer: Answer): Answer =>
  (person, statement, random) =>
    person < answerAll || statement < 6 ? answer(person, statement, random) : null;

test('where there are no groups everybody who answered is counted, not only who could be placed in one', () => {
  // Thirty-one people, eight statements; sixteen of them answered six, and disagree with the first.
  const published = publishableOpinions(
    findOpinionGroups(
      conversation(
        31,
        8,
        partly(15, (person, statement) => (statement === 0 ? (person < 15 ? 1 : -1) : 1)),
      ),
    ),
  );
  expect(published).toMatchObject({ reason: 'TOO_FEW_PEOPLE', people: 31, placed: 15, groups: [{ size: 31 }] });
  expect(published.statements[0]!.votes).toEqual({
    cells: [[15, 16, 0]],
    rowTotals: [31],
    columnTotals: [15, 16, 0],
    total: 31,
  });
  expect(published.statements[7]!.votes.total, 'the last was answered by fifteen').toBe(15);
  expect(published.consensus.agree).toContain(1);
});

test('people in no group have a row of their own, and the total counts them', () => {
  const result = findOpinionGroups(conversation(52, 24, partly(40, camps([20, 32]))));
  const published = publishableOpinions(result);
  expect(published).toMatchObject({ reason: null, people: 52, placed: 40 });
  expect(published.groups.map(({ size }) => size).reduce((sum, size) => sum + size)).toBe(40);
  const { votes } = published.statements[0]!;
  expect(votes.cells).toHaveLength(3);
  expect(votes.total).toBe(52);
});

test('fewer than five people in no group join the nearest, so that nobody can subtract them', () => {
  const result = findOpinionGroups(conversation(43, 24, partly(40, camps([20, 23]))));
  expect(result.group.filter((group) => group < 0)).toHaveLength(3);
  const published = publishableOpinions(result);
  expect(published).toMatchObject({ people: 43, placed: 43 });
  expect(published.groups.map(({ size }) => size).toSorted()).toEqual([20, 23]);
  expect(published.statements[0]!.votes.cells).toHaveLength(2);
});

test('that people are too few is not said where it would tell how few were left out', () => {
  const published = publishableOpinions(findOpinionGroups(conversation(22, 24, partly(19, camps([11, 11])))));
  expect(published).toMatchObject({ people: 22, placed: 22, reason: 'NOT_STABLE' });
});

test('whoever adds and subtracts all that is published learns nothing of few people, in groups or in none', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 14 }),
      fc.double({ min: 0, max: 0.6, noNaN: true }),
      (seed, others, silent) => {
        const result = findOpinionGroups(
          conversation(
            40 + others,
            14,
            (person, statement, random) => {
              const vote = camps([22, 18])(person % 40, statement, random);
              if (person >= 40) return statement < 5 && random() > silent ? vote : null;
              return statement > 7 && random() < silent ? null : vote;
            },
            seed,
          ),
        );
        const { everybody } = result;
        const { statements, groups, people, placed } = publishableOpinions(result);
        expect(people - placed === 0 || people - placed >= minimumCell).toBe(true);
        for (const [at, { votes }] of statements.entries()) {
          const [agree, disagree, seen] = [everybody.agree[at]!, everybody.disagree[at]!, everybody.seen[at]!];
          const all = [agree, disagree, seen - agree - disagree];
          const shown = [...votes.cells.flat(), ...votes.rowTotals, ...votes.columnTotals, votes.total];
          expect(shown.every((count) => count === null || count === 0 || count >= minimumCell)).toBe(true);
          // What a reader has by subtraction: everybody less the groups.
          votes.columnTotals.forEach((total, answer) => {
            const own = votes.cells.slice(0, groups.length).map((cells) => cells[answer]!);
            if (total === null || own.includes(null as never)) return;
            expect(total).toBe(all[answer]);
            const rest = total - own.reduce((sum, count) => sum + count, 0);
            expect(rest === 0 || rest >= minimumCell, `${rest} people of ${total}`).toBe(true);
          });
        }
      },
    ),
    { numRuns: 25 },
  );
});
