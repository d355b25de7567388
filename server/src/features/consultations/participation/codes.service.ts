import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { readableCode } from '../../../platform/readable-code.ts';
import { markOf } from '../../../platform/sealed-id.ts';
import { Member } from '../../members/index.ts';
import type { Consultation } from '../consultation.entity.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most } from '../consultations.words.ts';
import { inFives, shownCount } from '../shown-count.ts';
import { accountCounts } from './part.ts';
import { Participant } from './participant.entity.ts';
import { CodeSheet, ParticipationCode } from './participation-code.entity.ts';

/** 59 bits. */
const signs = 12;

/**
 * Tries from one network at one consultation in ten minutes: many more than a full room makes, far too few to find a code.
 * Counted by network, so that a stranger cannot use up the turns of those who hold codes.
 */
const tries = { name: 'participation-code', max: 300, seconds: 600 };

/** Makes codes to print. They are told this once and kept only as marks. */
export async function makeCodes(ctx: RequestContext, consultationId: string, count: number): Promise<string[]> {
  const { id } = signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorize(ctx, consultationPolicy.makeCodes, subjectOf(consultation));
  if (count < 1 || count > most.codesAtOnce)
    throw new AppError('OUT_OF_RANGE', { min: 1, max: most.codesAtOnce }, 'count');
  if (consultation.stageAt(ctx.clock.now()) === 'CLOSED') throw new AppError('NOT_OPEN');
  const sheet = ctx.em.create(CodeSheet, {
    id: newId(),
    consultation,
    madeBy: ctx.em.getReference(Member, id),
    codes: count,
    createdAt: ctx.clock.now(),
  });
  const codes = Array.from({ length: count }, () => readableCode(randomBytes(16), signs));
  for (const code of codes)
    ctx.em.create(ParticipationCode, { sheet, consultation, hash: hashOf(ctx, consultation, code), usedBeside: false });
  audit(ctx, 'consultations.makeCodes', consultationId);
  await ctx.em.flush();
  return codes;
}

/** What was printed so far, the newest first, and how many codes of each were used at least, as it was released last. */
export async function listCodeSheets(
  ctx: RequestContext,
  consultationId: string,
): Promise<{ id: string; createdAt: Date; codes: number; used: number | null }[]> {
  signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorize(ctx, consultationPolicy.seeCodes, subjectOf(consultation));
  const sheets = await ctx.em.find(
    CodeSheet,
    { consultation: consultationId },
    { orderBy: { id: 'desc' }, limit: 100 },
  );
  const used = await ctx.em.execute<{ id: string; used: number }[]>(
    `select s.id, ${shownCount('s.used_released', 'count(k.used_at)', '?')}::int as used
       from code_sheet s join participation_code k on k.sheet_id = s.id where s.consultation_id = ? group by s.id`,
    [consultation.stageAt(ctx.clock.now()) === 'CLOSED', consultationId],
  );
  const usedOf = new Map(used.map((row) => [row.id, row.used]));
  return sheets.map(({ id, createdAt, codes }) => ({ id, createdAt, codes, used: inFives(usedOf.get(id) ?? 0) }));
}

/**
 * The holder of a code becomes a participant; the code is used up. WRONG_CODE for one that does not exist, is of another
 * consultation or was used: nobody learns which. CODE_NOT_FOR_MEMBERS for who is signed in where members take part: nothing is kept
 * that would join the two, so nobody could tell later that they took part by the code. The code is not used up.
 */
export async function useCode(ctx: RequestContext, consultationId: string, code: string): Promise<Participant> {
  authorize(ctx, consultationPolicy.useCode);
  const consultation = await getConsultation(ctx, consultationId);
  if (consultation.stageAt(ctx.clock.now()) !== 'OPEN') throw new AppError('NOT_OPEN');
  if (accountCounts(ctx, consultation)) throw new AppError('CODE_NOT_FOR_MEMBERS', {}, 'code');
  const participant = await participantOfCode(ctx, consultation, code, 'alone');
  if (!participant) throw new AppError('WRONG_CODE', {}, 'code');
  return participant;
}

