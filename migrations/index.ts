import { Migration0001Accounts } from './0001-accounts.ts';
import { Migration0002Neighbourhood } from './0002-neighbourhood.ts';
import { Migration0005HelpInFull } from './0005-help-in-full.ts';
import { Migration0006SolidarityActions } from './0006-solidarity-actions.ts';

/** Forward-only, in this order, never edited after they land. */
export const migrations = [
  { name: '0001-accounts', class: Migration0001Accounts },
  { name: '0002-neighbourhood', class: Migration0002Neighbourhood },
  { name: '0005-help-in-full', class: Migration0005HelpInFull },
  { name: '0006-solidarity-actions', class: Migration0006SolidarityActions },
];
