import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { type Attachment, filePath } from './attachment.entity.ts';
import { attachmentPolicy } from './attachment.policy.ts';
import { describeAttachment, removeAttachment } from './attachment.service.ts';
import { AttachmentType } from './attachment.type.ts';
import { maxAlt, variantsOf } from './attachment.words.ts';

@Resolver(() => AttachmentType)
export class AttachmentResolver {
  @Mutation(() => AttachmentType, { description: 'Says what one’s own photo shows, for those who cannot see it.' })
  @Guarded(attachmentPolicy.describe)
  describeAttachment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The photo.' }) id: string,
    @Arg('alt', () => String, {
      nullable: true,
      description: `Words, at most ${maxAlt} characters; null takes them back.`,
    })
    alt: string | null,
  ) {
    return describeAttachment(ctx, id, alt);
  }

  @Mutation(() => Boolean, {
    description: 'Removes one’s own photo or voice note for good. Documents of a consultation are not one’s own.',
  })
  @Guarded(attachmentPolicy.remove)
  removeAttachment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The photo or voice note.' }) id: string,
  ) {
    return removeAttachment(ctx, id);
  }

  @FieldResolver(() => String, { description: 'Path on this server of the sound, the document or the large photo.' })
  url(@Root() { id, kind }: Attachment): string {
    return filePath(id, variantsOf[kind][0]);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Path on this server of the small photo.' })
  smallUrl(@Root() { id, kind }: Attachment): string | null {
    return kind === 'PHOTO' ? filePath(id, 'small') : null;
  }
}
