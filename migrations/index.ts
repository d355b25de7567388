import { Migration0001Accounts } from './0001-accounts.ts';
import { Migration0002Neighbourhood } from './0002-neighbourhood.ts';
import { Migration0003Attachments } from './0003-attachments.ts';
import { Migration0004Notifications } from './0004-notifications.ts';
import { Migration0005HelpInFull } from './0005-help-in-full.ts';
import { Migration0006SolidarityActions } from './0006-solidarity-actions.ts';
import { Migration0007Moderation } from './0007-moderation.ts';
import { Migration0008Events } from './0008-events.ts';
import { Migration0009Parted } from './0009-parted.ts';
import { Migration0010Registrations } from './0010-registrations.ts';
import { Migration0011Calendars } from './0011-calendars.ts';
import { Migration0012CalendarImports } from './0012-calendar-imports.ts';
import { Migration0013NoticeChoices } from './0013-notice-choices.ts';
import { Migration0014Consultations } from './0014-consultations.ts';
import { Migration0015UnconfirmedGuests } from './0015-unconfirmed-guests.ts';
import { Migration0016NeededSupport } from './0016-needed-support.ts';
import { Migration0017AskedOrganisers } from './0017-asked-organisers.ts';
import { Migration0018Ballots } from './0018-ballots.ts';
import { Migration0021Proposals } from './0021-proposals.ts';
import { Migration0022Assemblies } from './0022-assemblies.ts';

/** Forward-only, in this order, never edited after they land. */
export const migrations = [
  { name: '0001-accounts', class: Migration0001Accounts },
  { name: '0002-neighbourhood', class: Migration0002Neighbourhood },
  { name: '0003-attachments', class: Migration0003Attachments },
  { name: '0004-notifications', class: Migration0004Notifications },
  { name: '0005-help-in-full', class: Migration0005HelpInFull },
  { name: '0006-solidarity-actions', class: Migration0006SolidarityActions },
  { name: '0007-moderation', class: Migration0007Moderation },
  { name: '0008-events', class: Migration0008Events },
  { name: '0009-parted', class: Migration0009Parted },
  { name: '0010-registrations', class: Migration0010Registrations },
  { name: '0011-calendars', class: Migration0011Calendars },
  { name: '0012-calendar-imports', class: Migration0012CalendarImports },
  { name: '0013-notice-choices', class: Migration0013NoticeChoices },
  { name: '0014-consultations', class: Migration0014Consultations },
  { name: '0015-unconfirmed-guests', class: Migration0015UnconfirmedGuests },
  { name: '0016-needed-support', class: Migration0016NeededSupport },
  { name: '0017-asked-organisers', class: Migration0017AskedOrganisers },
  { name: '0018-ballots', class: Migration0018Ballots },
  { name: '0021-proposals', class: Migration0021Proposals },
  { name: '0022-assemblies', class: Migration0022Assemblies },
];
