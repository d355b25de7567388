import { Migration } from '@mikro-orm/migrations';

/** When an event or a date was changed last, for calendar programs; and the personal calendars of members. */
export class Migration0011Calendars extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table event add column touched_at timestamptz not null default now();
      alter table event_date add column touched_at timestamptz not null default now();
      create function touch_row() returns trigger language plpgsql as $$
      begin
        new.touched_at := clock_timestamp();
        return new;
      end $$;
      create trigger touch_row before insert or update on event for each row execute function touch_row();
      create trigger touch_row before insert or update on event_date for each row execute function touch_row();

      create table personal_calendar (
        member_id uuid primary key references member on delete cascade,
        token_hash text not null unique,
        created_at timestamptz not null
      );
    `);
  }
}
