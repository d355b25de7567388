import { Migration } from '@mikro-orm/migrations';

export class Migration0003Attachments extends Migration {
  override async up(): Promise<void> {
    // A row is written before its bytes and goes after them, so that no bytes are ever without a row.
    this.addSql(`
      create table attachment (
        id uuid primary key,
        owner_id uuid not null references member,
        key uuid not null,
        input_hash text not null,
        kind text not null check (kind in ('PHOTO', 'VOICE')),
        mime text not null,
        width int,
        height int,
        seconds real,
        bytes int not null check (bytes > 0),
        alt text check (length(alt) between 1 and 300),
        subject_kind text,
        subject_id uuid,
        created_at timestamptz not null,
        stored_at timestamptz,
        removed_at timestamptz,
        constraint attachment_once unique (owner_id, key),
        check ((subject_kind is null) = (subject_id is null)),
        check (subject_id is null or stored_at is not null),
        check (case kind when 'PHOTO' then width > 0 and height > 0 and seconds is null
                         else width is null and height is null and seconds > 0 end)
      );
      create index attachment_subject on attachment (subject_id, id);
      create index attachment_unattached on attachment (created_at) where subject_id is null;
      create index attachment_removed on attachment (removed_at) where removed_at is not null;
    `);
    this.addSql(
      `create trigger tell_writes after insert or update or delete or truncate on attachment for each statement execute function tell_writes('attachments');`,
    );
  }
}
