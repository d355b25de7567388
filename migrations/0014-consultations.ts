import { Migration } from '@mikro-orm/migrations';

/** Consultations with their phases and rule, statements and answers to them, and ways to take part without an account. */
export class Migration0014Consultations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table consultation (
        id uuid primary key,
        state text not null check (state in ('DRAFT', 'PUBLISHED')),
        version int not null default 1,
        question text not null check (length(question) between 1 and 160),
        explanation text not null default '' check (length(explanation) <= 1200),
        description text not null default '' check (length(description) <= 8000),
        language text not null,
        languages text[] not null default '{}',
        documents jsonb not null default '[]',
        organisation_id uuid not null references organisation,
        created_by_id uuid references member,
        who text not null check (who in ('EVERYONE', 'ZONE', 'GROUP', 'CODES')),
        zone_id uuid references zone,
        group_id uuid references organisation,
        opens_at timestamptz,
        closes_at timestamptz,
        rule_method text not null check (rule_method in
          ('OPINIONS', 'SURVEY', 'APPROVAL', 'SCORE', 'SCHULZE', 'SCOTTISH_STV', 'EQUAL_SHARES', 'ASSEMBLY')),
        quorum int check (quorum between 1 and 1000000),
        seats int check (seats between 1 and 100),
        budget_cents bigint check (budget_cents between 1 and 100000000000),
        ties text check (ties in ('SHOWN', 'LOT', 'DECISION_BODY')),
        decision_body text not null default '' check (length(decision_body) <= 120),
        answer_by date,
        answer_owed_by text not null default '' check (length(answer_owed_by) <= 120),
        created_at timestamptz not null,
        published_at timestamptz,
        hidden_at timestamptz,
        check ((who = 'ZONE') = (zone_id is not null)),
        check ((who = 'GROUP') = (group_id is not null)),
        check ((state = 'DRAFT') = (published_at is null)),
        check (state = 'DRAFT' or (opens_at < closes_at and answer_by is not null and decision_body <> '')),
        check (state = 'DRAFT' or (rule_method = 'SCOTTISH_STV') = (seats is not null)),
        check (state = 'DRAFT' or (rule_method = 'EQUAL_SHARES') = (budget_cents is not null)),
        check (state = 'DRAFT' or ties is not null or rule_method in ('OPINIONS', 'SURVEY', 'ASSEMBLY'))
      );
      create index consultation_open on consultation (closes_at, id) where state = 'PUBLISHED';
      create index consultation_coming on consultation (opens_at, id) where state = 'PUBLISHED';
      create index consultation_organisation on consultation (organisation_id, id desc);
      create index consultation_created_by on consultation (created_by_id);

      create table consultation_phase (
        id uuid primary key,
        consultation_id uuid not null references consultation on delete cascade,
        position int not null check (position between 0 and 9),
        kind text not null check (kind in ('PREPARE', 'COLLECT', 'WEIGH', 'DECIDE', 'FOLLOW_UP')),
        method text check (method in ('STATEMENTS', 'SURVEY', 'PROPOSALS', 'VOTE', 'ASSEMBLY')),
        opens_at timestamptz not null,
        closes_at timestamptz not null,
        constraint consultation_phase_once unique (consultation_id, position),
        check (opens_at < closes_at)
      );
      create index consultation_phase_closes on consultation_phase (closes_at) where method is not null;

      create function keep_consultation_as_published() returns trigger language plpgsql as $keep$
        begin
          if old.state = 'DRAFT' then return coalesce(new, old); end if;
          if tg_op = 'DELETE' then
            raise exception 'A published consultation stays' using errcode = 'integrity_constraint_violation';
          end if;
          if new.state = 'DRAFT' then
            if old.opens_at <= now() or exists (select 1 from participant where consultation_id = old.id) then
              raise exception 'A consultation that has opened stays published' using errcode = 'integrity_constraint_violation';
            end if;
            return new;
          end if;
          if (new.question, new.language, new.organisation_id, new.who, new.zone_id, new.group_id, new.opens_at, new.closes_at,
              new.rule_method, new.quorum, new.seats, new.budget_cents, new.ties, new.decision_body, new.answer_by, new.answer_owed_by)
            is distinct from
             (old.question, old.language, old.organisation_id, old.who, old.zone_id, old.group_id, old.opens_at, old.closes_at,
              old.rule_method, old.quorum, old.seats, old.budget_cents, old.ties, old.decision_body, old.answer_by, old.answer_owed_by)
          then
            raise exception 'The rule of a published consultation stays as it is' using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end
      $keep$;
      create trigger keep_as_published before update or delete on consultation
        for each row execute function keep_consultation_as_published();

      create function keep_phases_as_published() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from consultation where id in (new.consultation_id, old.consultation_id) and state = 'PUBLISHED') then
            raise exception 'The phases of a published consultation stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger keep_as_published before insert or update or delete on consultation_phase
        for each row execute function keep_phases_as_published();

      create table code_sheet (
        id uuid primary key,
        consultation_id uuid not null references consultation on delete cascade,
        made_by_id uuid references member on delete set null,
        codes int not null check (codes between 1 and 500),
        created_at timestamptz not null
      );
      create index code_sheet_consultation on code_sheet (consultation_id);
      create index code_sheet_made_by on code_sheet (made_by_id);

      create table participation_code (
        id uuid primary key,
        sheet_id uuid not null references code_sheet on delete cascade,
        consultation_id uuid not null references consultation on delete cascade,
        hash text not null,
        used_at timestamptz,
        constraint participation_code_once unique (consultation_id, hash)
      );
      create index participation_code_sheet on participation_code (sheet_id);

      create table participant (
        id uuid primary key,
        consultation_id uuid not null references consultation on delete cascade,
        member_id uuid references member,
        code_id uuid references participation_code on delete set null,
        check (member_id is null or code_id is null),
        constraint participant_once_member unique (consultation_id, member_id),
        constraint participant_once_code unique (code_id)
      );
      create index participant_member on participant (member_id);

      create table helped_session (
        id uuid primary key,
        consultation_id uuid not null references consultation on delete cascade,
        helper_id uuid references member on delete set null,
        participant_id uuid references participant on delete set null,
        started_at timestamptz not null,
        ended_at timestamptz,
        answers int not null default 0,
        check (ended_at is null or participant_id is null)
      );
      create index helped_session_consultation on helped_session (consultation_id, id desc);
      create index helped_session_helper on helped_session (helper_id);
      create index helped_session_participant on helped_session (participant_id);

      create table statement (
        id uuid primary key,
        phase_id uuid not null references consultation_phase on delete cascade,
        text text not null check (length(text) between 1 and 140),
        language text not null,
        author_id uuid references participant on delete set null,
        state text not null check (state in ('PENDING', 'ACCEPTED', 'REJECTED')),
        reason text check (reason in ('TWICE', 'OFF_TOPIC', 'SEVERAL_IDEAS', 'UNCLEAR', 'NAMES_PEOPLE', 'HURTS')),
        is_meta boolean not null default false,
        priority double precision,
        created_at timestamptz not null,
        decided_at timestamptz,
        decided_by_id uuid references member on delete set null,
        check ((state = 'REJECTED') = (reason is not null)),
        check ((state = 'PENDING') = (decided_at is null))
      );
      create index statement_phase on statement (phase_id, state, id);
      create index statement_author on statement (author_id);
      create index statement_decided_by on statement (decided_by_id);

      create table statement_vote (
        statement_id uuid not null references statement on delete cascade,
        participant_id uuid not null references participant on delete cascade,
        value text not null check (value in ('AGREE', 'DISAGREE', 'PASS')),
        primary key (statement_id, participant_id)
      );
      create index statement_vote_participant on statement_vote (participant_id);

      create table opinion_release (
        phase_id uuid primary key references consultation_phase on delete cascade,
        released_at timestamptz not null,
        opinions jsonb not null
      );
    `);
    const publicTables = ['consultation', 'consultation_phase', 'statement', 'opinion_release'];
    for (const table of publicTables)
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('consultations');`,
      );
  }
}
