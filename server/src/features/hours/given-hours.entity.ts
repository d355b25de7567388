import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';

export const hourSources = ['MATCH', 'SHIFT', 'SUPPORT'] as const;
export type HourSource = (typeof hourSources)[number];

const GivenHoursSchema = defineEntity({
  name: 'GivenHours',
  tableName: 'given_hours',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** Null once the giver has left: the neighbourhood's sum stays. */
    member: () => p.manyToOne(Member).ref().nullable(),
    zone: () => p.manyToOne(Zone).ref(),
    minutes: p.integer(),
    source: p.text().$type<HourSource>(),
    sourceId: p.uuid(),
    givenAt: p.datetime(),
  },
});

/** Time that somebody gave, once per match or shift. */
export class GivenHours extends GivenHoursSchema.class {}
GivenHoursSchema.setClass(GivenHours);
