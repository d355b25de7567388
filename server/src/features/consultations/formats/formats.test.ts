import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlt, writeBlt } from './blt.ts';
import { isDebianTally, readDebianTally } from './debian-tally.ts';
import { fileText, mostBytes } from './file-text.ts';
import { FormatError } from './format-error.ts';
import { readPabulib, writePabulib } from './pabulib.ts';
import { numberConversation } from './polis-conversation.ts';
import { readPolisComments, readPolisVotes, writePolisComments, writePolisVotes } from './polis-export.ts';
import { readPointBallots, writePointBallots } from './point-ballots.ts';
import { readRankedBallots, writeRankedBallots } from './ranked-ballots.ts';

/** The line and the problem that reading ends with. */
function problem(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof FormatError) return `${error.line} ${error.code}`;
    throw error;
  }
  return 'none';
}

const blt = `# a ward
3 2   # candidates, seats
-2
4 1 3 0
2 3 - 1 0
1 0
0
"Ada \\"the first\\" Rossi"
"Bruno # Neri"
"Çelik, D."
"Ward of the market"
`;

test('BLT: comments, withdrawn candidates, quoted names, empty ballots', () => {
  expect(readBlt(blt)).toEqual({
    title: 'Ward of the market',
    seats: 2,
    candidates: ['Ada "the first" Rossi', 'Bruno # Neri', 'Çelik, D.'],
    withdrawn: [1],
    ballots: [
      { weight: 4, ranking: [0, 2] },
      { weight: 2, ranking: [2, 0] },
      { weight: 1, ranking: [] },
    ],
  });
});

test.each([
  ['', '1 ENDS_EARLY'],
  ['three 2', '1 NOT_A_NUMBER'],
  ['3 0', '1 OUT_OF_RANGE'],
  ['3 1\n-4', '2 OUT_OF_RANGE'],
  ['2 1\n1 1 2\n1 2 0\n0\n"A"\n"B"', '2 BALLOT_WITHOUT_END'],
  ['2 1\n1 3 0\n0', '2 OUT_OF_RANGE'],
  ['2 1\n1 1 1 0\n0', '2 TWICE'],
  ['2 1\n1 1=2 0\n0', '2 EQUAL_RANKS'],
  ['2 1\n1.5 1 0\n0', '2 NOT_A_NUMBER'],
  ['2 1\n1 1 0\n', '2 ENDS_EARLY'],
  ['2 1\n1 1 0\n0\n"A"\n', '4 ENDS_EARLY'],
  ['2 1\n1 1 0\n0\n"A"\n"B\n', '5 OPEN_QUOTE'],
  ['2 1\n1 1 0\n0\nA\n"B"\n', '4 UNKNOWN_LINE'],
  ['99999 1', '1 OUT_OF_RANGE'],
  ['2 1\n99999999999999 1 0\n0\n"A"\n"B"\n', '2 OUT_OF_RANGE'],
  ['2 1\n1 1 0\n0\n"A"\n"A"\n', '5 TWICE'],
])('BLT %j: %s', (text, expected) => {
  expect(problem(() => readBlt(text))).toBe(expected);
});

const name = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\s+/g, ' '));

test('BLT: what is written is read again', () => {
  const file = fc.record({
    title: name,
    seats: fc.integer({ min: 1, max: 4 }),
    candidates: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
    withdrawn: fc.subarray([0, 1, 2, 3]),
    ballots: fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 99 }), ranking: fc.shuffledSubarray([0, 1, 2, 3]) }),
    ),
  });
  fc.assert(
    fc.property(file, (one) => {
      expect(readBlt(writeBlt(one))).toEqual(one);
    }),
  );
});

test('a file is UTF-8 or ISO-8859-1, with any line ends', () => {
  expect(fileText(Buffer.from('Raphaël\r\nx\ry', 'utf8'))).toBe('Raphaël\nx\ny');
  expect(fileText(Buffer.from('Raphaël', 'latin1'))).toBe('Raphaël');
  expect(fileText(Buffer.from('\uFEFFa'))).toBe('a');
  expect(problem(() => fileText(new Uint8Array(mostBytes + 1)))).toBe('1 TOO_LARGE');
});

const pb = `META
key;value
description;"Green; and blue"
num_projects;2
num_votes;2
budget;1000.50
vote_type;approval
PROJECTS
project_id;name;cost;votes;selected
7;"A ""new"" park";600,5;2;1
8;Trees of "our" street;400;1;0
VOTES
voter_id;age;vote
a;33;7,8
b;40;7
`;

