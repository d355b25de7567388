import { Migration } from '@mikro-orm/migrations';

/** Whoever hands in an empty ballot has voted: how many did is told with the result, and counts for the quorum. */
export class Migration0039BlankPapers extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table paper_batch add column blank integer not null default 0 check (blank between 0 and papers);
      alter table vote_result add column blank integer not null default 0 check (blank >= 0);
    `);
  }
}
