import { Migration } from '@mikro-orm/migrations';

/** By which channels people do not want to be told. */
export class Migration0014NoticeChoices extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table notice_choice (
        member_id uuid primary key references member on delete cascade,
        without text[] not null check (without <@ array['MAIL', 'SMS', 'CALL'])
      );
    `);
  }
}
