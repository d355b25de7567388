export const audiences = ['EVERYONE', 'MEMBERS', 'NOBODY'] as const;
/** Who may see a part of a member's profile. */
export type Audience = (typeof audiences)[number];

export const languageLevels = ['A_LITTLE', 'WELL', 'MOTHER_TONGUE'] as const;
export type LanguageLevel = (typeof languageLevels)[number];
