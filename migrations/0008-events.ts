import { Migration } from '@mikro-orm/migrations';

/** Translations of what people write; events, their dates, places and support slots. */
export class Migration0008Events extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table translation (
        id uuid primary key,
        subject_kind text not null,
        subject_id uuid not null,
        field text not null,
        locale text not null,
        state text not null check (state in ('MACHINE', 'REVIEWED', 'APPROVED')),
        words text not null check (length(words) >= 1),
        source_hash text not null,
        author_id uuid references member on delete set null,
        updated_at timestamptz not null,
        constraint translation_once unique (subject_id, field, locale)
      );
      create index translation_author on translation (author_id);

      create table event (
        id uuid primary key,
        series_id uuid not null,
        state text not null check (state in ('DRAFT', 'PUBLISHED', 'CANCELLED')),
        version int not null default 1,
        title text not null check (length(title) between 1 and 120),
        description text not null check (length(description) between 1 and 8000),
        language text not null,
        organisation_id uuid not null references organisation,
        created_by_id uuid references member,
        zone_id uuid not null references zone,
        venue text check (length(venue) between 1 and 120),
        address text check (length(address) between 1 and 300),
        online_url text check (length(online_url) between 1 and 500),
        time_zone text not null,
        all_day boolean not null default false,
        rule text check (length(rule) <= 500),
        topics text[] not null default '{}',
        audiences text[] not null default '{}',
        speaks text[] not null default '{}',
        access text[] not null default '{}',
        cost text not null check (cost in ('FREE', 'DONATION', 'PAID')),
        cost_words text check (length(cost_words) between 1 and 120),
        contact text check (length(contact) between 1 and 300),
        registration text not null check (registration in ('NONE', 'DATE', 'SERIES')),
        places int check (places between 1 and 100000),
        closes_minutes int not null default 0 check (closes_minutes between 0 and 43200),
        waiting_order text not null default 'FIRST_COME' check (waiting_order in ('FIRST_COME', 'LOTTERY')),
        offer_minutes int not null default 720 check (offer_minutes between 10 and 10080),
        source_uid text check (length(source_uid) <= 1000),
        source_sequence int,
        source_digest text,
        created_at timestamptz not null,
        published_at timestamptz,
        cancelled_at timestamptz,
        cancel_words text check (length(cancel_words) <= 1000),
        cancel_language text,
        hidden_at timestamptz,
        check ((state = 'DRAFT') = (published_at is null)),
        check ((state = 'CANCELLED') = (cancelled_at is not null))
      );
      create index event_series on event (series_id);
      create index event_organisation on event (organisation_id, id desc);
      create index event_created_by on event (created_by_id);
      create index event_zone on event (zone_id);
      create index event_topics on event using gin (topics);
      create index event_search on event using gin (to_tsvector('simple', fold_text(title || ' ' || coalesce(venue, '') || ' ' || description)));
      create unique index event_source on event (organisation_id, source_uid) where source_uid is not null;
      create index translation_search on translation using gin (to_tsvector('simple', fold_text(words))) where subject_kind = 'EVENT';

      create table event_co_organiser (
        event_id uuid not null references event on delete cascade,
        organisation_id uuid not null references organisation on delete cascade,
        primary key (event_id, organisation_id)
      );
      create index event_co_organiser_organisation on event_co_organiser (organisation_id);

      create table event_seats (
        id uuid primary key,
        places int check (places between 1 and 100000),
        taken int not null default 0 check (taken >= 0),
        waiting int not null default 0 check (waiting >= 0),
        constraint event_seats_places check (places is null or taken <= places)
      );
      create table event_date (
        id uuid primary key,
        event_id uuid not null references event on delete cascade,
        seats_id uuid references event_seats,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        planned_at timestamptz not null,
        changed_at timestamptz,
        cancelled_at timestamptz,
        cancel_words text check (length(cancel_words) <= 1000),
        cancel_language text,
        check (starts_at < ends_at),
        constraint event_date_once unique (event_id, planned_at)
      );
      create index event_date_start on event_date (starts_at, id);
      create index event_date_end on event_date (ends_at);
      create index event_date_seats on event_date (seats_id);

      create table event_result (
        id uuid primary key,
        date_id uuid not null unique references event_date on delete cascade,
        words text not null check (length(words) between 1 and 4000),
        language text not null,
        people int check (people between 0 and 100000),
        created_at timestamptz not null
      );

      create table support_slot (
        id uuid primary key,
        date_id uuid not null references event_date on delete cascade,
        kind text not null check (kind in ('INTERPRETER', 'CHILD_CARE', 'TRANSPORT', 'LIFT', 'SET_UP')),
        language text,
        places int not null check (places between 1 and 50),
        places_taken int not null default 0,
        words text check (length(words) between 1 and 300),
        created_at timestamptz not null,
        check ((kind = 'INTERPRETER') = (language is not null)),
        constraint support_slot_places check (places_taken between 0 and places)
      );
      create unique index support_slot_once on support_slot (date_id, kind, coalesce(language, ''));
      create table support_claim (
        id uuid primary key,
        slot_id uuid not null references support_slot on delete cascade,
        member_id uuid not null references member,
        created_at timestamptz not null,
        came boolean,
        minutes int check (minutes between 1 and 1440),
        constraint support_claim_once unique (slot_id, member_id),
        check (minutes is null or came)
      );
      create index support_claim_member on support_claim (member_id, id desc);
    `);
    const publicTables = {
      translations: ['translation'],
      events: ['event', 'event_co_organiser', 'event_seats', 'event_date', 'event_result', 'support_slot'],
    };
    for (const [feature, tables] of Object.entries(publicTables)) {
      for (const table of tables) {
        this.addSql(
          `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('${feature}');`,
        );
      }
    }
  }
}
