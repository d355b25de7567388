import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Participant } from '../participation/participant.entity.ts';
import { Proposal } from './proposal.entity.ts';
import type { CommentSide } from './proposals.words.ts';

const ProposalCommentSchema = defineEntity({
  name: 'ProposalComment',
  tableName: 'proposal_comment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    proposal: () => p.manyToOne(Proposal).ref(),
    /** Never told. */
    author: () => p.manyToOne(Participant).ref().nullable(),
    side: p.text().$type<CommentSide>(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    createdAt: p.datetime(),
    hiddenAt: p.datetime().nullable(),
  },
});

/** A short reason for or against a proposal. Nobody answers to it. */
export class ProposalComment extends ProposalCommentSchema.class {}
ProposalCommentSchema.setClass(ProposalComment);