test('Pabulib: quoted fields, cents, columns found by their names', () => {
  expect(readPabulib(pb)).toMatchObject({
    meta: { description: 'Green; and blue' },
    budget: 100_050,
    unit: 100,
    projects: [
      { id: '7', name: 'A "new" park', cost: 60_050 },
      { id: '8', name: 'Trees of "our" street', cost: 40_000 },
    ],
    voters: [
      { id: 'a', vote: [0, 1] },
      { id: 'b', vote: [0] },
    ],
  });
});

test('Pabulib: what is written is read again', () => {
  const file = readPabulib(pb);
  const again = readPabulib(writePabulib(file));
  expect({ ...again, meta: {} }).toEqual({ ...file, meta: {} });
  expect(again.meta.description).toBe('Green; and blue');
});

test.each([
  ['hello', '1 UNKNOWN_LINE'],
  [pb.replace('VOTES\n', ''), '14 ENDS_EARLY'],
  [pb.slice(0, pb.indexOf('PROJECTS')), '7 ENDS_EARLY'],
  [pb.replace('budget;1000.50\n', ''), '2 MISSING_FIELD'],
  [pb.replace('1000.50', 'much'), '6 NOT_A_NUMBER'],
  [pb.replace('approval', 'ordinal'), '7 NOT_SUPPORTED'],
  [pb.replace('num_votes;2', 'num_votes;3'), '5 WRONG_LENGTH'],
  [pb.replace('8;Trees', '7;Trees'), '11 TWICE'],
  [pb.replace(';400;', ';0;'), '11 OUT_OF_RANGE'],
  [pb.replace('40;7\n', '40;9\n'), '15 UNKNOWN_NAME'],
  [pb.replace('40;7\n', '40;7,7\n'), '15 TWICE'],
  [pb.replace('b;40', 'a;40'), '15 TWICE'],
  [pb.replace('voter_id;', 'who;'), '13 MISSING_COLUMN'],
  [pb.replace('"A ""new"" park"', '"A park').replace('"our"', 'our'), '10 OPEN_QUOTE'],
])('Pabulib, malformed %#: %s', (text, expected) => {
  expect(problem(() => readPabulib(text))).toBe(expected);
});

const tally = `   Some words about the format "V: vote"
     Option 1---------->: Ada
   /  Option 2--------->: Bruno
   |/  Option 3-------->: None of the above
   |||/
V: 1-2 \t 5de2d9bdec162e7a
V: 213
`;

test('a Debian tally sheet', () => {
  expect(isDebianTally(tally)).toBe(true);
  expect(readDebianTally(tally)).toEqual({
    options: ['Ada', 'Bruno', 'None of the above'],
    ballots: [
      { weight: 1, ranks: [1, null, 2] },
      { weight: 1, ranks: [2, 1, 3] },
    ],
  });
  expect(problem(() => readDebianTally(tally.replace('V: 213', 'V: 21')))).toBe('7 WRONG_LENGTH');
  expect(problem(() => readDebianTally(tally.replace('V: 213', 'V: 2?3')))).toBe('7 NOT_A_NUMBER');
  expect(problem(() => readDebianTally(tally.replace('Option 2', 'Option 3')))).toBe('3 UNKNOWN_LINE');
  expect(problem(() => readDebianTally('V: 1'))).toBe('1 WRONG_LENGTH');
});

test('our ranked ballots', () => {
  const text = 'ballots,Park,"School, new",Road\n3,1,2,\n1,,1,1\n';
  const file = {
    options: ['Park', 'School, new', 'Road'],
    ballots: [
      { weight: 3, ranks: [1, 2, null] },
      { weight: 1, ranks: [null, 1, 1] },
    ],
  };
  expect(readRankedBallots(text)).toEqual(file);
  expect(readRankedBallots(writeRankedBallots(file))).toEqual(file);
  expect(isDebianTally(text)).toBe(false);
});

