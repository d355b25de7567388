import type { ConsultationQuery } from '#schema';

/** Whether a code is for the reader: who is signed in takes part with the account, but where codes alone let people in. */
export const mayUseCode = (standing: ConsultationQuery['participation']['standing']): boolean =>
  standing === 'SIGN_IN' || standing === 'NEEDS_CODE';
