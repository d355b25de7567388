import { Migration } from '@mikro-orm/migrations';

/** Surveys: questions, drafts of answers, who has sent, replies that know of nobody, and what was counted. */
export class Migration0023Surveys extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table survey_question (
        id uuid primary key,
        phase_id uuid not null references consultation_phase on delete cascade,
        position int not null check (position between 0 and 99),
        kind text not null check (kind in ('SINGLE', 'MULTIPLE', 'SCALE', 'TEXT', 'MATRIX')),
        text text not null check (length(text) between 1 and 300),
        language text not null,
        required boolean not null,
        choices text[] not null default '{}',
        rows text[] not null default '{}',
        most int,
        from_value int,
        to_value int,
        low text not null default '' check (length(low) <= 120),
        high text not null default '' check (length(high) <= 120),
        longest int,
        when_question_id uuid references survey_question,
        when_values jsonb not null default '[]',
        constraint survey_question_once unique (phase_id, position) deferrable initially deferred,
        check ((kind in ('SINGLE', 'MULTIPLE', 'MATRIX')) = (cardinality(choices) between 2 and 20)),
        check ((kind = 'MATRIX') = (cardinality(rows) between 1 and 12)),
        check (most is null or (kind = 'MULTIPLE' and most between 1 and cardinality(choices))),
        check ((kind = 'SCALE') = (from_value is not null and to_value is not null and from_value between 0 and 1
          and to_value between from_value + 1 and 10)),
        check ((kind = 'TEXT') = (longest is not null and longest between 20 and 2000)),
        check ((when_question_id is null) = (jsonb_array_length(when_values) = 0))
      );
      create index survey_question_when on survey_question (when_question_id);

      create function keep_questions_as_published() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from consultation_phase p join consultation c on c.id = p.consultation_id
                      where p.id in (new.phase_id, old.phase_id) and c.state = 'PUBLISHED') then
            raise exception 'The questions of a published consultation stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger keep_as_published before insert or update or delete on survey_question
        for each row execute function keep_questions_as_published();

      create table survey_draft (
        participant_id uuid not null references participant on delete cascade,
        question_id uuid not null references survey_question on delete cascade,
        session_id uuid references helped_session on delete cascade,
        answer jsonb not null,
        constraint survey_draft_once unique nulls not distinct (participant_id, question_id, session_id)
      );
      create index survey_draft_question on survey_draft (question_id);
      create index survey_draft_session on survey_draft (session_id);

      create table survey_sender (
        phase_id uuid not null references consultation_phase,
        participant_id uuid not null references participant,
        primary key (phase_id, participant_id)
      );
      create index survey_sender_participant on survey_sender (participant_id);

      create table survey_reply (
        id uuid primary key default gen_random_uuid(),
        phase_id uuid not null references consultation_phase,
        answers jsonb not null
      );
      create index survey_reply_phase on survey_reply (phase_id);

      create table counted_survey_reply (
        id uuid primary key default gen_random_uuid(),
        phase_id uuid not null references consultation_phase,
        answers jsonb not null
      );
      create index counted_survey_reply_phase on counted_survey_reply (phase_id);

      create table survey_text (
        id uuid primary key default gen_random_uuid(),
        question_id uuid not null references survey_question,
        words text not null
      );
      create index survey_text_question on survey_text (question_id, id);

      create table survey_result (
        phase_id uuid primary key references consultation_phase,
        counted_at timestamptz not null,
        people int not null,
        result jsonb
      );

      create table survey_summary (
        question_id uuid primary key references survey_question,
        words text not null check (length(words) between 1 and 2000)
      );

      create function seal_survey() returns trigger language plpgsql as $seal$
        begin
          -- Waits for a count that is under way.
          perform 1 from consultation_phase where id = new.phase_id for key share;
          if exists (select 1 from survey_result where phase_id = new.phase_id) then
            raise exception 'The replies are counted' using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end
      $seal$;

      create function empty_survey() returns trigger language plpgsql as $empty$
        begin
          if not exists (select 1 from survey_result where phase_id = old.phase_id) then
            raise exception 'A reply stays until it is counted' using errcode = 'integrity_constraint_violation';
          end if;
          return old;
        end
      $empty$;

      create trigger seal before insert on survey_reply for each row execute function seal_survey();
      create trigger stays before update on survey_reply for each row execute function refuse_change();
      create trigger counted before delete on survey_reply for each row execute function empty_survey();
      create trigger stays_whole before truncate on survey_reply for each statement execute function refuse_change();
      create trigger seal before insert on counted_survey_reply for each row execute function seal_survey();
    `);
    for (const table of ['counted_survey_reply', 'survey_text', 'survey_result', 'survey_sender'])
      this.addSql(`
        create trigger stays before update or delete on ${table} for each row execute function refuse_change();
        create trigger stays_whole before truncate on ${table} for each statement execute function refuse_change();
      `);
    // Nothing is told when somebody answers or sends: who listens would learn when.
    for (const table of ['survey_question', 'survey_result', 'survey_summary'])
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('consultations');`,
      );
  }
}
