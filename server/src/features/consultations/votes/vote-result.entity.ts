import { defineEntity, p } from '@mikro-orm/core';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { CountedVote } from './counting.ts';

const VoteResultSchema = defineEntity({
  name: 'VoteResult',
  tableName: 'vote_result',
  properties: {
    phase: () => p.oneToOne(ConsultationPhase).ref().primary(),
    countedAt: p.datetime(),
    ballots: p.integer(),
    /** How many handed in a paper on which nothing stood. */
    blank: p.integer().default(0),
    /** What the lot was drawn from. */
    seed: p.text(),
    /** None: too few voted for anything to be told. */
    result: p.json<CountedVote>().nullable(),
  },
});

/** What came out of a vote; counted once, after its end. */
export class VoteResult extends VoteResultSchema.class {}
VoteResultSchema.setClass(VoteResult);
