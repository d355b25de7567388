import { Migration } from '@mikro-orm/migrations';

/** Decisions also rest on proposals and on what a survey asked. */
export class Migration0025DecisionGrounds extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table decision_ground
        add column proposal_id uuid references proposal,
        add column question_id uuid references survey_question,
        drop constraint decision_ground_check,
        add constraint decision_ground_of_one check (num_nonnulls(statement_id, option_id, proposal_id, question_id) = 1),
        add constraint decision_ground_proposal_once unique (decision_id, proposal_id),
        add constraint decision_ground_question_once unique (decision_id, question_id);
      create index decision_ground_proposal on decision_ground (proposal_id);
      create index decision_ground_question on decision_ground (question_id);
    `);
  }
}
