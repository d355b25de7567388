import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';

const ActionMaterialSchema = defineEntity({
  name: 'ActionMaterial',
  tableName: 'action_material',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    action: () => p.manyToOne(SolidarityAction).ref(),
    what: p.text(),
    needed: p.integer(),
    pledged: p.integer(),
  },
});

/** Something an action needs, and how much of it people bring. */
export class ActionMaterial extends ActionMaterialSchema.class {
  declare pledged: number & Opt;

  get left(): number & Opt {
    return this.needed - this.pledged;
  }

  /** A person brings `now` pieces instead of `before`. Throws TOO_MUCH beyond what is needed. The row must be locked. */
  pledge(before: number, now: number): void {
    const left = this.left + before;
    if (now > left) throw new AppError('TOO_MUCH', { left }, 'quantity');
    this.pledged += now - before;
  }

  /** Another name or number. Throws PLEDGED_ALREADY when people bring more than that. The row must be locked. */
  need(what: string, needed: number): void {
    if (needed < this.pledged) throw new AppError('PLEDGED_ALREADY', { pledged: this.pledged }, 'input.needed');
    this.what = what;
    this.needed = needed;
  }
}
ActionMaterialSchema.setClass(ActionMaterial);

const MaterialPledgeSchema = defineEntity({
  name: 'MaterialPledge',
  tableName: 'material_pledge',
  properties: {
    material: () => p.manyToOne(ActionMaterial).ref().primary(),
    member: () => p.manyToOne(Member).ref().primary(),
    quantity: p.integer(),
  },
});

/** What one person brings. */
export class MaterialPledge extends MaterialPledgeSchema.class {}
MaterialPledgeSchema.setClass(MaterialPledge);
