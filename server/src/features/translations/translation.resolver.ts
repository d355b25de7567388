import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { translationPolicy } from './translation.policy.ts';
import { compareWithin, type Within } from './translating-within.service.ts';
import { compareTranslation, saveTranslation } from './translation.service.ts';
import { TranslationFieldType, TranslationInput, TranslationSubjectConnectionType } from './translation.type.ts';

@Resolver()
export class TranslationResolver {
  @Query(() => [TranslationFieldType], {
    description: 'The original of every field of something beside its words in another language. Who may translate it.',
  })
  @Guarded(translationPolicy.compare)
  translation(
    @Ctx() ctx: RequestContext,
    @SubjectKind() subjectKind: string,
    @SubjectId() subjectId: string,
    @Into() locale: Locale,
  ) {
    return compareTranslation(ctx, subjectKind, subjectId, locale);
  }

  @Query(() => TranslationSubjectConnectionType, {
    description:
      'All that a consultation holds in other languages beside its words in this one, the oldest first. Who may translate it.',
  })
  @Guarded(translationPolicy.compare)
  consultationTranslations(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) consultationId: string,
    @Into() locale: Locale,
    @Arg('onlyLacking', () => Boolean, {
      defaultValue: false,
      description: 'Only fields without words in this language, and those whose words are older than the original.',
    })
    onlyLacking: boolean,
    @First() first: number,
    @After() after: string | null,
  ) {
    return compareWithin(ctx, consultationId, { locale, onlyLacking }, first, after);
  }

  @Mutation(() => [TranslationFieldType], {
    description: 'Keeps the words of something in another language. CHANGED_MEANWHILE. Who may translate it.',
  })
  @Guarded(translationPolicy.save)
  saveTranslation(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @SubjectKind() subjectKind: string,
    @SubjectId() subjectId: string,
    @Into() locale: Locale,
    @Arg('fields', () => [TranslationInput], { description: 'The words by field; at most 50.' })
    fields: TranslationInput[],
  ) {
    return saveTranslation(ctx, subjectKind, subjectId, locale, fields);
  }
}

@Resolver(() => TranslationSubjectConnectionType)
export class TranslationSubjectConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many fields of all have no words in this language.' })
  async missing(@Root() { lacking }: Within) {
    return (await lacking()).missing;
  }

  @FieldResolver(() => Int, { description: 'How many fields of all have words that are older than the original.' })
  async outdated(@Root() { lacking }: Within) {
    return (await lacking()).outdated;
  }
}

function SubjectKind(): ParameterDecorator {
  return Arg('subjectKind', () => String, {
    description: 'What kind of thing, such as "EVENT".',
  }) as ParameterDecorator;
}

function SubjectId(): ParameterDecorator {
  return Arg('subjectId', () => IdScalar, { description: 'Which one.' }) as ParameterDecorator;
}

function Into(): ParameterDecorator {
  return Arg('locale', () => LocaleScalar, { description: 'Into which language.' }) as ParameterDecorator;
}