/**
 * The participant of a code; null: it opens nothing. On their own, people use a code once, so that a sheet that is found opens
 * nothing. One that was first used beside a helper may be used so again; one that its holder used alone may not, or a helper
 * could change what the holder said. It is held until the transaction ends.
 */
export async function participantOfCode(
  ctx: RequestContext,
  consultation: Consultation,
  given: string,
  how: 'alone' | 'beside a helper',
): Promise<Participant | null> {
  if (!(await ctx.accounts.takeTurn(tries, `${ctx.network}:${consultation.id}`)))
    throw new AppError('RATE_LIMITED', { seconds: tries.seconds });
  // Whoever guesses cannot choose the mark, so looking it up tells nothing about the codes there are.
  const hash = hashOf(ctx, consultation, given);
  const [taken] = await ctx.em.execute<{ id: string }[]>(
    `update participation_code set used_at = ?, used_beside = ?
      where consultation_id = ? and hash = ? and used_at is null returning id`,
    [ctx.clock.now(), how === 'beside a helper', consultation.id, hash],
  );
  if (taken) {
    const code = ctx.em.getReference(ParticipationCode, taken.id);
    const participant = ctx.em.create(Participant, { id: newId(), consultation, code });
    await ctx.em.flush();
    return participant;
  }
  if (how === 'alone') return null;
  const known = { consultation: consultation.id, hash, usedBeside: true };
  const code = await ctx.em.findOne(ParticipationCode, known, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return code && ctx.em.findOne(Participant, { code });
}

/**
 * Which code each is, and its participant where it was used, in their order; null for a code that there is not. Nothing is used up.
 * For organisers, who made the codes and hold them on paper: nobody else may ask about many.
 */
export async function lookUpCodes(
  ctx: RequestContext,
  consultation: Consultation,
  given: readonly string[],
): Promise<({ id: string; participantId: string | null } | null)[]> {
  const hashes = given.map((code) => hashOf(ctx, consultation, code));
  const rows = await ctx.em.execute<{ hash: string; id: string; participantId: string | null }[]>(
    `select k.hash, k.id, p.id as "participantId" from participation_code k left join participant p on p.code_id = k.id
      where k.consultation_id = ? and k.hash = any(string_to_array(?, ','))`,
    [consultation.id, hashes.join(',')],
  );
  const byHash = new Map(rows.map(({ hash, id, participantId }) => [hash, { id, participantId }]));
  return hashes.map((hash) => byHash.get(hash) ?? null);
}

/** The participant of each code, used or not, in their order; null for a code that there is not. For organisers, as above. */
export async function participantsOfCodes(
  ctx: RequestContext,
  consultation: Consultation,
  given: readonly string[],
): Promise<(string | null)[]> {
  const hashes = given.map((code) => hashOf(ctx, consultation, code));
  const found = await ctx.em.find(
    ParticipationCode,
    { consultation: consultation.id, hash: { $in: hashes } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const known = await ctx.em.find(Participant, { code: { $in: found } });
  const participantOf = new Map(known.map(({ id, code }) => [code?.id, id]));
  for (const code of found) {
    if (participantOf.has(code.id)) continue;
    code.usedAt = ctx.clock.now();
    const id = newId();
    ctx.em.create(Participant, { id, consultation, code });
    participantOf.set(code.id, id);
  }
  await ctx.em.flush();
  const byHash = new Map(found.map(({ id, hash }) => [hash, participantOf.get(id)]));
  return hashes.map((hash) => byHash.get(hash) ?? null);
}

/** People type small letters, blanks and lines. */
const hashOf = (ctx: RequestContext, { id }: Consultation, code: string): string =>
  markOf(
    ctx.config.secret,
    'participation-code',
    `${id}:${code
      .slice(0, 60)
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')}`,
  ).toString('base64url');
