import { Migration } from '@mikro-orm/migrations';

/** How long a guest is remembered follows from the dates, wherever they move. */
export class Migration0027RememberedGuests extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table guest drop column forget_at;`);
  }
}
