import { defineEntity, p } from '@mikro-orm/core';
import { Member } from '../members/index.ts';
import type { ReachKind } from './notification.words.ts';

const NoticeChoiceSchema = defineEntity({
  name: 'NoticeChoice',
  tableName: 'notice_choice',
  properties: {
    member: () => p.manyToOne(Member).ref().primary(),
    without: p.array().$type<ReachKind[]>(),
  },
});

/** By which channels a member does not want to be told; a channel that comes later is used until the member says no to it. */
export class NoticeChoice extends NoticeChoiceSchema.class {}
NoticeChoiceSchema.setClass(NoticeChoice);
