import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { Organisation } from '../../organisations/index.ts';

/** Counts by what an import did. */
export interface ImportOutcome {
  NEW: number;
  CHANGED: number;
  SAME: number;
  OLDER: number;
  skipped: number;
}

const CalendarFileSchema = defineEntity({
  name: 'CalendarFile',
  tableName: 'calendar_file',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    member: () => p.manyToOne(Member).ref(),
    organisation: () => p.manyToOne(Organisation).ref(),
    name: p.text(),
    bytes: p.blob(),
    readAt: p.datetime(),
    /** How many events of each kind its import took in, and left out. */
    outcome: p.json<ImportOutcome>().nullable(),
  },
});

/** A calendar file that a member looks at before its events come in; forgotten after an hour. */
export class CalendarFile extends CalendarFileSchema.class {}
CalendarFileSchema.setClass(CalendarFile);
