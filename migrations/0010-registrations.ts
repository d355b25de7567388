import { Migration } from '@mikro-orm/migrations';

/** Who comes to events: registrations with and without an account, what they need, who came, how it was. */
export class Migration0010Registrations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table guest (
        id uuid primary key,
        name text not null check (length(name) between 1 and 80),
        mail text check (length(mail) <= 254),
        phone text check (length(phone) <= 20),
        locale text not null,
        created_at timestamptz not null,
        forget_at timestamptz not null,
        check (num_nonnulls(mail, phone) = 1)
      );
      create index guest_forget on guest (forget_at);

      create table event_question (
        id uuid primary key,
        series_id uuid not null,
        position int not null,
        kind text not null check (kind in ('TEXT', 'YES_NO', 'CHOICE')),
        words text not null check (length(words) between 1 and 200),
        options text[] not null default '{}',
        required boolean not null default false,
        check ((kind = 'CHOICE') = (cardinality(options) > 0))
      );
      create index event_question_series on event_question (series_id, position);

      create table registration (
        id uuid primary key,
        seats_id uuid not null references event_seats,
        date_id uuid not null references event_date,
        member_id uuid references member,
        guest_id uuid references guest on delete set null,
        contact_hash text,
        state text not null check (state in ('HELD', 'CONFIRMED', 'WAITING', 'OFFERED', 'CANCELLED', 'EXPIRED')),
        adults int not null check (adults between 0 and 20),
        children int not null check (children between 0 and 20),
        people int not null generated always as (adults + children) stored,
        answers jsonb not null default '{}',
        code text not null unique,
        lot int not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        held_until timestamptz,
        ended_at timestamptz,
        check (adults + children between 1 and 20),
        check (member_id is null or guest_id is null),
        check (state <> 'CONFIRMED' or confirmed_at is not null),
        check (state not in ('HELD', 'OFFERED') or held_until is not null)
      );
      create unique index registration_once_member on registration (seats_id, member_id)
        where member_id is not null and state in ('HELD', 'CONFIRMED', 'WAITING', 'OFFERED');
      create unique index registration_once_guest on registration (seats_id, contact_hash)
        where contact_hash is not null and state in ('HELD', 'CONFIRMED', 'WAITING', 'OFFERED');
      create index registration_seats on registration (seats_id, id);
      create index registration_date on registration (date_id, id);
      create index registration_member on registration (member_id, id desc);
      create index registration_guest on registration (guest_id);
      create index registration_held on registration (held_until) where state in ('HELD', 'OFFERED', 'WAITING') and held_until is not null;

      create table registration_need (
        registration_id uuid not null references registration on delete cascade,
        kind text not null check (kind in ('INTERPRETER', 'CHILD_CARE', 'TRANSPORT', 'LIFT')),
        language text not null default '',
        primary key (registration_id, kind, language),
        check ((kind = 'INTERPRETER') = (language <> ''))
      );

      create table attendance (
        registration_id uuid not null references registration on delete cascade,
        date_id uuid not null references event_date on delete cascade,
        people int not null check (people between 1 and 20),
        came_at timestamptz not null,
        noted_by_id uuid references member on delete set null,
        primary key (registration_id, date_id)
      );
      create index attendance_date on attendance (date_id);
      create index attendance_noted_by on attendance (noted_by_id);

      create table event_feedback (
        id uuid primary key,
        date_id uuid not null references event_date on delete cascade,
        registration_id uuid references registration on delete set null,
        face text not null check (face in ('GOOD', 'FAIR', 'BAD')),
        words text check (length(words) between 1 and 1000),
        language text not null,
        created_at timestamptz not null,
        constraint event_feedback_once unique (date_id, registration_id)
      );

      alter table notification alter column member_id drop not null;
      alter table notification add column guest_id uuid references guest on delete cascade;
      alter table notification add constraint notification_whose check (num_nonnulls(member_id, guest_id) = 1);
      alter table notification add constraint notification_once_guest unique (guest_id, once_key);
    `);
    this.addSql(`alter table given_hours drop constraint if exists given_hours_source_check;`);
    this.addSql(
      `alter table given_hours add constraint given_hours_source_check check (source in ('MATCH', 'SHIFT', 'SUPPORT'));`,
    );
    for (const table of ['event_question', 'registration_need', 'event_feedback']) {
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('events');`,
      );
    }
  }
}
