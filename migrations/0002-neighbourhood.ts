import { Migration } from '@mikro-orm/migrations';

export class Migration0002Neighbourhood extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table neighbourhood (
        id uuid primary key,
        name text not null unique check (length(name) between 1 and 120),
        created_at timestamptz not null
      );
      create table zone (
        id uuid primary key,
        neighbourhood_id uuid not null references neighbourhood,
        name text not null unique check (length(name) between 1 and 120),
        names jsonb not null default '{}',
        geometry jsonb,
        created_at timestamptz not null
      );
      create index zone_neighbourhood on zone (neighbourhood_id);

      create table member (
        id uuid primary key,
        display_name text not null check (length(display_name) <= 80),
        zone_id uuid references zone,
        locale text not null,
        skills text[] not null default '{}',
        zone_audience text not null default 'MEMBERS',
        languages_audience text not null default 'MEMBERS',
        skills_audience text not null default 'MEMBERS',
        availability_audience text not null default 'MEMBERS',
        registered_by_id uuid references member,
        created_at timestamptz not null,
        gone_at timestamptz
      );
      create index member_zone on member (zone_id);
      create index member_registered_by on member (registered_by_id);
      create table spoken_language (
        member_id uuid not null references member on delete cascade,
        tag text not null,
        level text not null check (level in ('A_LITTLE', 'WELL', 'MOTHER_TONGUE')),
        primary key (member_id, tag)
      );
      create table availability (
        id uuid primary key,
        member_id uuid not null references member on delete cascade,
        rrule text not null,
        start_time time not null,
        end_time time not null,
        check (start_time < end_time)
      );
      create index availability_member on availability (member_id);
      create table town_role (
        member_id uuid not null references member on delete cascade,
        role text not null check (role in ('ACCESS_POINT_OPERATOR', 'SOCIAL_WORKER', 'COORDINATOR', 'REPORTING_OFFICER', 'ADMINISTRATOR')),
        primary key (member_id, role)
      );

      create table organisation (
        id uuid primary key,
        name text not null unique check (length(name) between 1 and 120),
        kind text not null check (kind in ('ASSOCIATION', 'COOPERATIVE', 'SCHOOL', 'PUBLIC_SERVICE')),
        description text,
        language text not null,
        website text,
        zone_id uuid references zone,
        created_at timestamptz not null
      );
      create index organisation_zone on organisation (zone_id);
      create table membership (
        organisation_id uuid not null references organisation on delete cascade,
        member_id uuid not null references member on delete cascade,
        roles text[] not null check (cardinality(roles) > 0),
        primary key (organisation_id, member_id)
      );
      create index membership_member on membership (member_id);

      create table help_request (
        id uuid primary key,
        requester_id uuid not null references member,
        category text not null,
        state text not null check (state in ('OPEN', 'MATCHED', 'DONE', 'WITHDRAWN', 'EXPIRED')),
        time_choice text not null check (time_choice in ('TODAY', 'TOMORROW', 'THIS_WEEK', 'ON_DATE')),
        part_of_day text not null check (part_of_day in ('ANY', 'MORNING', 'AFTERNOON', 'EVENING')),
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        zone_id uuid not null references zone,
        details text,
        language text not null,
        speaks text[] not null default '{}',
        places int not null check (places between 1 and 20),
        places_taken int not null default 0,
        created_at timestamptz not null,
        closed_at timestamptz,
        check (starts_at < ends_at),
        constraint help_request_places check (places_taken between 0 and places)
      );
      create index help_request_open on help_request (id desc) where state = 'OPEN';
      create index help_request_open_zone on help_request (zone_id, id desc) where state = 'OPEN';
      create index help_request_requester on help_request (requester_id, id desc);
      create index help_request_zone on help_request (zone_id);
      create index help_request_ending on help_request (ends_at) where state = 'OPEN';

      create table help_match (
        id uuid primary key,
        request_id uuid not null references help_request,
        helper_id uuid not null references member,
        state text not null check (state in ('PROPOSED', 'ACCEPTED', 'DONE', 'DECLINED', 'CANCELLED', 'EXPIRED')),
        note text,
        note_language text not null,
        created_at timestamptz not null,
        changed_at timestamptz not null
      );
      create unique index help_match_one_live on help_match (request_id, helper_id) where state in ('PROPOSED', 'ACCEPTED', 'DONE');
      create index help_match_request on help_match (request_id);
      create index help_match_helper on help_match (helper_id, id desc);

      create table feedback (
        id uuid primary key,
        match_id uuid not null references help_match,
        author_id uuid not null references member,
        face text not null check (face in ('GOOD', 'FAIR', 'BAD')),
        words text,
        language text not null,
        created_at timestamptz not null,
        constraint feedback_once unique (match_id, author_id)
      );
      create index feedback_author on feedback (author_id);

      create table thread (
        id uuid primary key,
        match_id uuid unique references help_match,
        closed_at timestamptz,
        created_at timestamptz not null
      );
      create table thread_participant (
        thread_id uuid not null references thread on delete cascade,
        member_id uuid not null references member,
        read_at timestamptz not null,
        primary key (thread_id, member_id)
      );
      create index thread_participant_member on thread_participant (member_id);
      create table message (
        id uuid primary key,
        thread_id uuid not null references thread on delete cascade,
        author_id uuid not null references member,
        text text not null,
        language text not null,
        sent_at timestamptz not null
      );
      create index message_thread on message (thread_id, id desc);
      create index message_author on message (author_id);

      create table idempotency_key (
        owner text not null,
        key uuid not null,
        operation text not null,
        input_hash text not null,
        result jsonb,
        created_at timestamptz not null default now(),
        primary key (owner, key)
      );
      create index idempotency_key_age on idempotency_key (created_at);
      create table audit_entry (
        id uuid primary key,
        actor_id uuid not null,
        action text not null,
        subject_id uuid,
        at timestamptz not null
      );
      create index audit_entry_subject on audit_entry (subject_id, id desc);
      create index audit_entry_actor on audit_entry (actor_id, id desc);
    `);

    // Public answers are cached by every process; each statement that writes a public table says so when it commits.
    this.addSql(`
      create function tell_writes() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_writes', tg_argv[0]);
        return null;
      end $$;
      create function tell_actor() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_actors', coalesce(new.member_id, old.member_id)::text);
        return null;
      end $$;
    `);
    const publicTables = {
      help: ['help_request', 'help_match'],
      members: ['member', 'spoken_language', 'availability', 'town_role'],
      neighbourhoods: ['neighbourhood', 'zone'],
      organisations: ['organisation', 'membership'],
    };
    for (const [feature, tables] of Object.entries(publicTables)) {
      for (const table of tables) {
        this.addSql(
          `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('${feature}');`,
        );
      }
    }
    for (const table of ['town_role', 'membership']) {
      this.addSql(
        `create trigger tell_actor after insert or update or delete on ${table} for each row execute function tell_actor();`,
      );
    }
    this.addSql(`
      create function tell_departure() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_actors', new.id::text);
        return null;
      end $$;
      create trigger tell_departure after update of gone_at on member for each row execute function tell_departure();
    `);
  }
}
