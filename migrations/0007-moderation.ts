import { Migration } from '@mikro-orm/migrations';

/** Blocks, reports, what moderators decide, and appeals; what is hidden and who may not write. */
export class Migration0007Moderation extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table member_block (
        id uuid primary key,
        blocker_id uuid not null references member on delete cascade,
        blocked_id uuid not null references member on delete cascade,
        created_at timestamptz not null,
        constraint member_block_once unique (blocker_id, blocked_id),
        check (blocker_id <> blocked_id)
      );
      create index member_block_blocked on member_block (blocked_id);

      create table moderation_case (
        id uuid primary key,
        subject_kind text not null,
        subject_id uuid not null,
        owner_id uuid not null references member,
        excerpt text check (length(excerpt) <= 500),
        path text,
        opened_at timestamptz not null,
        state text not null default 'OPEN' check (state in ('OPEN', 'DECIDED', 'APPEALED', 'CONFIRMED', 'OVERTURNED')),
        waiting boolean not null generated always as (state in ('OPEN', 'APPEALED')) stored,
        rule text,
        outcome text check (outcome in ('NOTHING', 'HIDE', 'WARN', 'SUSPEND')),
        reasons text,
        reasons_language text,
        decided_by_id uuid references member,
        decided_at timestamptz,
        suspended_until timestamptz,
        appeal_words text,
        appeal_language text,
        appealed_at timestamptz,
        appeal_reasons text,
        appeal_reasons_language text,
        appeal_decided_by_id uuid references member,
        appeal_decided_at timestamptz,
        check ((state = 'OPEN') = (outcome is null)),
        check (num_nulls(outcome, reasons, reasons_language, decided_by_id, decided_at) in (0, 5)),
        check ((outcome is not distinct from 'SUSPEND') = (suspended_until is not null)),
        check ((state in ('APPEALED', 'CONFIRMED', 'OVERTURNED')) = (appealed_at is not null)),
        check ((state in ('CONFIRMED', 'OVERTURNED')) = (appeal_decided_by_id is not null)),
        check (decided_by_id <> owner_id),
        check (appeal_decided_by_id not in (owner_id, decided_by_id))
      );
      create unique index moderation_case_open on moderation_case (subject_kind, subject_id) where state = 'OPEN';
      create index moderation_case_queue on moderation_case (waiting, id);
      create index moderation_case_subject on moderation_case (subject_id);
      create index moderation_case_owner on moderation_case (owner_id, id desc);
      create index moderation_case_decided_by on moderation_case (decided_by_id) where decided_by_id is not null;
      create index moderation_case_appeal_decided_by on moderation_case (appeal_decided_by_id) where appeal_decided_by_id is not null;

      create table report (
        id uuid primary key,
        case_id uuid not null references moderation_case on delete cascade,
        reporter_id uuid references member,
        rule text not null,
        words text check (length(words) <= 1000),
        language text not null,
        anonymous boolean not null,
        complaint boolean not null,
        created_at timestamptz not null,
        constraint report_once unique (case_id, reporter_id)
      );
      create index report_reporter on report (reporter_id, id desc);

      alter table member add column suspended_until timestamptz;
      create trigger tell_suspension after update of suspended_until on member for each row execute function tell_departure();

      alter table help_request add column hidden_at timestamptz;
      alter table message add column hidden_at timestamptz;
      alter table feedback add column hidden_at timestamptz;
    `);
  }
}
