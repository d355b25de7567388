import { Migration } from '@mikro-orm/migrations';

/** Documents as files: with a title in a language once they are part of something, which keeps them without whoever brought them. */
export class Migration0033Documents extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table attachment
        alter column owner_id drop not null,
        add column title text check (length(title) between 1 and 120),
        add column language text,
        drop constraint attachment_kind_check,
        add constraint attachment_kind_check check (kind in ('PHOTO', 'VOICE', 'DOCUMENT')),
        drop constraint attachment_check2,
        add constraint attachment_measures check (
          case kind when 'PHOTO' then width > 0 and height > 0 and seconds is null
                    when 'VOICE' then width is null and height is null and seconds > 0
                    else width is null and height is null and seconds is null end),
        add constraint attachment_titled check (
          (title is null) = (language is null)
          and (title is not null) = (kind = 'DOCUMENT' and subject_id is not null)),
        add constraint attachment_owned check (owner_id is not null or (kind = 'DOCUMENT' and subject_id is not null));
    `);
  }
}
