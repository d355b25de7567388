import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { attachmentsOf, AttachmentType } from '../attachments/index.ts';
import type { Consultation } from './consultation.entity.ts';
import { attachConsultationFile, removeConsultationFile } from './consultation-files.service.ts';
import { ConsultationFileInput } from './consultation.input.ts';
import { ConsultationType } from './consultation.type.ts';
import { consultationPolicy } from './consultations.policy.ts';

@Resolver(() => ConsultationType)
export class ConsultationFilesResolver {
  @FieldResolver(() => [AttachmentType], {
    description: 'Documents to read before one answers that are files here; none where moderators took it down.',
  })
  files(@Root() { id, hiddenAt }: Consultation, @Ctx() ctx: RequestContext) {
    return hiddenAt ? [] : attachmentsOf(ctx, id);
  }

  @Mutation(() => ConsultationType, {
    description: 'Makes an uploaded PDF a document of the consultation, also while it is open. Organisers.',
  })
  @Guarded(consultationPolicy.edit)
  attachConsultationFile(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The consultation.' }) id: string,
    @Arg('input', () => ConsultationFileInput, { description: 'The file and what it is called.' })
    input: ConsultationFileInput,
  ) {
    return attachConsultationFile(ctx, id, input);
  }

  @Mutation(() => ConsultationType, { description: 'Takes a document away, for everybody. Organisers.' })
  @Guarded(consultationPolicy.edit)
  removeConsultationFile(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The consultation.' }) id: string,
    @Arg('fileId', () => IdScalar, { description: 'The document.' }) fileId: string,
  ) {
    return removeConsultationFile(ctx, id, fileId);
  }
}
