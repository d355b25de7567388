import { defineEntity, p, ref } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { type AttachmentKind, variantsOf } from './attachment.words.ts';

const AttachmentSchema = defineEntity({
  name: 'Attachment',
  tableName: 'attachment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    owner: () => p.manyToOne(Member).ref().nullable(),
    key: p.uuid(),
    inputHash: p.text(),
    kind: p.text().$type<AttachmentKind>(),
    mime: p.text(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    seconds: p.float().nullable(),
    bytes: p.integer(),
    alt: p.text().nullable(),
    /** Of a document that is part of something. */
    title: p.text().nullable(),
    language: p.text().$type<Locale>().nullable(),
    subjectKind: p.text().nullable(),
    subjectId: p.uuid().nullable(),
    createdAt: p.datetime(),
    storedAt: p.datetime().nullable(),
    removedAt: p.datetime().nullable(),
  },
});

/** What a document is called, and in which language it is. */
export interface DocumentTitle {
  title: string;
  language: Locale;
}

export interface AttachedTo {
  subjectKind: string;
  subjectId: string;
  owner: Member;
  /** For documents, and only for them. */
  titled?: DocumentTitle | undefined;
}

/** A photo, a voice note or a document of its owner: uploaded -> attached to a subject -> removed. Its bytes never change. */
export class Attachment extends AttachmentSchema.class {
  /** Makes it part of a subject; who may see that sees it from now on. The row must be locked. */
  attachTo({ subjectKind, subjectId, owner, titled }: AttachedTo): void {
    this.subjectKind = subjectKind;
    this.subjectId = subjectId;
    this.owner = ref(owner);
    this.title = titled?.title ?? null;
    this.language = titled?.language ?? null;
  }

  /** Nobody reads it any more; a job removes bytes and row. */
  remove(now: Date): void {
    this.removedAt ??= now;
  }
}
AttachmentSchema.setClass(Attachment);

/** Where the bytes of a variant lie: made of the id alone, spread over 256 folders. */
export const storageKey = (id: string, variant: string): string => `${id.slice(-2)}/${id}-${variant}`;

/** Everything that lies in the storage for an attachment. */
export const storageKeys = ({ id, kind }: { id: string; kind: AttachmentKind }): string[] =>
  variantsOf[kind].map((variant) => storageKey(id, variant));

/** The path under which a variant is fetched. */
export const filePath = (id: string, variant: string): string => `/files/${id}/${variant}`;
