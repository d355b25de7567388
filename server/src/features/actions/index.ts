import { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
import { ActionMaterialResolver, MaterialPledgeResolver } from './action-material.resolver.ts';
import { ActionShift, ActionTask, ShiftSignUp } from './action-shift.entity.ts';
import { resultSubject } from './action-result.service.ts';
import { ActionShiftResolver, ActionTaskResolver, ShiftSignUpResolver } from './action-shift.resolver.ts';
import { remindOfShifts } from './actions.jobs.ts';
import { shiftCannotCome } from './actions.link.ts';
import { actionsPersonalData } from './actions.personal-data.ts';
import { actionReportable } from './actions.reportable.ts';
import { ActionResult, MeetingPoint, SolidarityAction } from './solidarity-action.entity.ts';
import { ActionViewerResolver, ViewerActionsResolver } from './action-viewer.resolver.ts';
import {
  ActionResultResolver,
  SolidarityActionConnectionResolver,
  SolidarityActionResolver,
} from './solidarity-action.resolver.ts';
import { actionSubject } from './solidarity-action.service.ts';

export { type AgreedShift, agreedShifts } from './agreed-shifts.ts';
export { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
export { ActionShift, ActionTask, ShiftSignUp } from './action-shift.entity.ts';
export { ActionResult, MeetingPoint, SolidarityAction } from './solidarity-action.entity.ts';
export { openAction } from './solidarity-action.service.ts';

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
    ActionResultResolver,
    ActionViewerResolver,
    ViewerActionsResolver,
    ActionTaskResolver,
    ActionShiftResolver,
    ShiftSignUpResolver,
    ActionMaterialResolver,
    MaterialPledgeResolver,
  ],
  jobs: [remindOfShifts],
  linkActions: [shiftCannotCome],
  reportables: [actionReportable],
  attachmentSubjects: [actionSubject, resultSubject],
  personalData: actionsPersonalData,
};
