import type { PersonalData } from '../../platform/personal-data.ts';
import { AssemblyQuestion, ShowOfHands } from './assembly/assembly.entity.ts';
import { Consultation } from './consultation.entity.ts';
import { PaperBatch } from './paper/paper-batch.entity.ts';
import { HelpedSession } from './participation/helped-session.entity.ts';
import { Participant } from './participation/participant.entity.ts';
import { Proposal } from './proposals/proposal.entity.ts';
import { ProposalAmendment } from './proposals/proposal-amendment.entity.ts';
import { ProposalComment } from './proposals/proposal-comment.entity.ts';
import { Statement } from './statements/statement.entity.ts';
import type { Answer } from './surveys/asked-questions.ts';
import { StatementVote } from './statements/statement-vote.entity.ts';

/** Consultations that a person wrote, took part in, or helped others with. */
export const consultationsPersonalData: PersonalData = {
  feature: 'consultations',

  async collect(ctx, memberId) {
    const written = await ctx.em.find(Consultation, { createdBy: memberId }, { orderBy: { id: 'asc' } });
    const parts = await ctx.em.find(Participant, { member: memberId }, { populate: ['consultation'] });
    const mine = { $in: parts.map(({ id }) => id) };
    const votes = await ctx.em.find(
      StatementVote,
      { participant: mine },
      { populate: ['statement'], orderBy: { statement: 'asc' } },
    );
    const statements = await ctx.em.find(Statement, { author: mine }, { orderBy: { id: 'asc' } });
    const drafts = await ctx.em.execute<{ question: string; answer: Answer }[]>(
      `select q.text as question, d.answer from survey_draft d join survey_question q on q.id = d.question_id
         join participant p on p.id = d.participant_id where p.member_id = ? order by q.id`,
      [memberId],
    );
    const papers = await ctx.em.find(
      PaperBatch,
      { $or: [{ enteredBy: memberId }, { signedBy: memberId }] },
      { orderBy: { id: 'asc' } },
    );
    const oldest = { orderBy: { id: 'asc' as const } };
    const proposals = await ctx.em.find(Proposal, { author: mine }, oldest);
    const comments = await ctx.em.find(ProposalComment, { author: mine }, oldest);
    const amendments = await ctx.em.find(ProposalAmendment, { author: mine }, oldest);
    const questions = await ctx.em.find(AssemblyQuestion, { author: mine }, oldest);
    const supported = await ctx.em.execute<{ title: string }[]>(
      `select o.title from proposal_support s join proposal o on o.id = s.proposal_id join participant p on p.id = s.participant_id
        where p.member_id = ? order by o.id`,
      [memberId],
    );
    const helped = await ctx.em.find(HelpedSession, { helper: memberId }, { orderBy: { id: 'asc' } });
    return {
      written: written.map(({ id, state, question, language, createdAt }) => ({
        id,
        state,
        question,
        language,
        createdAt,
      })),
      tookPart: parts.map(({ consultation }) => consultation.$.question),
      answers: votes.map(({ statement, value }) => ({ statement: statement.$.text, value })),
      statements: statements.map(({ text, state, reason, createdAt }) => ({
        text,
        state,
        reason: reason ?? null,
        createdAt,
      })),
      surveyDrafts: drafts.map(({ question, answer }) => ({ question, chosen: answer.values, written: answer.text })),
      papers: papers.map(({ papers: count, enteredAt, signedAt }) => ({
        papers: count,
        enteredAt,
        signedAt: signedAt ?? null,
      })),
      proposals: proposals.map(({ title, text, state, createdAt }) => ({ title, text, state, createdAt })),
      supported: supported.map(({ title }) => title),
      comments: comments.map(({ side, text, createdAt }) => ({ side, text, createdAt })),
      amendments: amendments.map(({ text, why, state, createdAt }) => ({ text, why, state, createdAt })),
      questions: questions.map(({ text, createdAt }) => ({ text, createdAt })),
      helped: helped.map(({ startedAt, endedAt, answers }) => ({ startedAt, endedAt: endedAt ?? null, answers })),
    };
  },

  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Consultation, { createdBy: memberId }, { createdBy: null });
    // Answers that were not sent go with the person.
    await ctx.em.execute(
      `delete from survey_draft d using participant p where p.id = d.participant_id and p.member_id = ?`,
      [memberId],
    );
    // What was answered counts in the results, without the person.
    await ctx.em.nativeUpdate(Participant, { member: memberId }, { member: null });
    const now = ctx.clock.now();
    await ctx.em.nativeUpdate(HelpedSession, { helper: memberId, endedAt: null }, { endedAt: now, participant: null });
    await ctx.em.nativeUpdate(HelpedSession, { helper: memberId }, { helper: null });
    await ctx.em.nativeUpdate(PaperBatch, { enteredBy: memberId }, { enteredBy: null });
    await ctx.em.nativeUpdate(PaperBatch, { signedBy: memberId }, { signedBy: null });
    await ctx.em.execute(`update assembly_signature set member_id = null where member_id = ?`, [memberId]);
    await ctx.em.nativeUpdate(ShowOfHands, { notedBy: memberId }, { notedBy: null });
  },
};
