import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { openSealedId } from '../../../platform/sealed-id.ts';
import { Member } from '../../members/index.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { participantOfCode } from './codes.service.ts';
import { HelpedSession } from './helped-session.entity.ts';

/** A helper begins to help the holder of a code; that it happened stays on record. WRONG_CODE, also where its holder used it alone. */
export async function startHelping(ctx: RequestContext, consultationId: string, code: string): Promise<HelpedSession> {
  const { id } = signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorize(ctx, consultationPolicy.helpSomebody, subjectOf(consultation));
  if (consultation.stageAt(ctx.clock.now()) !== 'OPEN') throw new AppError('NOT_OPEN');
  const participant = await participantOfCode(ctx, consultation, code, 'beside a helper');
  if (!participant) throw new AppError('WRONG_CODE', {}, 'code');
  await endOpenSessions(ctx, consultationId, id, participant.id);
  const session = ctx.em.create(HelpedSession, {
    id: newId(),
    consultation,
    helper: ctx.em.getReference(Member, id),
    participant,
    startedAt: ctx.clock.now(),
    answers: 0,
  });
  audit(ctx, 'consultations.startHelping', consultationId);
  await ctx.em.flush();
  return session;
}

/** The person and the helper are done. From now on nothing leads from this session to the person. Null: there was none. */
export async function endHelping(
  ctx: RequestContext,
  consultationId: string,
  token: string,
): Promise<HelpedSession | null> {
  const { id } = signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorize(ctx, consultationPolicy.helpSomebody, subjectOf(consultation));
  const sessionId = openSealedId(ctx.config.secret, 'helped-session', token);
  const session = sessionId
    ? await ctx.em.findOne(HelpedSession, { id: sessionId, consultation: consultationId, helper: id })
    : null;
  if (!session) return null;
  session.end(ctx.clock.now());
  await ctx.em.flush();
  return session;
}

/** Who helped, when and how much; the newest first. Neither whom nor what was answered. */
export async function listHelping(ctx: RequestContext, consultationId: string): Promise<HelpedSession[]> {
  signedIn(ctx);
  const consultation = await getConsultation(ctx, consultationId);
  authorize(ctx, consultationPolicy.seeCodes, subjectOf(consultation));
  return ctx.em.find(
    HelpedSession,
    { consultation: consultationId },
    { orderBy: { id: 'desc' }, limit: 100, populate: ['helper'] },
  );
}

/** One person at a time, beside one helper: whoever sat there before is forgotten. Held in one order, whoever begins. */
async function endOpenSessions(
  ctx: RequestContext,
  consultationId: string,
  helperId: string,
  participantId: string,
): Promise<void> {
  await ctx.em.execute(
    `update helped_session set ended_at = ?, participant_id = null
      where id in (select id from helped_session
        where consultation_id = ? and (helper_id = ? or participant_id = ?) and ended_at is null order by id for update)`,
    [ctx.clock.now(), consultationId, helperId, participantId],
  );
}
