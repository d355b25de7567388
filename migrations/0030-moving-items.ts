import { Migration } from '@mikro-orm/migrations';

/** Items of an agenda change places in one transaction, and take their translations along. */
export class Migration0030MovingItems extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table agenda_item
        drop constraint agenda_item_once,
        add constraint agenda_item_once unique (assembly_id, position) deferrable initially deferred;
    `);
  }
}
