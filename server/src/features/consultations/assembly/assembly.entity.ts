import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { EventDate } from '../../events/index.ts';
import { Member } from '../../members/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import { Participant } from '../participation/participant.entity.ts';
import type { RejectReason } from '../consultations.words.ts';
import type { ItemState } from './assembly.words.ts';

const AssemblySchema = defineEntity({
  name: 'Assembly',
  tableName: 'assembly',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.oneToOne(ConsultationPhase).ref(),
    date: () => p.manyToOne(EventDate).ref().nullable(),
    version: p.integer(),
    signedAt: p.datetime().nullable(),
  },
});

/** People meet about a question; the minutes are signed by two, and stay as they are from then on. */
export class Assembly extends AssemblySchema.class {
  /** A change by staff who saw `version`. WRONG_STATE once the minutes are signed, CHANGED_MEANWHILE where somebody else changed it. */
  changeFrom(version: number): void {
    this.assertOpen();
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version }, 'version');
    this.version += 1;
  }

  /** Both have signed. */
  close(now: Date): void {
    this.assertOpen();
    this.signedAt = now;
  }

  /** Throws WRONG_STATE once the minutes are signed. */
  assertOpen(): void {
    if (this.signedAt) throw new AppError('WRONG_STATE', { state: 'SIGNED' });
  }
}
AssemblySchema.setClass(Assembly);

const AgendaItemSchema = defineEntity({
  name: 'AgendaItem',
  tableName: 'agenda_item',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    assembly: () => p.manyToOne(Assembly).ref(),
    position: p.integer(),
    title: p.text(),
    language: p.text().$type<Locale>(),
    /** How long it is planned to take. */
    minutes: p.integer().nullable(),
    state: p.text().$type<ItemState>(),
    /** What was said and decided. */
    record: p.text(),
    recordLanguage: p.text().$type<Locale>(),
  },
});

/** Something that an assembly talks about. */
export class AgendaItem extends AgendaItemSchema.class {}
AgendaItemSchema.setClass(AgendaItem);

const ShowOfHandsSchema = defineEntity({
  name: 'ShowOfHands',
  tableName: 'show_of_hands',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    item: () => p.manyToOne(AgendaItem).ref(),
    inFavour: p.integer(),
    against: p.integer(),
    abstained: p.integer(),
    notedBy: () => p.manyToOne(Member).ref().nullable(),
    notedAt: p.datetime(),
  },
});

/** Hands that staff counted; a correction is another row, and the newest counts. */
export class ShowOfHands extends ShowOfHandsSchema.class {}
ShowOfHandsSchema.setClass(ShowOfHands);

const AssemblyQuestionSchema = defineEntity({
  name: 'AssemblyQuestion',
  tableName: 'assembly_question',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    assembly: () => p.manyToOne(Assembly).ref(),
    /** Never told. */
    author: () => p.manyToOne(Participant).ref().nullable(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    createdAt: p.datetime(),
    /** By those who run the assembly, who still see it. */
    hiddenAt: p.datetime().nullable(),
    /** Why, where they said so; the author reads it. */
    hiddenReason: p.text().$type<RejectReason>().nullable(),
    /** By moderators: for nobody any more. */
    takenDownAt: p.datetime().nullable(),
  },
});

/** What somebody who takes part asks the assembly. */
export class AssemblyQuestion extends AssemblyQuestionSchema.class {}
AssemblyQuestionSchema.setClass(AssemblyQuestion);
