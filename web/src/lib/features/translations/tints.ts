import type { TranslationState } from '#schema';

/** How far a translation is, as a colour beside its word. */
export const tints = {
  ORIGINAL: 'sky',
  APPROVED: 'sage',
  REVIEWED: 'sage',
  MACHINE: 'sun',
  OUTDATED: 'rose',
} as const satisfies Record<TranslationState, string>;
