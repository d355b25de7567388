import { defineEntity, p } from '@mikro-orm/core';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { ReleasedOpinions } from '../methods/opinion-groups/released-opinions.ts';

const OpinionReleaseSchema = defineEntity({
  name: 'OpinionRelease',
  tableName: 'opinion_release',
  properties: {
    phase: () => p.oneToOne(ConsultationPhase).ref().primary(),
    releasedAt: p.datetime(),
    opinions: p.json<ReleasedOpinions>(),
  },
});

/**
 * What came out of a step with statements. There is one, when the step has ended: between two, somebody could read off what
 * the few who came in between have said.
 */
export class OpinionRelease extends OpinionReleaseSchema.class {}
OpinionReleaseSchema.setClass(OpinionRelease);
