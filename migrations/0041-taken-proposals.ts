import { Migration } from '@mikro-orm/migrations';

/** A proposal that organisers took for a vote to come goes back onto its ballot once it can stand there again. */
export class Migration0041TakenProposals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table proposal add column taken boolean not null default false;
      update proposal set taken = true where id in (select proposal_id from ballot_option);
    `);
  }
}
