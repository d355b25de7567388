import { Migration } from '@mikro-orm/migrations';

/** Steps of a draft change places in one transaction. */
export class Migration0029StepsMove extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table consultation_phase
        drop constraint consultation_phase_once,
        add constraint consultation_phase_once unique (consultation_id, position) deferrable initially deferred;
    `);
  }
}
