import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { Organisation } from '../organisations/index.ts';

export const consentManners = ['SPOKEN', 'WRITTEN'] as const;
export type ConsentManner = (typeof consentManners)[number];

const ConsentSchema = defineEntity({
  name: 'Consent',
  tableName: 'consent',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    member: () => p.manyToOne(Member).ref(),
    takenBy: () => p.manyToOne(Member).ref(),
    /** In whose name; null: the town's access point. */
    organisation: () => p.manyToOne(Organisation).ref().nullable(),
    manner: p.text().$type<ConsentManner>(),
    givenAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
  },
});

/** A person said that staff may ask for help and answer in their place. */
export class Consent extends ConsentSchema.class {
  withdraw(now: Date): void {
    if (this.withdrawnAt) throw new AppError('WRONG_STATE', { state: 'WITHDRAWN' });
    this.withdrawnAt = now;
  }
}
ConsentSchema.setClass(Consent);
