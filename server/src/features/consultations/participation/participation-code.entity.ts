import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { Consultation } from '../consultation.entity.ts';

const CodeSheetSchema = defineEntity({
  name: 'CodeSheet',
  tableName: 'code_sheet',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    consultation: () => p.manyToOne(Consultation).ref(),
    madeBy: () => p.manyToOne(Member).ref().nullable(),
    codes: p.integer(),
    createdAt: p.datetime(),
  },
});

/** Codes that were printed together. */
export class CodeSheet extends CodeSheetSchema.class {}
CodeSheetSchema.setClass(CodeSheet);

const ParticipationCodeSchema = defineEntity({
  name: 'ParticipationCode',
  tableName: 'participation_code',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    sheet: () => p.manyToOne(CodeSheet).ref(),
    consultation: () => p.manyToOne(Consultation).ref(),
    /** The code itself was told once, on paper. */
    hash: p.text(),
    usedAt: p.datetime().nullable(),
    /** Whether it was first used beside a helper; only then may a helper use it again. */
    usedBeside: p.boolean(),
  },
});

/** What lets one person without an account take part, once. */
export class ParticipationCode extends ParticipationCodeSchema.class {}
ParticipationCodeSchema.setClass(ParticipationCode);
