import type { PersonalData } from '../../platform/personal-data.ts';
import { Translation } from './translation.entity.ts';
import { TranslationResolver, TranslationSubjectConnectionResolver } from './translation.resolver.ts';

export { chainOf, choose, type KeptTranslation, translated, type TranslatedText } from './reading.ts';
export { sourceHash } from './source-hash.ts';
export { Translation } from './translation.entity.ts';
export {
  copyTranslations,
  forgetTranslations,
  languagesOf,
  lendTranslations,
  relendTranslations,
} from './translation.service.ts';
export { LanguageStateType, TranslatedTextType } from './translation.type.ts';

const translationsPersonalData: PersonalData = {
  feature: 'translations',
  async collect(ctx, memberId) {
    const written = await ctx.em.find(Translation, { author: memberId }, { orderBy: { id: 'asc' } });
    return written.map(({ subjectKind, field, locale, words, updatedAt }) => ({
      subjectKind,
      field,
      locale,
      words,
      updatedAt,
    }));
  },
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Translation, { author: memberId }, { author: null });
  },
};

export const translations = {
  name: 'translations',
  entities: [Translation],
  resolvers: [TranslationResolver, TranslationSubjectConnectionResolver],
  personalData: translationsPersonalData,
};
