import { Migration } from '@mikro-orm/migrations';

/** An organisation helps to organise once it has agreed. Those of before were never asked, and are asked now. */
export class Migration0017AskedOrganisers extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table event_co_organiser add column state text not null default 'ASKED'
        check (state in ('ASKED', 'ACCEPTED', 'DECLINED'));
    `);
  }
}
