import { Migration } from '@mikro-orm/migrations';

/** Calendar files that organisers look at before they import them; kept for an hour. */
export class Migration0012CalendarImports extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table calendar_file (
        id uuid primary key,
        member_id uuid not null references member on delete cascade,
        organisation_id uuid not null references organisation on delete cascade,
        name text not null check (length(name) between 1 and 300),
        bytes bytea not null check (octet_length(bytes) <= 5242880),
        read_at timestamptz not null,
        outcome jsonb
      );
      create index calendar_file_member on calendar_file (member_id);
      create index calendar_file_organisation on calendar_file (organisation_id);
      create index calendar_file_read on calendar_file (read_at);
    `);
  }
}
