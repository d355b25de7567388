import { Migration } from '@mikro-orm/migrations';

/** How many take part is told as it was released last, so that nobody's own act shows in it. */
export class Migration0040ReleasedParticipants extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consultation add column participants_released integer not null default 0;`);
  }
}
