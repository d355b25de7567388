import { Migration } from '@mikro-orm/migrations';

/** Papers count how often they were entered; a code knows whether it was first used beside a helper. */
export class Migration0038SeenBeforeSigned extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table paper_batch add column version integer not null default 1;

      alter table participation_code add column used_beside boolean not null default false;
      update participation_code set used_beside = true
       where id in (select p.code_id from participant p join helped_session s on s.participant_id = p.id);
    `);
  }
}
