import { randomBytes } from 'node:crypto';
import { AppError } from '../../../platform/errors.ts';
import type { VoteMethod } from '../consultations.words.ts';
import { type Choices, readChoices } from '../votes/choices.ts';
import { fewestOptions, optionsOf } from '../votes/options.service.ts';
import { receiptFrom } from '../votes/receipt.ts';
import { VoteResult } from '../votes/vote-result.entity.ts';
import { amongThose } from './among-those.ts';
import { ballotLine, readBallotLine } from './ballot-lines.ts';
import type { PaperMethod } from './paper-method.ts';

/** Ballots on paper go into the box, each with a receipt like all others. */
export const paperBallots: PaperMethod<Choices> = {
  async lines(ctx, consultation, phaseId) {
    const options = (await optionsOf(ctx, phaseId)).map(({ id }) => id);
    if (options.length < fewestOptions(consultation)) throw new AppError('NOTHING_TO_CHOOSE');
    const method = consultation.ruleMethod as VoteMethod;
    return {
      read(line) {
        const read = readBallotLine(method, line);
        if (!read) return null;
        if (read.length === 0) return options.map(() => null);
        const given = read.map(({ at, value }) => ({ optionId: options[at] ?? '', value }));
        return readChoices(method, options, given);
      },
      write: (choices) => ballotLine(method, choices),
    };
  },

  async take(em, phaseId, participantIds) {
    const taken = await em.execute<{ id: string }[]>(
      `insert into elector (phase_id, participant_id)
         select ?, id from unnest(string_to_array(?, ',')::uuid[]) as id order by id
         on conflict do nothing returning participant_id as id`,
      [phaseId, participantIds.join(',')],
    );
    return taken.map(({ id }) => id);
  },

  haveSaid: (em, phaseId, participantIds) => amongThose(em, 'elector', phaseId, participantIds),

  async put(em, phaseId, contents) {
    const rows = contents
      .filter((choices) => choices.some((value) => value !== null))
      .map((choices) => ({ receipt: receiptFrom(randomBytes(16)), choices }));
    await em.execute(
      `insert into ballot (phase_id, receipt, choices)
         select ?, b ->> 'receipt', b -> 'choices' from jsonb_array_elements(?::jsonb) as b`,
      [phaseId, JSON.stringify(rows)],
    );
    return contents.length - rows.length;
  },

  isCounted: async (em, phaseId) => (await em.count(VoteResult, { phase: phaseId })) > 0,
};
