import { Migration } from '@mikro-orm/migrations';

/** What several neighbours do together: actions, their tasks, shifts and materials, who takes part, and the result. */
export class Migration0006SolidarityActions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table solidarity_action (
        id uuid primary key,
        state text not null check (state in ('PROPOSED', 'OPEN', 'DECLINED', 'DONE', 'CANCELLED')),
        title text not null check (length(title) between 1 and 120),
        words text not null check (length(words) between 1 and 4000),
        goal text not null check (length(goal) between 1 and 300),
        target_amount int check (target_amount between 1 and 1000000),
        target_unit text check (length(target_unit) between 1 and 40),
        language text not null,
        zone_id uuid not null references zone,
        organisation_id uuid references organisation,
        proposer_id uuid references member,
        answer_words text check (length(answer_words) <= 1000),
        answer_language text,
        created_at timestamptz not null,
        opened_at timestamptz,
        closed_at timestamptz,
        hidden_at timestamptz,
        check (state not in ('OPEN', 'DONE') or (organisation_id is not null and opened_at is not null)),
        check ((target_amount is null) = (target_unit is null))
      );
      create index solidarity_action_state on solidarity_action (state, id desc);
      create index solidarity_action_search on solidarity_action
        using gin (to_tsvector('simple', fold_text(title || ' ' || goal || ' ' || words)));
      create index solidarity_action_zone on solidarity_action (zone_id);
      create index solidarity_action_organisation on solidarity_action (organisation_id, id desc);
      create index solidarity_action_proposer on solidarity_action (proposer_id, id desc);

      create table action_meeting_point (
        action_id uuid primary key references solidarity_action on delete cascade,
        words text not null check (length(words) between 1 and 300),
        language text not null
      );
      create table action_meeting_point_reading (
        id uuid primary key,
        action_id uuid not null references solidarity_action on delete cascade,
        reader_id uuid not null references member on delete cascade,
        at timestamptz not null
      );
      create index action_meeting_point_reading_action on action_meeting_point_reading (action_id, id desc);
      create index action_meeting_point_reading_reader on action_meeting_point_reading (reader_id);

      create table action_task (
        id uuid primary key,
        action_id uuid not null references solidarity_action on delete cascade,
        title text not null check (length(title) between 1 and 120),
        words text check (length(words) <= 1000),
        setting text not null check (setting in ('IN_PUBLIC', 'AT_DOOR', 'AT_HOME', 'WITH_CHILDREN')),
        unique (id, action_id)
      );
      create index action_task_action on action_task (action_id, id);

      create table action_shift (
        id uuid primary key,
        task_id uuid not null,
        action_id uuid not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        places int not null check (places between 1 and 200),
        places_taken int not null default 0,
        foreign key (task_id, action_id) references action_task (id, action_id) on delete cascade,
        check (starts_at < ends_at),
        constraint action_shift_places check (places_taken between 0 and places)
      );
      create index action_shift_task on action_shift (task_id, action_id);
      create index action_shift_action on action_shift (action_id, starts_at);
      create index action_shift_start on action_shift (starts_at);

      create table shift_sign_up (
        id uuid primary key,
        shift_id uuid not null references action_shift on delete cascade,
        member_id uuid not null references member,
        created_at timestamptz not null,
        came boolean,
        minutes int check (minutes between 1 and 1440),
        constraint shift_sign_up_once unique (shift_id, member_id),
        check (minutes is null or came)
      );
      create index shift_sign_up_member on shift_sign_up (member_id, id desc);

      create table action_material (
        id uuid primary key,
        action_id uuid not null references solidarity_action on delete cascade,
        what text not null check (length(what) between 1 and 120),
        needed int not null check (needed between 1 and 10000),
        pledged int not null default 0,
        constraint action_material_pledged check (pledged between 0 and needed)
      );
      create index action_material_action on action_material (action_id, id);
      create table material_pledge (
        material_id uuid not null references action_material on delete cascade,
        member_id uuid not null references member,
        quantity int not null check (quantity > 0),
        primary key (material_id, member_id)
      );
      create index material_pledge_member on material_pledge (member_id);

      create table action_result (
        id uuid primary key,
        action_id uuid not null unique references solidarity_action on delete cascade,
        words text not null check (length(words) between 1 and 4000),
        language text not null,
        reached_amount int check (reached_amount between 0 and 1000000),
        people int not null check (people >= 0),
        minutes int not null check (minutes >= 0),
        created_at timestamptz not null
      );
    `);
    for (const table of ['solidarity_action', 'action_task', 'action_shift', 'action_material', 'action_result']) {
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('actions');`,
      );
    }
  }
}
