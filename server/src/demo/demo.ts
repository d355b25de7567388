import type { App } from '../app.ts';
import { HelpRequest, usualSetting } from '../features/help/index.ts';
import { Availability, Member, SpokenLanguage, TownRoleGrant } from '../features/members/index.ts';
import { Neighbourhood, Zone } from '../features/neighbourhoods/index.ts';
import { Membership, Organisation } from '../features/organisations/index.ts';
import type { Config } from '../platform/config.ts';
import { atTownHour, townDay } from '../platform/time.ts';
import { demoTotpSecret } from '../platform/sessions/demo-code.ts';
import { fillActions } from './fill-actions.ts';
import { fillConsultations } from './fill-consultations.ts';
import { fillRealConversation } from './fill-real-conversation.ts';
import { fillGarden } from './fill-garden.ts';
import { fillEvents } from './fill-events.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { demoPlaces } from './places.ts';
import { fillHelpers } from './fill-helpers.ts';
import { demoRequests } from './requests.ts';

const password = 'vicini-di-casa-2026';

/**
 * Fills an empty database with an invented neighbourhood; does nothing where there is one already. `referenceData`: a folder
 * that may hold a real conversation, which becomes a consultation too.
 */
export async function fillDemo(app: App, config: Config, referenceData: string | null = null): Promise<void> {
  const em = app.orm.em.fork();
  const now = new Date();
  const filled = await em.transactional(async (tx) => {
    await tx.execute('lock table neighbourhood in share row exclusive mode');
    if ((await tx.count(Neighbourhood)) > 0) return null;
    const zones = fillPlaces(tx, now);
    const members = fillPeople(tx, zones, now);
    const organisation = fillOrganisation(tx, members, zones, now);
    fillActions(tx, { organisation, members, zones, now });
    fillEvents(tx, { organisation, members, zones, now });
    fillRequests(tx, members, zones, now);
    fillHelpers(tx, { organisation, members, zones, now });
    await tx.flush();
    await fillConsultations(tx, { organisation, members, now });
    if (referenceData) await fillRealConversation(tx, referenceData, now);
    return { members, organisation };
  });
  if (!filled) return;
  for (const person of demoPeople) {
    const member = filled.members.get(person.name);
    if (!person.signIn || !member) continue;
    await app.accounts.createDemoAccount({
      memberId: member.id,
      displayName: person.name,
      locale: person.locale,
      email: person.signIn.email,
      password,
      ...(isStaff(person) ? { totpSecret: demoTotpSecret } : {}),
    });
  }
  await fillGarden(app, config, { ...filled, now });
}

/** One sign-in per role, for the terminal. */
export function demoSignIns(address: string): string[] {
  const rows = demoPeople.flatMap((person) =>
    person.signIn ? [[person.signIn.role, person.signIn.email, isStaff(person)] as const] : [],
  );
  return [
    `Demo sign-ins (password ${password}):`,
    ...rows.map(([role, email, staff]) => `  ${role.padEnd(14)} ${email}${staff ? '  + second factor' : ''}`),
    `Mails, SMS and the code of the second factor: ${address}/dev/outbox`,
  ];
}

type Em = App['orm']['em'];

const isStaff = (person: DemoPerson) => Boolean(person.townRole ?? person.organisationRole);

function fillPlaces(em: Em, now: Date): Map<string, Zone> {
  const zones = new Map<string, Zone>();
  demoPlaces.forEach((place, index) => {
    const neighbourhood = em.create(Neighbourhood, { name: place.name, createdAt: new Date(now.getTime() + index) });
    for (const { name, names, middle } of place.zones) {
      const [latitude, longitude] = middle;
      zones.set(name, em.create(Zone, { neighbourhood, name, names, latitude, longitude, createdAt: now }));
    }
  });
  return zones;
}

function fillPeople(em: Em, zones: Map<string, Zone>, now: Date): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const person of demoPeople) {
    const member = em.create(Member, {
      displayName: person.name,
      locale: person.locale,
      zone: zones.get(person.zone) ?? null,
      skills: person.skills ?? [],
      zoneAudience: 'MEMBERS',
      languagesAudience: 'MEMBERS',
      skillsAudience: 'MEMBERS',
      availabilityAudience: 'MEMBERS',
      createdAt: now,
    });
    person.speaks.forEach((tag, index) =>
      em.create(SpokenLanguage, { member, tag, level: index === 0 ? 'MOTHER_TONGUE' : 'WELL' }),
    );
    if (person.townRole) em.create(TownRoleGrant, { member, role: person.townRole });
    members.set(person.name, member);
  }
  const rosa = members.get('Rosa Esposito');
  if (rosa)
    em.create(Availability, { member: rosa, rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', startTime: '16:00', endTime: '18:00' });
  return members;
}

function fillOrganisation(em: Em, members: Map<string, Member>, zones: Map<string, Zone>, now: Date): Organisation {
  const organisation = em.create(Organisation, {
    name: 'Vicini di Casacelle',
    kind: 'ASSOCIATION',
    description: 'Ci troviamo ogni mercoledì pomeriggio: caffè, compiti, carte da sbrigare insieme.',
    language: 'it',
    zone: zones.get('Casacelle') ?? null,
    createdAt: now,
  });
  for (const person of demoPeople) {
    const member = members.get(person.name);
    if (person.organisationRole && member)
      em.create(Membership, { organisation, member, roles: [person.organisationRole] });
  }
  const salvatore = members.get('Salvatore');
  if (salvatore) em.create(Membership, { organisation, member: salvatore, roles: ['VOLUNTEER'] });
  return organisation;
}

const partHours = { ANY: [0, 24], MORNING: [8, 13], AFTERNOON: [13, 18], EVENING: [18, 22] } as const;

function fillRequests(em: Em, members: Map<string, Member>, zones: Map<string, Zone>, now: Date): void {
  for (const given of demoRequests) {
    const requester = members.get(given.by);
    const zone = zones.get(given.zone);
    if (!requester || !zone) continue;
    const day = townDay(now).add({ days: given.inDays });
    const [from, until] = partHours[given.part];
    em.create(HelpRequest, {
      requester,
      zone,
      category: given.category,
      setting: usualSetting[given.category],
      needs: [],
      state: 'OPEN',
      when: given.inDays === 1 ? 'TOMORROW' : 'ON_DATE',
      partOfDay: given.part,
      startsAt: atTownHour(day, from),
      endsAt: atTownHour(day, until),
      details: given.details,
      language: given.language,
      speaks: demoPeople.find((person) => person.name === given.by)?.speaks ?? [],
      places: given.places ?? 1,
      placesTaken: 0,
      createdAt: now,
    });
  }
}
