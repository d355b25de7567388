import { readReference } from './reference-data.ts';
import type { Conversation } from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';

/** What the reference implementation of Polis made of a conversation; agree is -1, statements by their number. */
export interface PolisMath {
  pca: {
    center: number[];
    comps: [number[], number[]];
    'comment-projection': [number[], number[]];
    'comment-extremity': number[];
  };
  'in-conv': number[];
  'mod-out': number[];
  'meta-tids': number[];
  tids: number[];
  'base-clusters': { id: number[]; members: number[][]; x: number[]; y: number[]; count: number[] };
  'group-clusters': { id: number; members: number[]; center: [number, number] }[];
  'group-votes': Record<string, { votes: Record<string, { A: number; D: number; S: number }> }>;
  'group-aware-consensus': Record<string, number>;
  'comment-priorities': Record<string, number>;
  consensus: Record<'agree' | 'disagree', PolisRow[]>;
  repness: Record<string, (PolisRow & PolisRepness)[]>;
}

interface PolisRow {
  tid: number;
  'n-success': number;
  'n-trials': number;
  'p-success': number;
  'p-test': number;
}

interface PolisRepness {
  repness: number;
  'repness-test': number;
  'repful-for': 'agree' | 'disagree';
  'best-agree'?: boolean;
}

export interface PolisFixture {
  math: PolisMath;
  conversation: Conversation;
  /** Number of each participant there, by place here. */
  participants: number[];
}

type VoteRow = { vote: number } & ({ pid: number; tid: number } | { participant_id: number; statement_id: number });

/** A conversation with its votes (agree is 1) and the complete official result. */
export function readPolisFixture(name: string): PolisFixture {
  const read = (file: string) => JSON.parse(readReference(`polis/fixtures/${name}/${file}`).toString()) as unknown;
  const math = read('math-pca2.json') as PolisMath;
  const rows = (read('votes.json') as VoteRow[]).map((row) =>
    'pid' in row
      ? { participant: row.pid, statement: row.tid, vote: row.vote }
      : { participant: row.participant_id, statement: row.statement_id, vote: row.vote },
  );
  const participants = [...new Set(rows.map((row) => row.participant))].sort((a, b) => a - b);
  const place = new Map(participants.map((participant, at) => [participant, at]));
  return {
    math,
    participants,
    conversation: {
      participants: participants.length,
      statements: math.tids.map((id) => ({
        isOut: math['mod-out'].includes(id),
        isMeta: math['meta-tids'].includes(id),
      })),
      log: {
        participant: rows.map((row) => place.get(row.participant)!),
        statement: rows.map((row) => row.statement),
        vote: rows.map((row) => row.vote),
      },
    },
  };
}
