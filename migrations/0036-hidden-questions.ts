import { Migration } from '@mikro-orm/migrations';

/** Whoever asked reads why those who run an assembly took the question out of sight. */
export class Migration0036HiddenQuestions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table assembly_question add column hidden_reason text;`);
  }
}
