import { Migration } from '@mikro-orm/migrations';

/** What moderators took down is no longer for those who run an assembly to show again. */
export class Migration0031QuestionsTakenDown extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table assembly_question add column taken_down_at timestamptz;`);
  }
}
