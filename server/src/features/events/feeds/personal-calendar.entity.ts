import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { Member } from '../../members/index.ts';

const PersonalCalendarSchema = defineEntity({
  name: 'PersonalCalendar',
  tableName: 'personal_calendar',
  properties: {
    member: () => p.manyToOne(Member).ref().primary(),
    tokenHash: p.text(),
    createdAt: p.datetime(),
  },
});

/** A member's own calendar, whose address is a secret; only a hash of it is kept. */
export class PersonalCalendar extends PersonalCalendarSchema.class {
  /** Another address takes the place of the one before, which opens nothing any more. */
  replace(token: string, now: Date): void {
    this.tokenHash = hashOf(token);
    this.createdAt = now;
  }
}
PersonalCalendarSchema.setClass(PersonalCalendar);

/** Under which a secret of 256 random bits is kept and found. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
