import { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
import { ActionMaterialResolver, MaterialPledgeResolver } from './action-material.resolver.ts';
import { ActionShift, ActionTask, ShiftSignUp } from './action-shift.entity.ts';
import { ActionShiftResolver, ActionTaskResolver, ShiftSignUpResolver } from './action-shift.resolver.ts';
import { actionsPersonalData } from './actions.personal-data.ts';
import { ActionResult, MeetingPoint, SolidarityAction } from './solidarity-action.entity.ts';
import {
  SolidarityActionConnectionResolver,
  SolidarityActionResolver,
  ViewerActionsResolver,
} from './solidarity-action.resolver.ts';

export { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
export { ActionShift, ActionTask, ShiftSignUp } from './action-shift.entity.ts';
export { ActionResult, MeetingPoint, SolidarityAction } from './solidarity-action.entity.ts';

export const actions = {
  name: 'actions',
  entities: [
    SolidarityAction,
    MeetingPoint,
    ActionResult,
    ActionTask,
    ActionShift,
    ShiftSignUp,
    ActionMaterial,
    MaterialPledge,
  ],
  resolvers: [
    SolidarityActionResolver,
    SolidarityActionConnectionResolver,
    ViewerActionsResolver,
    ActionTaskResolver,
    ActionShiftResolver,
    ShiftSignUpResolver,
    ActionMaterialResolver,
    MaterialPledgeResolver,
  ],
  jobs: [],
  personalData: actionsPersonalData,
};
