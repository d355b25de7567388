import { defineEntity, p, ref } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { PaperContent } from './paper-method.ts';

const PaperBatchSchema = defineEntity({
  name: 'PaperBatch',
  tableName: 'paper_batch',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    /** How many papers there are, empty ones with them; as many codes were handed in with them. */
    papers: p.integer(),
    /** On how many of them nothing stood, once it counts. */
    blank: p.integer().default(0),
    /** What stands on them, until it counts. */
    contents: p.json<PaperContent[]>().nullable(),
    /** Counts how often they were entered; a signature names what it was given for. */
    version: p.integer(),
    enteredBy: () => p.manyToOne(Member).ref().nullable(),
    enteredAt: p.datetime(),
    signedBy: () => p.manyToOne(Member).ref().nullable(),
    signedAt: p.datetime().nullable(),
  },
});

/** Papers that one person entered; they count once another has compared them with what was typed and signed. */
export class PaperBatch extends PaperBatchSchema.class {
  /** Whether it waits for a second person. */
  isOpen(): boolean {
    return this.signedAt === null || this.signedAt === undefined;
  }

  /** Enters it anew. Throws WRONG_STATE once it is signed. */
  correct(by: Member, contents: PaperContent[], now: Date): void {
    this.assertOpen();
    this.contents = contents;
    this.version += 1;
    this.enteredBy = ref(by);
    this.enteredAt = now;
  }

  /**
   * Another person, who saw `version`, answers for it; what stood on the papers counts now, and stands here no more. Throws
   * SIGN_BY_ANOTHER, and CHANGED_MEANWHILE where it was entered anew since.
   */
  sign(by: Member, version: number, now: Date): void {
    this.assertOpen();
    if (this.enteredBy?.id === by.id) throw new AppError('SIGN_BY_ANOTHER');
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version }, 'version');
    this.signedBy = ref(by);
    this.signedAt = now;
    this.contents = null;
  }

  private assertOpen(): void {
    if (!this.isOpen()) throw new AppError('WRONG_STATE', { state: 'SIGNED' });
  }
}
PaperBatchSchema.setClass(PaperBatch);
