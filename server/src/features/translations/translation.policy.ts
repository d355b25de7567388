import { isMember, rule, sightRule } from '../../platform/authorization/rule.ts';

interface Translating {
  mayTranslate: boolean;
}

export const translationPolicy = {
  /** Original and translation side by side: for those who may translate the subject. */
  compare: sightRule<Translating>(
    'translations.compare',
    'profile:read',
    (actor, { mayTranslate }) => isMember(actor) && mayTranslate,
  ),
  save: rule<Translating>(
    'translations.save',
    'profile:write',
    (actor, { mayTranslate }) => isMember(actor) && mayTranslate,
  ),
};
