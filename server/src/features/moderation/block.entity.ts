import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';

const BlockSchema = defineEntity({
  name: 'Block',
  tableName: 'member_block',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    blocker: () => p.manyToOne(Member).ref(),
    blocked: () => p.manyToOne(Member).ref(),
    createdAt: p.datetime(),
  },
});

/** A member wants nothing to do with another. It holds in both directions, and the other is not told. */
export class Block extends BlockSchema.class {}
BlockSchema.setClass(Block);
