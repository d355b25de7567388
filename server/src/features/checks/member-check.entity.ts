import { defineEntity, p, type Ref } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { Organisation } from '../organisations/index.ts';
import type { CheckKind } from './check.words.ts';

const MemberCheckSchema = defineEntity({
  name: 'MemberCheck',
  tableName: 'member_check',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    member: () => p.manyToOne(Member).ref(),
    kind: p.text().$type<CheckKind>(),
    /** Who stands for it; null: the town's access point. */
    organisation: () => p.manyToOne(Organisation).ref().nullable(),
    recordedBy: () => p.manyToOne(Member).ref(),
    recordedAt: p.datetime(),
    validUntil: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedBy: () => p.manyToOne(Member).ref().nullable(),
  },
});

/** Staff have seen or vouch for something about a member. What was seen, never a number or a copy of a document. */
export class MemberCheck extends MemberCheckSchema.class {
  /** Takes it back; throws WRONG_STATE if that was done before. */
  revoke(by: Ref<Member>, now: Date): void {
    if (this.revokedAt) throw new AppError('WRONG_STATE', { state: 'REVOKED' });
    this.revokedAt = now;
    this.revokedBy = by;
  }
}
MemberCheckSchema.setClass(MemberCheck);
