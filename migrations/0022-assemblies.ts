import { Migration } from '@mikro-orm/migrations';

/** Assemblies: agenda, questions from people, shows of hands, and minutes that two people sign. */
export class Migration0022Assemblies extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table assembly (
        id uuid primary key,
        phase_id uuid not null references consultation_phase on delete cascade,
        date_id uuid references event_date on delete set null,
        version int not null default 1,
        signed_at timestamptz,
        constraint assembly_once unique (phase_id)
      );
      create index assembly_date on assembly (date_id);

      create table agenda_item (
        id uuid primary key,
        assembly_id uuid not null references assembly on delete cascade,
        position int not null check (position between 0 and 99),
        title text not null check (length(title) between 1 and 160),
        language text not null,
        minutes int check (minutes between 1 and 600),
        state text not null check (state in ('COMING', 'NOW', 'DONE')),
        record text not null default '' check (length(record) <= 4000),
        record_language text not null default 'it',
        constraint agenda_item_once unique (assembly_id, position)
      );
      create unique index agenda_item_now on agenda_item (assembly_id) where state = 'NOW';

      create table show_of_hands (
        id uuid primary key,
        item_id uuid not null references agenda_item on delete cascade,
        in_favour int not null check (in_favour between 0 and 100000),
        against int not null check (against between 0 and 100000),
        abstained int not null check (abstained between 0 and 100000),
        noted_by_id uuid references member on delete set null,
        noted_at timestamptz not null
      );
      create index show_of_hands_item on show_of_hands (item_id, id desc);
      create index show_of_hands_noted_by on show_of_hands (noted_by_id);

      create table assembly_signature (
        assembly_id uuid not null references assembly on delete cascade,
        place int not null check (place in (1, 2)),
        member_id uuid references member on delete set null,
        signed_at timestamptz not null,
        primary key (assembly_id, place),
        constraint assembly_signature_once unique (assembly_id, member_id)
      );
      create index assembly_signature_member on assembly_signature (member_id);

      create table assembly_question (
        id uuid primary key,
        assembly_id uuid not null references assembly on delete cascade,
        author_id uuid references participant on delete set null,
        text text not null check (length(text) between 1 and 300),
        language text not null,
        created_at timestamptz not null,
        hidden_at timestamptz
      );
      create index assembly_question_assembly on assembly_question (assembly_id, id);
      create index assembly_question_author on assembly_question (author_id);

      create table question_support (
        question_id uuid not null references assembly_question on delete cascade,
        participant_id uuid not null references participant on delete cascade,
        primary key (question_id, participant_id)
      );
      create index question_support_participant on question_support (participant_id);

      create function keep_signed_minutes() returns trigger language plpgsql as $keep$
        declare of_assembly uuid;
        begin
          of_assembly := coalesce(new.assembly_id, old.assembly_id);
          if exists (select 1 from assembly where id = of_assembly and signed_at is not null) then
            raise exception 'Signed minutes stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger signed before insert or update or delete on agenda_item
        for each row execute function keep_signed_minutes();

      create function keep_signed_hands() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from agenda_item i join assembly a on a.id = i.assembly_id
                      where i.id = coalesce(new.item_id, old.item_id) and a.signed_at is not null) then
            raise exception 'Signed minutes stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger signed before insert or delete on show_of_hands for each row execute function keep_signed_hands();

      create function keep_counted_hands() returns trigger language plpgsql as $keep$
        begin
          if (new.id, new.item_id, new.in_favour, new.against, new.abstained, new.noted_at)
            is distinct from (old.id, old.item_id, old.in_favour, old.against, old.abstained, old.noted_at) then
            raise exception 'Counted hands stay, a new count is another row' using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end
      $keep$;
      create trigger stays before update on show_of_hands for each row execute function keep_counted_hands();

      create function keep_signed_assembly() returns trigger language plpgsql as $keep$
        begin
          if old.signed_at is not null and (tg_op = 'DELETE' or (new.phase_id, new.version, new.signed_at)
            is distinct from (old.phase_id, old.version, old.signed_at)) then
            raise exception 'Signed minutes stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger signed before update or delete on assembly for each row execute function keep_signed_assembly();
    `);
    const tables = [
      'assembly',
      'agenda_item',
      'show_of_hands',
      'assembly_signature',
      'assembly_question',
      'question_support',
    ];
    for (const table of tables)
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('consultations');`,
      );
  }
}
