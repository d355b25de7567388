import { Migration } from '@mikro-orm/migrations';

/** How many codes of a sheet were used is told as it was released last, so that nobody's own act shows in it. */
export class Migration0042ReleasedCodes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table code_sheet add column used_released integer not null default 0;`);
  }
}
