import { defineEntity, p } from '@mikro-orm/core';
import type { AnswerValue } from '../consultations.words.ts';
import { Participant } from '../participation/participant.entity.ts';
import { Statement } from './statement.entity.ts';

const StatementVoteSchema = defineEntity({
  name: 'StatementVote',
  tableName: 'statement_vote',
  properties: {
    statement: () => p.manyToOne(Statement).ref().primary(),
    participant: () => p.manyToOne(Participant).ref().primary(),
    value: p.text().$type<AnswerValue>(),
  },
});

/** What a participant says to a statement; it may be changed while the step is open. When it was said is not kept. */
export class StatementVote extends StatementVoteSchema.class {}
StatementVoteSchema.setClass(StatementVote);
