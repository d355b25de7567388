/** How a translation came to be. What is older than its source reads as OUTDATED; nothing there, as missing. */
export const keptTranslationStates = ['MACHINE', 'REVIEWED', 'APPROVED'] as const;
export type KeptTranslationState = (typeof keptTranslationStates)[number];

export const shownTranslationStates = ['ORIGINAL', ...keptTranslationStates, 'OUTDATED'] as const;
export type ShownTranslationState = (typeof shownTranslationStates)[number];
