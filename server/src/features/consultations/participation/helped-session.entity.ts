import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { Consultation } from '../consultation.entity.ts';
import { most } from '../consultations.words.ts';
import { Participant } from './participant.entity.ts';

const HelpedSessionSchema = defineEntity({
  name: 'HelpedSession',
  tableName: 'helped_session',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    consultation: () => p.manyToOne(Consultation).ref(),
    helper: () => p.manyToOne(Member).ref().nullable(),
    participant: () => p.manyToOne(Participant).ref().nullable(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    /** How many answers were given in it. */
    answers: p.integer(),
  },
});

/** A helper sat beside somebody who took part. What stays is who helped, when and how much: not whom, nor what was answered. */
export class HelpedSession extends HelpedSessionSchema.class {
  /** Whether answers may still be given in it at an instant. */
  isOpenAt(now: Date): boolean {
    return !this.endedAt && now.getTime() < this.startedAt.getTime() + most.helpHours * 3_600_000;
  }

  /** It is over: nothing leads from it to the person any more. */
  end(now: Date): void {
    this.endedAt ??= now;
    this.participant = null;
  }
}
HelpedSessionSchema.setClass(HelpedSession);
