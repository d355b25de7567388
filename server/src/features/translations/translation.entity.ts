import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import type { KeptTranslationState } from './translation.words.ts';

const TranslationSchema = defineEntity({
  name: 'Translation',
  tableName: 'translation',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    subjectKind: p.text(),
    subjectId: p.uuid(),
    field: p.text(),
    locale: p.text().$type<Locale>(),
    state: p.text().$type<KeptTranslationState>(),
    words: p.text(),
    sourceHash: p.text(),
    author: () => p.manyToOne(Member).ref().nullable(),
    updatedAt: p.datetime(),
  },
});

/** A field of something in another language, and a mark of the source it was made from. */
export class Translation extends TranslationSchema.class {}
TranslationSchema.setClass(Translation);
