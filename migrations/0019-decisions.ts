import { Migration } from '@mikro-orm/migrations';

/** What is decided after a consultation, what it rests on, and what is promised because of it. */
export class Migration0019Decisions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table decision (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        state text not null check (state in ('DRAFT', 'PUBLISHED')),
        version int not null default 1,
        outcome text not null check (outcome in ('FOLLOWS', 'PARTLY', 'DEPARTS')),
        words text not null default '' check (length(words) <= 1200),
        reasons text not null default '' check (length(reasons) <= 4000),
        body text not null default '' check (length(body) <= 120),
        decided_on date,
        language text not null,
        created_by_id uuid references member on delete set null,
        created_at timestamptz not null,
        published_at timestamptz,
        told_at timestamptz,
        constraint decision_once unique (consultation_id),
        check ((state = 'DRAFT') = (published_at is null)),
        check (state = 'DRAFT' or (words <> '' and reasons <> '' and body <> '' and decided_on is not null))
      );
      create index decision_created_by on decision (created_by_id);
      create index decision_published on decision (published_at desc, id desc) where state = 'PUBLISHED';
      create index decision_to_tell on decision (id) where state = 'PUBLISHED' and told_at is null;

      create table decision_ground (
        id uuid primary key,
        decision_id uuid not null references decision on delete cascade,
        statement_id uuid references statement,
        option_id uuid references ballot_option,
        stance text not null check (stance in ('FOLLOWS', 'DEPARTS')),
        why text not null default '' check (length(why) <= 500),
        check (num_nonnulls(statement_id, option_id) = 1),
        check (stance = 'FOLLOWS' or why <> ''),
        constraint decision_ground_statement_once unique (decision_id, statement_id),
        constraint decision_ground_option_once unique (decision_id, option_id)
      );
      create index decision_ground_statement on decision_ground (statement_id);
      create index decision_ground_option on decision_ground (option_id);

      create table commitment (
        id uuid primary key,
        decision_id uuid not null references decision on delete cascade,
        words text not null check (length(words) between 1 and 120),
        owner text not null check (length(owner) between 1 and 120),
        organisation_id uuid references organisation on delete set null,
        due_on date not null,
        state text not null check (state in ('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED')),
        expected_on date,
        late_told_at timestamptz
      );
      create index commitment_decision on commitment (decision_id, due_on);
      create index commitment_organisation on commitment (organisation_id);
      create index commitment_due on commitment (due_on) where state in ('PLANNED', 'UNDER_WAY');

      create table commitment_step (
        id uuid primary key,
        commitment_id uuid not null references commitment on delete cascade,
        state text not null check (state in ('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED')),
        words text not null check (length(words) between 1 and 600),
        language text not null,
        expected_on date,
        at timestamptz not null,
        by_id uuid references member on delete set null,
        told_at timestamptz
      );
      create index commitment_step_commitment on commitment_step (commitment_id, id);
      create index commitment_step_by on commitment_step (by_id);
      create index commitment_step_to_tell on commitment_step (id) where state in ('DONE', 'DROPPED') and told_at is null;

      create table commitment_beginning (
        id uuid primary key,
        commitment_id uuid not null references commitment on delete cascade,
        action_id uuid references solidarity_action on delete cascade,
        event_id uuid references event on delete cascade,
        check (num_nonnulls(action_id, event_id) = 1),
        constraint commitment_beginning_action_once unique (action_id),
        constraint commitment_beginning_event_once unique (event_id)
      );
      create index commitment_beginning_commitment on commitment_beginning (commitment_id);

      create function keep_decision_as_published() returns trigger language plpgsql as $keep$
        begin
          if old.state = 'DRAFT' then return coalesce(new, old); end if;
          if tg_op = 'DELETE' or
             (new.consultation_id, new.state, new.outcome, new.words, new.reasons, new.body, new.decided_on, new.language, new.published_at)
             is distinct from
             (old.consultation_id, old.state, old.outcome, old.words, old.reasons, old.body, old.decided_on, old.language, old.published_at)
          then
            raise exception 'A published decision stays as it is' using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end
      $keep$;
      create trigger keep_as_published before update or delete on decision
        for each row execute function keep_decision_as_published();

      create function keep_promises() returns trigger language plpgsql as $keep$
        begin
          if not exists (select 1 from decision where id in (new.decision_id, old.decision_id) and state = 'PUBLISHED') then
            return coalesce(new, old);
          end if;
          if tg_table_name = 'commitment' and tg_op = 'UPDATE' and
             (new.decision_id, new.words, new.owner, new.due_on) is not distinct from (old.decision_id, old.words, old.owner, old.due_on)
          then
            return new;
          end if;
          raise exception 'What a published decision promised and rests on stays' using errcode = 'integrity_constraint_violation';
        end
      $keep$;
      create trigger keep_promises before insert or update or delete on commitment for each row execute function keep_promises();

      create function keep_grounds() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from decision where id in (new.decision_id, old.decision_id) and state = 'PUBLISHED') then
            raise exception 'What a published decision promised and rests on stays' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger keep_grounds before insert or update or delete on decision_ground for each row execute function keep_grounds();

      create function keep_steps() returns trigger language plpgsql as $keep$
        begin
          if tg_op = 'UPDATE' and
             (new.commitment_id, new.state, new.words, new.language, new.expected_on, new.at)
             is not distinct from (old.commitment_id, old.state, old.words, old.language, old.expected_on, old.at)
          then
            return new;
          end if;
          raise exception 'What was said about a commitment stays' using errcode = 'integrity_constraint_violation';
        end
      $keep$;
      create trigger keep_steps before update or delete on commitment_step for each row execute function keep_steps();
    `);
    for (const table of ['decision', 'decision_ground', 'commitment', 'commitment_step', 'commitment_beginning'])
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('decisions');`,
      );
  }
}
