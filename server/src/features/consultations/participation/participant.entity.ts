import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { Consultation } from '../consultation.entity.ts';
import { ParticipationCode } from './participation-code.entity.ts';

const ParticipantSchema = defineEntity({
  name: 'Participant',
  tableName: 'participant',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    consultation: () => p.manyToOne(Consultation).ref(),
    member: () => p.manyToOne(Member).ref().nullable(),
    code: () => p.manyToOne(ParticipationCode).ref().nullable(),
  },
});

/** Somebody who takes part in one consultation; answers belong to this row and to no name. Neither: the member has left. */
export class Participant extends ParticipantSchema.class {}
ParticipantSchema.setClass(Participant);
