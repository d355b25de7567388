import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { openSealedId, sealId } from '../../../platform/sealed-id.ts';
import { Member } from '../../members/index.ts';
import type { Consultation } from '../consultation.entity.ts';
import type { Standing } from '../consultations.words.ts';
import { HelpedSession } from './helped-session.entity.ts';
import { Participant } from './participant.entity.ts';

/** Who takes part in this request, and whether somebody sits beside. */
export interface Part {
  participant: Participant;
  helped: HelpedSession | null;
}

/** What keeps the holder of a code in: the id of the participant, sealed. */
export const partToken = (secret: string, participantId: string): string =>
  sealId(secret, 'participant', participantId);

/** What keeps a helper in the session: its id, sealed; of no use to anybody but the helper. */
export const helpToken = (secret: string, sessionId: string): string => sealId(secret, 'helped-session', sessionId);

/**
 * Whether whoever is signed in takes part by account: a code is then for people without one, and what its holder is known by says
 * nothing. So on a shared device nobody goes on in the name of whoever sat there before.
 */
export const accountCounts = ({ actor }: RequestContext, { who }: Consultation): boolean =>
  isMember(actor) && who !== 'CODES';

/**
 * Whose answers are given and read here: those of the person a helper sits beside, of the signed-in member, or of the holder of
 * a code, in this order; where codes alone let people in, the holder's before the member's. Null: nobody's yet. A token of
 * another consultation, or made up, counts as none.
 */
export async function partOf(
  ctx: RequestContext,
  consultation: Consultation,
  given: string | null,
): Promise<Part | null> {
  const token = heardToken(ctx, consultation, given);
  const byToken = token ? await partOfToken(ctx, consultation, token) : null;
  if (byToken) return byToken;
  if (!isMember(ctx.actor)) return null;
  const own = await ctx.em.findOne(Participant, { consultation: consultation.id, member: ctx.actor.id });
  return own && { participant: own, helped: null };
}

/**
 * The same for what is given and kept, and the signed-in member becomes a participant where that is allowed. Parallel requests
 * make one row. HELP_ENDED for a token that opens nothing any more: what a helper types for somebody is never the helper's own.
 */
export async function takePart(ctx: RequestContext, consultation: Consultation, given: string | null): Promise<Part> {
  const token = heardToken(ctx, consultation, given);
  if (token && !(await partOfToken(ctx, consultation, token))) throw new AppError('HELP_ENDED');
  const known = await partOf(ctx, consultation, token);
  const standing = await standingOf(ctx, consultation, known);
  if (standing === 'NOT_OPEN') throw new AppError('NOT_OPEN');
  if (known) return known;
  if (standing === 'NEEDS_CODE') throw new AppError('CODE_NEEDED');
  if (!isMember(ctx.actor)) throw new AppError('SIGN_IN_REQUIRED');
  if (standing !== 'MAY') throw new AppError('MAY_NOT_TAKE_PART');
  const { id: member } = ctx.actor;
  await ctx.em.execute(
    `insert into participant (id, consultation_id, member_id) values (?, ?, ?) on conflict do nothing`,
    [newId(), consultation.id, member],
  );
  return {
    participant: await ctx.em.findOneOrFail(Participant, { consultation: consultation.id, member }),
    helped: null,
  };
}

/** Somebody was helped with more answers; nothing where nobody sits beside. */
export async function noteHelp(ctx: RequestContext, { helped }: Part, answers = 1): Promise<void> {
  if (helped)
    await ctx.em.execute(`update helped_session set answers = answers + ? where id = ?`, [answers, helped.id]);
}

/** How the reader stands to a consultation. */
export async function standingOf(
  ctx: RequestContext,
  consultation: Consultation,
  part: Part | null,
): Promise<Standing> {
  if (consultation.stageAt(ctx.clock.now()) !== 'OPEN') return 'NOT_OPEN';
  if (part) return 'TAKES_PART';
  if (consultation.who === 'CODES') return 'NEEDS_CODE';
  if (!isMember(ctx.actor)) return 'SIGN_IN';
  if (consultation.who === 'ZONE') {
    const member = await ctx.em.findOneOrFail(Member, ctx.actor.id);
    return member.zone?.id === consultation.zone?.id ? 'MAY' : 'OTHER_ZONE';
  }
  if (consultation.who === 'GROUP') return isInGroup(ctx, consultation) ? 'MAY' : 'OTHER_GROUP';
  return 'MAY';
}

/** Roles that wait for a second factor make nobody less of a member. */
function isInGroup({ actor }: RequestContext, { group }: Consultation): boolean {
  if (!isMember(actor) || !group) return false;
  const { organisations } = actor.withSecondFactor ?? actor;
  return (organisations.get(group.id)?.size ?? 0) > 0;
}

/** A token that says something here; null for that of a code, where the account counts instead. */
function heardToken(ctx: RequestContext, consultation: Consultation, token: string | null): string | null {
  if (!token || !accountCounts(ctx, consultation)) return token;
  return openSealedId(ctx.config.secret, 'participant', token) ? null : token;
}

const partOfToken = async (ctx: RequestContext, consultation: Consultation, token: string): Promise<Part | null> =>
  (await partOfHelper(ctx, consultation, token)) ?? (await partOfCode(ctx, consultation, token));

async function partOfHelper(ctx: RequestContext, { id }: Consultation, token: string): Promise<Part | null> {
  const sessionId = openSealedId(ctx.config.secret, 'helped-session', token);
  if (!sessionId || !isMember(ctx.actor)) return null;
  const helped = await ctx.em.findOne(
    HelpedSession,
    { id: sessionId, consultation: id, helper: ctx.actor.id },
    { populate: ['participant'] },
  );
  if (!helped?.isOpenAt(ctx.clock.now())) return null;
  return helped.participant ? { participant: helped.participant.$, helped } : null;
}

async function partOfCode(ctx: RequestContext, { id }: Consultation, token: string): Promise<Part | null> {
  const participantId = openSealedId(ctx.config.secret, 'participant', token);
  if (!participantId) return null;
  const participant = await ctx.em.findOne(Participant, { id: participantId, consultation: id, code: { $ne: null } });
  return participant && { participant, helped: null };
}
