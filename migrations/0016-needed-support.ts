import { Migration } from '@mikro-orm/migrations';

/** Which support slots somebody's need opened; those of before may be the organisers' own, and stay. */
export class Migration0016NeededSupport extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table support_slot add column needed boolean not null default false;`);
  }
}
