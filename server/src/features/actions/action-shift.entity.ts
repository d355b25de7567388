import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Setting } from '../checks/index.ts';
import { Member } from '../members/index.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';

const ActionTaskSchema = defineEntity({
  name: 'ActionTask',
  tableName: 'action_task',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    action: () => p.manyToOne(SolidarityAction).ref(),
    title: p.text(),
    words: p.text().nullable(),
    setting: p.text().$type<Setting>(),
  },
});

/** A part of an action; the setting says who may take a shift of it. */
export class ActionTask extends ActionTaskSchema.class {}
ActionTaskSchema.setClass(ActionTask);

const ActionShiftSchema = defineEntity({
  name: 'ActionShift',
  tableName: 'action_shift',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    task: () => p.manyToOne(ActionTask).ref(),
    action: () => p.manyToOne(SolidarityAction).ref(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    places: p.integer(),
    placesTaken: p.integer(),
  },
});

/** A task at a time, with places. */
export class ActionShift extends ActionShiftSchema.class {
  declare placesTaken: number & Opt;

  get placesLeft(): number & Opt {
    return this.places - this.placesTaken;
  }

  /** Its length; right also in the night the clocks change. */
  get minutes(): number & Opt {
    return Math.round((this.endsAt.getTime() - this.startsAt.getTime()) / 60_000);
  }

  /** Somebody signs up. Throws SHIFT_BEGUN or PLACES_TAKEN. The row must be locked. */
  takePlace(now: Date): void {
    this.assertNotBegun(now);
    if (this.placesTaken >= this.places) throw new AppError('PLACES_TAKEN', { places: this.places });
    this.placesTaken += 1;
  }

  /** Somebody cannot come after all. Throws SHIFT_BEGUN. The row must be locked. */
  freePlace(now: Date): void {
    this.assertNotBegun(now);
    this.placesTaken -= 1;
  }

  /** Other times or places. Throws PLACES_BELOW_TAKEN when more people signed up already. The row must be locked. */
  change(wanted: { startsAt: Date; endsAt: Date; places: number }): void {
    if (wanted.places < this.placesTaken)
      throw new AppError('PLACES_BELOW_TAKEN', { taken: this.placesTaken }, 'input.places');
    this.startsAt = wanted.startsAt;
    this.endsAt = wanted.endsAt;
    this.places = wanted.places;
  }

  assertNotBegun(now: Date): void {
    if (this.startsAt <= now) throw new AppError('SHIFT_BEGUN');
  }
}
ActionShiftSchema.setClass(ActionShift);

const ShiftSignUpSchema = defineEntity({
  name: 'ShiftSignUp',
  tableName: 'shift_sign_up',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    shift: () => p.manyToOne(ActionShift).ref(),
    member: () => p.manyToOne(Member).ref(),
    createdAt: p.datetime(),
    came: p.boolean().nullable(),
    minutes: p.integer().nullable(),
  },
});

/** A person's place in a shift; afterwards, whether the person came and for how long. */
export class ShiftSignUp extends ShiftSignUpSchema.class {
  /** The organisers say how long the person was there; null: the person did not come. */
  mark(minutes: number | null): void {
    this.came = minutes !== null;
    this.minutes = minutes;
  }
}
ShiftSignUpSchema.setClass(ShiftSignUp);
