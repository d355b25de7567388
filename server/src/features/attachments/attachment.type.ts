import { Field, Float, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { IdScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type AttachmentKind, attachmentKinds } from './attachment.words.ts';

export const AttachmentKindEnum = enumOf('AttachmentKind', 'What was uploaded.', attachmentKinds);

@ApiType('Attachment', 'attachments', 'A photo or a voice note, without the place and time it was made, or a document.')
export class AttachmentType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => AttachmentKindEnum, { description: 'Photo, voice note or document.' })
  kind!: AttachmentKind;

  @Field(() => String, { nullable: true, description: 'What a photo shows, in words of its owner.' })
  alt!: string | null;

  @Field(() => String, { nullable: true, description: 'What a document is called.' })
  title!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of a document and its title.' })
  language!: Locale | null;

  @Field(() => Int, { description: 'How much of it is kept, in bytes.' })
  bytes!: number;

  @Field(() => Int, { nullable: true, description: 'Width of a photo in pixels.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height of a photo in pixels.' })
  height!: number | null;

  @Field(() => Float, { nullable: true, description: 'Length of a voice note in seconds.' })
  seconds!: number | null;
}
