import type { App } from '../app.ts';
import { MemberCheck } from '../features/checks/index.ts';
import { HelpOffer } from '../features/help/index.ts';
import type { Member } from '../features/members/index.ts';
import type { Zone } from '../features/neighbourhoods/index.ts';
import type { Organisation } from '../features/organisations/index.ts';
import { atTownHour, townDay } from '../platform/time.ts';
import { demoOffers } from './offers.ts';
import { demoPeople } from './people.ts';

interface Given {
  organisation: Organisation;
  members: Map<string, Member>;
  zones: Map<string, Zone>;
  now: Date;
}

/** Who offers help every week, and whom the demo association has come to know. */
export function fillHelpers(em: App['orm']['em'], { organisation, members, zones, now }: Given): void {
  const giulia = members.get('Giulia Marino');
  const sixMonths = atTownHour(townDay(now).add({ months: 6 }), 24);
  for (const offer of demoOffers) {
    const member = members.get(offer.by);
    const zone = zones.get(offer.zone);
    if (!member || !zone || !giulia) continue;
    em.create(HelpOffer, {
      member,
      categories: offer.categories,
      state: 'OPEN',
      rhythm: 'WEEKLY',
      rrule: `FREQ=WEEKLY;BYDAY=${offer.days}`,
      partOfDay: offer.part,
      startsAt: now,
      endsAt: sixMonths,
      zone,
      reach: offer.reach,
      details: offer.details,
      language: offer.language,
      speaks: demoPeople.find((person) => person.name === offer.by)?.speaks ?? [],
      createdAt: now,
    });
    for (const kind of offer.checks) {
      em.create(MemberCheck, {
        member,
        kind,
        organisation,
        recordedBy: giulia,
        recordedAt: now,
        validUntil: kind === 'CHILD_PROTECTION' ? sixMonths : null,
      });
    }
  }
}
