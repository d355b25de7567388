import { readReply } from '../surveys/answers.ts';
import type { Answer } from '../surveys/asked-questions.ts';
import { questionsOf } from '../surveys/questions.reading.ts';
import { keptReply, putReply } from '../surveys/replies.ts';
import { SurveyResult } from '../surveys/survey-result.entity.ts';
import { amongThose } from './among-those.ts';
import type { PaperMethod } from './paper-method.ts';
import { readReplyLine, replyLine } from './reply-lines.ts';

/** Surveys on paper become replies like all others. On paper nothing can be asked again: what lacks is left out. */
export const paperReplies: PaperMethod<Record<string, Answer>> = {
  async lines(ctx, _consultation, phaseId) {
    const questions = (await questionsOf(ctx, phaseId)).map(
      ({ id, kind, choices, rows, most, fromValue, toValue, longest, condition }) => ({
        ...{ id, kind, choices, rows, most, fromValue, toValue, longest, condition },
        required: false,
      }),
    );
    return {
      read(line) {
        const answers = readReplyLine(questions, line);
        return answers && Object.fromEntries(readReply(questions, answers));
      },
      write: (reply) => replyLine(questions, keptReply(reply)),
    };
  },

  async take(em, phaseId, participantIds) {
    const ids = participantIds.join(',');
    const taken = await em.execute<{ id: string }[]>(
      `insert into survey_sender (phase_id, participant_id)
         select ?, id from unnest(string_to_array(?, ',')::uuid[]) as id order by id
         on conflict do nothing returning participant_id as id`,
      [phaseId, ids],
    );
    await em.execute(
      `delete from survey_draft d using survey_question q
        where q.id = d.question_id and q.phase_id = ? and d.participant_id = any(string_to_array(?, ',')::uuid[])`,
      [phaseId, ids],
    );
    return taken.map(({ id }) => id);
  },

  haveSaid: (em, phaseId, participantIds) => amongThose(em, 'survey_sender', phaseId, participantIds),

  async put(em, phaseId, contents) {
    const written = contents.filter((reply) => Object.keys(reply).length > 0);
    for (const reply of written) await putReply(em, phaseId, keptReply(reply));
    return contents.length - written.length;
  },

  isCounted: async (em, phaseId) => (await em.count(SurveyResult, { phase: phaseId })) > 0,
};
