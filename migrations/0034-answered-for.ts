import { Migration } from '@mikro-orm/migrations';

/** Who answers for words that somebody without an account wrote is not their author: nobody is warned or suspended for them. */
export class Migration0034AnsweredFor extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table moderation_case add column answered_for boolean not null default false;`);
    this.addSql(`
      alter table moderation_case add constraint moderation_case_answered_for
        check (not answered_for or outcome is null or outcome in ('NOTHING', 'HIDE'));
    `);
  }
}
