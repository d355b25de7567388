import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { EventDate, EventSeats } from '../event-date.entity.ts';
import { Guest } from './guest.entity.ts';
import { activeStates, type RegistrationState, seatedStates } from './registrations.words.ts';

const RegistrationSchema = defineEntity({
  name: 'Registration',
  tableName: 'registration',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    seats: () => p.manyToOne(EventSeats).ref(),
    /** The date at which it was made; with one registration for a series, the first that the person comes to. */
    date: () => p.manyToOne(EventDate).ref(),
    member: () => p.manyToOne(Member).ref().nullable(),
    guest: () => p.manyToOne(Guest).ref().nullable(),
    contactHash: p.text().nullable(),
    state: p.text().$type<RegistrationState>(),
    adults: p.integer(),
    children: p.integer(),
    answers: p.json<Record<string, string>>(),
    /** What stands in the QR code. */
    code: p.text(),
    /** Drawn at registration: who waits for a lottery comes in this order. */
    lot: p.integer(),
    createdAt: p.datetime(),
    confirmedAt: p.datetime().nullable(),
    heldUntil: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
});

/** Places at an event for a person and who comes along. Its seats must be locked before it changes. */
export class Registration extends RegistrationSchema.class {
  get people(): number & Opt {
    return this.adults + this.children;
  }

  /** Whether it counts against the places. */
  get hasSeats(): boolean & Opt {
    return seatedStates.some((state) => state === this.state);
  }

  /** Whether it is neither cancelled nor expired. */
  get isActive(): boolean & Opt {
    return activeStates.some((state) => state === this.state);
  }

  /** The guest has the contact that was given, and from now on the places, or a turn on the waiting list. */
  confirm(state: 'CONFIRMED' | 'WAITING', now: Date): void {
    this.assertState('UNCONFIRMED');
    this.state = state;
    this.confirmedAt = now;
    this.heldUntil = null;
  }

  /** A place is kept for one who waits. */
  offer(until: Date): void {
    this.assertState('WAITING');
    this.state = 'OFFERED';
    this.heldUntil = until;
  }

  /** The person takes the place that is kept. Throws WRONG_STATE where it is kept no longer. */
  accept(now: Date): void {
    this.assertState('OFFERED');
    if (this.heldUntil && this.heldUntil <= now) throw new AppError('WRONG_STATE', { state: 'EXPIRED' });
    this.state = 'CONFIRMED';
    this.confirmedAt ??= now;
    this.heldUntil = null;
  }

  /** It counts no longer: the person cannot come, or did not answer in time. */
  end(state: 'CANCELLED' | 'EXPIRED', now: Date): void {
    this.assertState(...activeStates);
    this.state = state;
    this.heldUntil = null;
    this.endedAt = now;
  }

  /** Throws WRONG_STATE unless it stands in one of these states. */
  assertState(...allowed: RegistrationState[]): void {
    if (!allowed.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
  }
}
RegistrationSchema.setClass(Registration);
