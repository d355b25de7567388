import { defineEntity, p, ref } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { Choices } from '../votes/choices.ts';

const PaperBatchSchema = defineEntity({
  name: 'PaperBatch',
  tableName: 'paper_batch',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    /** How many papers there are, empty ones with them; as many codes were handed in with them. */
    papers: p.integer(),
    /** What stands on them, until they are in the box. */
    ballots: p.json<Choices[]>().nullable(),
    enteredBy: () => p.manyToOne(Member).ref().nullable(),
    enteredAt: p.datetime(),
    signedBy: () => p.manyToOne(Member).ref().nullable(),
    signedAt: p.datetime().nullable(),
  },
});

/** Ballots on paper that one person entered; they count once another has compared them with the papers and signed. */
export class PaperBatch extends PaperBatchSchema.class {
  /** Whether it waits for a second person. */
  isOpen(): boolean {
    return this.signedAt === null || this.signedAt === undefined;
  }

  /** Enters it anew. Throws WRONG_STATE once it is signed. */
  correct(by: Member, ballots: Choices[], now: Date): void {
    this.assertOpen();
    this.ballots = ballots;
    this.enteredBy = ref(by);
    this.enteredAt = now;
  }

  /** Another person answers for it; what stood on the papers is in the box now, and here no more. Throws SIGN_BY_ANOTHER. */
  sign(by: Member, now: Date): void {
    this.assertOpen();
    if (this.enteredBy?.id === by.id) throw new AppError('SIGN_BY_ANOTHER');
    this.signedBy = ref(by);
    this.signedAt = now;
    this.ballots = null;
  }

  private assertOpen(): void {
    if (!this.isOpen()) throw new AppError('WRONG_STATE', { state: 'SIGNED' });
  }
}
PaperBatchSchema.setClass(PaperBatch);
