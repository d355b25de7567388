import { audit } from '../../platform/audit.ts';
import { can, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Availability, Member, SpokenLanguage, TownRoleGrant } from './member.entity.ts';
import { memberPolicy, seesPart } from './member.policy.ts';
import type { ProfileInput, SpokenLanguageInput } from './member.type.ts';
import { type Audience, languageLevels } from './member.words.ts';

/** Who asks: null for a visitor. */
export async function getViewer(ctx: RequestContext): Promise<{ member: Member | null }> {
  authorize(ctx, memberPolicy.viewer);
  return { member: isMember(ctx.actor) ? await ctx.em.findOne(Member, ctx.actor.id) : null };
}

/** A neighbour, for signed-in members. */
export async function getMember(ctx: RequestContext, id: string): Promise<Member> {
  signedIn(ctx);
  const member = authorizeFound(ctx, memberPolicy.see, await ctx.em.findOne(Member, id));
  // Staff at a desk serve everybody; else those who are blocked do not exist for each other.
  if (!can(ctx.actor, memberPolicy.search, undefined) && (await ctx.blockedWith()).has(id)) throw notFound();
  return member;
}

/** Members by part of their name, newest first; for staff at a desk. */
export async function searchMembers(
  ctx: RequestContext,
  search: string | null,
  first: number,
  after: string | null,
): Promise<Connection<Member>> {
  authorize(ctx, memberPolicy.search);
  const asked = page(first, after);
  const words = (search ?? '')
    .trim()
    .slice(0, 80)
    .replace(/[\\%_]/g, '\\$&');
  const where = {
    goneAt: null,
    ...(words ? { displayName: { $ilike: `%${words}%` } } : {}),
    ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}),
  };
  return connection(await ctx.em.find(Member, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}

/** Changes what is given of one's own profile. */
export async function updateProfile(ctx: RequestContext, input: ProfileInput): Promise<Member> {
  authorize(ctx, memberPolicy.editProfile);
  const member = await ctx.em.findOneOrFail(Member, signedIn(ctx).id, { populate: ['languages', 'availability'] });
  if (input.displayName !== undefined) member.displayName = named(input.displayName);
  if (input.zoneId !== undefined) ctx.em.assign(member, { zone: await zoneOrNull(ctx, input.zoneId) });
  if (input.locale) {
    member.locale = input.locale;
    await ctx.accounts.setLocale(member.id, input.locale);
  }
  if (input.skills) member.skills = [...new Set(input.skills.map((skill) => skill.trim()).filter(Boolean))];
  for (const part of ['zoneAudience', 'languagesAudience', 'skillsAudience', 'availabilityAudience'] as const) {
    const audience = input[part];
    if (audience) member[part] = audience;
  }
  if (input.languages) await setLanguages(ctx, member, input.languages);
  if (input.availability) await setAvailability(ctx, member, input.availability);
  await ctx.em.flush();
  return member;
}

/** A person without a phone or e-mail, written down by staff; gets a card next. */
export async function registerPerson(
  ctx: RequestContext,
  input: {
    displayName: string;
    zoneId?: string | null;
    locale: Member['locale'];
    languages?: SpokenLanguageInput[] | null;
  },
): Promise<Member> {
  authorize(ctx, memberPolicy.register);
  const zone = await zoneOrNull(ctx, input.zoneId ?? null);
  const id = await ctx.accounts.createPerson({ displayName: named(input.displayName), locale: input.locale });
  const member = await ctx.em.findOneOrFail(Member, id, { populate: ['languages'] });
  ctx.em.assign(member, { zone, registeredBy: signedIn(ctx).id });
  if (input.languages) await setLanguages(ctx, member, input.languages);
  audit(ctx, 'members.register', id);
  await ctx.em.flush();
  return member;
}

/** Sets the roles a member holds for the town; the last administrator stays one. */
export async function setTownRoles(
  ctx: RequestContext,
  memberId: string,
  roles: TownRoleGrant['role'][],
): Promise<Member> {
  authorize(ctx, memberPolicy.grantTownRoles);
  await ctx.em.execute('lock table town_role in share row exclusive mode');
  const member = authorizeFound(
    ctx,
    memberPolicy.see,
    await ctx.em.findOne(Member, memberId, { populate: ['townRoles'] }),
  );
  // Whoever wrote a person down has held a key to the account: staff sign up themselves.
  if (roles.length > 0 && member.registeredBy) throw new AppError('NOT_ALLOWED');
  const held = member.townRoles.getItems();
  if (held.some((grant) => grant.role === 'ADMINISTRATOR') && !roles.includes('ADMINISTRATOR')) {
    const administrators = await ctx.em.count(TownRoleGrant, { role: 'ADMINISTRATOR' });
    if (administrators === 1) throw new AppError('LAST_ADMINISTRATOR');
  }
  for (const grant of held) if (!roles.includes(grant.role)) ctx.em.remove(grant);
  for (const role of new Set(roles))
    if (!held.some((grant) => grant.role === role)) ctx.em.create(TownRoleGrant, { member, role });
  audit(ctx, 'members.grantTownRoles', memberId);
  await ctx.em.flush();
  return member;
}

/** Everything every feature and the account keep about the reader. */
export async function collectMyData(ctx: RequestContext): Promise<Record<string, unknown>> {
  authorize(ctx, memberPolicy.readMyData);
  const { id } = signedIn(ctx);
  const member = await ctx.em.findOneOrFail(Member, id, {
    populate: ['zone', 'languages', 'availability', 'townRoles'],
  });
  const data: Record<string, unknown> = {
    member: {
      id,
      displayName: member.displayName,
      zone: member.zone?.$.name ?? null,
      locale: member.locale,
      skills: member.skills,
      languages: member.languages.getItems().map(({ tag, level }) => ({ tag, level })),
      availability: member.availability.getItems().map(asPeopleWrite),
      townRoles: member.townRoles.getItems().map(({ role }) => role),
      audiences: {
        zone: member.zoneAudience,
        languages: member.languagesAudience,
        skills: member.skillsAudience,
        availability: member.availabilityAudience,
      },
      createdAt: member.createdAt,
    },
    account: await ctx.accounts.exportAccount(id),
  };
  for (const part of ctx.personalData) data[part.feature] = await part.collect(ctx, id);
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

/** Deletes the reader's account; what others need stays without the name. */
export async function leave(ctx: RequestContext, confirmed: boolean): Promise<boolean> {
  authorize(ctx, memberPolicy.leave);
  if (!confirmed) throw new AppError('REQUIRED', {}, 'confirmation');
  const { id } = signedIn(ctx);
  await ctx.em.execute('lock table town_role in share row exclusive mode');
  const member = await ctx.em.findOneOrFail(Member, id, { populate: ['languages', 'availability', 'townRoles'] });
  const isAdministrator = member.townRoles.getItems().some((grant) => grant.role === 'ADMINISTRATOR');
  if (isAdministrator && (await ctx.em.count(TownRoleGrant, { role: 'ADMINISTRATOR' })) === 1)
    throw new AppError('LAST_ADMINISTRATOR');
  for (const part of ctx.personalData) await part.release(ctx, id);
  member.leave(ctx.clock.now());
  await ctx.em.flush();
  await ctx.accounts.deleteAccount(id);
  return true;
}

/** One part of a member's profile, or null where its audience does not include the reader. */
export function partFor<Part>(ctx: RequestContext, member: Member, audience: Audience, part: () => Part): Part | null {
  return !member.gone && seesPart(ctx.actor, member, audience) ? part() : null;
}

/** The member with this id; whole lists in one statement. */
export async function memberById(ctx: RequestContext, id: string): Promise<Member> {
  const member = await batched(ctx, membersById, id);
  if (!member) throw new AppError('NOT_FOUND');
  return member;
}

/** Languages of a member, best first; whole lists in one statement. */
export const languagesOf = async (ctx: RequestContext, member: Member) =>
  (await batched(ctx, languagesByMember, member.id)) ?? [];

/** Hours of a member; whole lists in one statement. */
export const availabilityOf = async (ctx: RequestContext, member: Member) =>
  ((await batched(ctx, availabilityByMember, member.id)) ?? []).map(asPeopleWrite);

/** PostgreSQL adds seconds to the hours. */
const asPeopleWrite = ({ rrule, startTime, endTime }: Availability) => ({
  rrule,
  startTime: startTime.slice(0, 5),
  endTime: endTime.slice(0, 5),
});

/** A member's town roles, for administrators; empty for others. */
export async function townRolesOf(ctx: RequestContext, member: { id: string }): Promise<TownRoleGrant['role'][]> {
  if (!isMember(ctx.actor) || !ctx.actor.townRoles.has('ADMINISTRATOR')) return [];
  return ((await batched(ctx, rolesByMember, member.id)) ?? []).map((grant) => grant.role);
}

async function membersById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Member>> {
  const members = await ctx.em.find(Member, { id: { $in: [...ids] } });
  return new Map(members.map((member) => [member.id, member]));
}

async function languagesByMember(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, SpokenLanguage[]>> {
  const rows = await ctx.em.find(SpokenLanguage, { member: { $in: [...ids] } }, { orderBy: { tag: 'asc' } });
  const best = (row: SpokenLanguage) => -languageLevels.indexOf(row.level);
  return Map.groupBy(
    rows.toSorted((a, b) => best(a) - best(b)),
    (row) => row.member.id,
  );
}

async function availabilityByMember(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Availability[]>> {
  const rows = await ctx.em.find(Availability, { member: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(rows, (row) => row.member.id);
}

async function rolesByMember(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, TownRoleGrant[]>> {
  const rows = await ctx.em.find(TownRoleGrant, { member: { $in: [...ids] } }, { orderBy: { role: 'asc' } });
  return Map.groupBy(rows, (row) => row.member.id);
}

function named(value: string | null): string {
  // Signs that nobody sees, or that turn the direction of what follows, are no part of a name.
  const name = value
    ?.replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, ' ')
    .trim()
    .replace(/\s+/g, ' ');
  if (!name) throw new AppError('REQUIRED', {}, 'input.displayName');
  return name;
}

async function zoneOrNull(ctx: RequestContext, id: string | null): Promise<Zone | null> {
  const zone = id ? await ctx.em.findOne(Zone, id) : null;
  if (id && !zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  return zone;
}

async function setLanguages(ctx: RequestContext, member: Member, languages: SpokenLanguageInput[]): Promise<void> {
  const wanted = new Map(languages.map((language) => [language.tag, language.level]));
  for (const known of member.languages.getItems()) {
    const level = wanted.get(known.tag);
    if (level) known.level = level;
    else ctx.em.remove(known);
    wanted.delete(known.tag);
  }
  for (const [tag, level] of wanted) ctx.em.create(SpokenLanguage, { member, tag, level });
  await ctx.em.flush();
}

async function setAvailability(
  ctx: RequestContext,
  member: Member,
  wanted: NonNullable<ProfileInput['availability']>,
): Promise<void> {
  for (const { startTime, endTime } of wanted) {
    if (startTime >= endTime) throw new AppError('INVALID_INPUT', { rule: 'order' }, 'input.availability.endTime');
  }
  for (const known of member.availability.getItems()) ctx.em.remove(known);
  await ctx.em.flush();
  for (const { rrule, startTime, endTime } of wanted)
    ctx.em.create(Availability, { member, rrule, startTime, endTime });
  await ctx.em.flush();
}
