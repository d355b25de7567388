import { Block } from './block.entity.ts';
import {
  CaseReportResolver,
  ModerationCaseResolver,
  ModerationDecisionResolver,
  ViewerModerationResolver,
} from './case.resolver.ts';
import { memberReportable } from './member.reportable.ts';
import { ModerationCase, Report } from './moderation-case.entity.ts';
import { moderationPersonalData } from './moderation.personal-data.ts';
import { BlockResolver, ReportResolver } from './report.resolver.ts';

export { assertNeitherBlocked, assertNotBlocked, findBlocked, hasBlocks } from './blocks.service.ts';
export { notBlocked, notBlockedWith } from './not-blocked.query.ts';
export { fileComplaint } from './report.service.ts';

export const moderation = {
  name: 'moderation',
  entities: [Block, ModerationCase, Report],
  resolvers: [
    ReportResolver,
    BlockResolver,
    ModerationCaseResolver,
    CaseReportResolver,
    ModerationDecisionResolver,
    ViewerModerationResolver,
  ],
  reportables: [memberReportable],
  personalData: moderationPersonalData,
};
