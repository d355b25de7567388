import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlt } from '../../server/src/features/consultations/formats/blt.ts';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { readPabulib } from '../../server/src/features/consultations/formats/pabulib.ts';
import { numberConversation } from '../../server/src/features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../server/src/features/consultations/formats/polis-export.ts';
import type { BudgetElection } from '../../server/src/features/consultations/methods/equal-shares/election.ts';
import {
  drawIndex,
  seededRandom,
  shuffled,
} from '../../server/src/features/consultations/methods/lot/seeded-random.ts';
import type { Conversation } from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';
import type { StvElection } from '../../server/src/features/consultations/methods/stv/stv-election.ts';

/* Real consultations where REFERENCE_DATA names their folder, otherwise some of the same size. */

function referenceText(file: string): string | null {
  const path = join(process.env.REFERENCE_DATA ?? '', file);
  return process.env.REFERENCE_DATA && existsSync(path) ? fileText(readFileSync(path)) : null;
}

/** vTaiwan on Uber: 1,921 people, 197 statements, 48,000 votes. */
export function uberConversation(): Conversation {
  const comments = referenceText('polis/vtaiwan.uberx/comments.csv');
  const votes = referenceText('polis/vtaiwan.uberx/votes.csv');
  if (comments === null || votes === null) return conversationOf(1_921, 197, 25);
  const read = readPolisComments(comments);
  return numberConversation(read, readPolisVotes(votes, new Set(read.map(({ id }) => id)))).conversation;
}

/** Three camps, each with its own side on every statement; three votes in ten are anybody's. */
export function conversationOf(participants: number, statements: number, votesEach: number): Conversation {
  const random = seededRandom('a large conversation');
  const sides = Array.from({ length: 3 }, () =>
    Int8Array.from({ length: statements }, () => (random() < 0.5 ? 1 : -1)),
  );
  const length = participants * votesEach;
  const log = {
    participant: new Uint32Array(length),
    statement: new Uint32Array(length),
    vote: new Int8Array(length),
  };
  for (let at = 0; at < length; at++) {
    const person = Math.floor(at / votesEach);
    // Steps through the statements from a place of one's own, so that nobody votes on one twice.
    const statement = (person * 7 + (at % votesEach) * Math.floor(statements / votesEach)) % statements;
    log.participant[at] = person;
    log.statement[at] = statement;
    log.vote[at] = random() < 0.3 ? drawIndex(random, 3) - 1 : sides[person % 3]![statement]!;
  }
  return { participants, statements: Array.from({ length: statements }, () => ({ isOut: false, isMeta: false })), log };
}

/** A ward of Glasgow: 9,078 ballots, 13 candidates, 4 seats. */
export function wardElection(): StvElection {
  const text = referenceText('stv/East-Centre-2007.blt');
  if (text !== null) {
    const file = readBlt(text);
    return { ...file, candidates: file.candidates.length, seed: '' };
  }
  const random = seededRandom('a ward');
  const candidates = Array.from({ length: 13 }, (_, candidate) => candidate);
  const ballots = Array.from({ length: 9_078 }, () => ({
    weight: 1,
    ranking: shuffled(candidates, random).slice(0, 1 + drawIndex(random, 5)),
  }));
  return { candidates: 13, seats: 4, withdrawn: [], ballots, seed: '' };
}

/** The green budget of Wieliczka: 6,586 ballots, 64 projects, a million. */
export function budgetElection(): BudgetElection {
  const text = referenceText('budget/poland_wieliczka_2023.pb');
  if (text !== null) {
    const { budget, unit, projects, voters } = readPabulib(text);
    return { budget, step: unit, costs: projects.map(({ cost }) => cost), ballots: voters.map(({ vote }) => vote) };
  }
  const random = seededRandom('a budget');
  const projects = Array.from({ length: 64 }, (_, project) => project);
  return {
    budget: 1_000_000,
    step: 1,
    costs: projects.map(() => 5_000 + drawIndex(random, 95_000)),
    // Of two projects drawn, the lower number: some are known to many.
    ballots: Array.from({ length: 6_586 }, () => [
      ...new Set(Array.from({ length: 5 }, () => Math.min(drawIndex(random, 64), drawIndex(random, 64)))),
    ]),
  };
}