test.each([
  ['', '1 MISSING_COLUMN'],
  ['votes,A', '1 MISSING_COLUMN'],
  ['ballots', '1 NOTHING_TO_COUNT'],
  ['ballots,A,A', '1 TWICE'],
  ['ballots,A,B\n1,1', '2 WRONG_LENGTH'],
  ['ballots,A,B\n\n0,1,2', '3 OUT_OF_RANGE'],
  ['ballots,A,B\n1,1,x', '2 NOT_A_NUMBER'],
  ['ballots,A,B\n1,"1,2', '2 OPEN_QUOTE'],
  ['ballots,A,B\n1,1"1,2', '2 NOT_CSV'],
])('ranked ballots %j: %s', (text, expected) => {
  expect(problem(() => readRankedBallots(text))).toBe(expected);
});

const comments = `timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,comment-body
1726860676783,2,0,1,0,1,false,"A park,
with trees"
,10,3,0,1,-1,true,A road
`;
const votes = 'timestamp,datetime,comment-id,voter-id,vote\n5,,2,10,-1\n7,,2,9,0\n9,,2,10,1\n9,,10,9,-1\n';

test('a Polis export', () => {
  const read = readPolisComments(comments);
  expect(read.map(({ id, moderated, isMeta, text }) => [id, moderated, isMeta, text])).toEqual([
    ['2', 1, false, 'A park,\nwith trees'],
    ['10', -1, true, 'A road'],
  ]);
  const log = readPolisVotes(votes, new Set(['2', '10']));
  expect(readPolisVotes(writePolisVotes(log), new Set(['2', '10']))).toEqual(log);
  const written = writePolisComments(read, new Map([['2', { agrees: 1, disagrees: null }]]));
  expect(readPolisComments(written)).toEqual(read);
  expect(written).toContain(',2,0,1,,1,false,false,');

  const { conversation, voters, comments: ids } = numberConversation(read, log);
  expect([voters, ids]).toEqual([
    ['9', '10'],
    ['2', '10'],
  ]);
  expect(conversation.statements).toEqual([
    { isOut: false, isMeta: false },
    { isOut: true, isMeta: true },
  ]);
  expect([...(conversation.log.participant as Uint32Array)]).toEqual([1, 0, 1, 0]);
});

test.each([
  [votes.replace('9,,2,10,1', '9,,2,10,2'), '4 NOT_A_NUMBER'],
  [votes.replace('9,,10,9,-1', '9,,11,9,-1'), '5 UNKNOWN_NAME'],
  [votes.replace('7,,2,9,0', '7,,2,,0'), '3 MISSING_FIELD'],
  [votes.replace('voter-id', 'voter'), '1 MISSING_COLUMN'],
  ['', '1 MISSING_COLUMN'],
])('votes of a Polis export, malformed %#: %s', (text, expected) => {
  expect(problem(() => readPolisVotes(text, new Set(['2', '10'])))).toBe(expected);
});

test('comments of a Polis export: the line is counted through quoted line ends', () => {
  expect(problem(() => readPolisComments(comments.replace(',10,3,', ',2,3,')))).toBe('4 TWICE');
  expect(problem(() => readPolisComments(comments.replace(',-1,true', ',yes,true')))).toBe('4 NOT_A_NUMBER');
});

test('no text at all makes a reader fail otherwise than with a line', () => {
  const readers = [
    readBlt,
    readPabulib,
    readDebianTally,
    readRankedBallots,
    readPolisComments,
    (text: string) => readPolisVotes(text, new Set()),
  ];
  const fragment = fc.constantFrom(
    'META',
    'VOTES',
    'V: 1-',
    '"',
    '\n',
    ';',
    ',',
    '0',
    '-1',
    '3 2',
    'ballots,A',
    'comment-id',
    '#',
    '\\"',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fragment, { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.nat(readers.length - 1), (content, at) => {
      expect(problem(() => readers[at]!(content))).toMatch(/^(none|[1-9]\d* [A-Z_]+)$/);
    }),
    { numRuns: 500 },
  );
});

test('words that a program would take for a formula are written as words, and read as they were', () => {
  const options = ['=HYPERLINK("http://x","a")', '+1', "'=a", 'Panchine'];
  const points = writePointBallots(options, [{ receipt: 'A', points: [1, null, null, 1] }]);
  const ranks = writeRankedBallots({ options, ballots: [{ weight: 1, ranks: [1, 2, null, null] }] });
  for (const file of [points, ranks]) expect(file.split('\n')[0]).not.toMatch(/(^|,)"?[=+]/);
  expect(readPointBallots(points, 1).options).toEqual(options);
  expect(readRankedBallots(ranks).options).toEqual(options);
});
