import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { Organisation } from '../../organisations/index.ts';

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
  },
});

/** A calendar file that a member looks at before its events come in; forgotten after an hour. */
export class CalendarFile extends CalendarFileSchema.class {}
CalendarFileSchema.setClass(CalendarFile);
