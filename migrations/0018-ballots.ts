import { Migration } from '@mikro-orm/migrations';

/** Secret ballots: options to vote on, who has voted, ballots that know of nobody, and what was counted. */
export class Migration0018Ballots extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table ballot_option (
        id uuid primary key,
        phase_id uuid not null references consultation_phase on delete cascade,
        position int not null check (position between 0 and 99),
        text text not null check (length(text) between 1 and 200),
        language text not null,
        cost_cents bigint check (cost_cents between 1 and 100000000000),
        constraint ballot_option_once unique (phase_id, position)
      );

      create function keep_options_as_published() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from consultation_phase p join consultation c on c.id = p.consultation_id
                      where p.id in (new.phase_id, old.phase_id) and c.state = 'PUBLISHED') then
            raise exception 'The options of a published consultation stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
      create trigger keep_as_published before insert or update or delete on ballot_option
        for each row execute function keep_options_as_published();

      create table elector (
        phase_id uuid not null references consultation_phase,
        participant_id uuid not null references participant,
        primary key (phase_id, participant_id)
      );
      create index elector_participant on elector (participant_id);

      create table ballot (
        id uuid primary key default gen_random_uuid(),
        phase_id uuid not null references consultation_phase,
        receipt text not null,
        choices jsonb not null,
        constraint ballot_once unique (phase_id, receipt)
      );

      create table counted_ballot (
        phase_id uuid not null references consultation_phase,
        receipt text not null,
        choices jsonb not null,
        primary key (phase_id, receipt)
      );

      create table vote_result (
        phase_id uuid primary key references consultation_phase,
        counted_at timestamptz not null,
        ballots int not null,
        seed text not null,
        result jsonb
      );

      create function refuse_change() returns trigger language plpgsql as $keep$
        begin
          raise exception '% stays as it is', tg_table_name using errcode = 'integrity_constraint_violation';
        end
      $keep$;

      create function seal_ballot_box() returns trigger language plpgsql as $seal$
        begin
          -- Waits for a count that is under way.
          perform 1 from consultation_phase where id = new.phase_id for key share;
          if exists (select 1 from vote_result where phase_id = new.phase_id) then
            raise exception 'The ballots are counted' using errcode = 'integrity_constraint_violation';
          end if;
          return new;
        end
      $seal$;

      create function empty_ballot_box() returns trigger language plpgsql as $empty$
        begin
          if not exists (select 1 from counted_ballot c
                          where c.phase_id = old.phase_id and c.receipt = old.receipt and c.choices = old.choices) then
            raise exception 'A ballot stays until it is counted' using errcode = 'integrity_constraint_violation';
          end if;
          return old;
        end
      $empty$;

      create trigger seal before insert on ballot for each row execute function seal_ballot_box();
      create trigger stays before update on ballot for each row execute function refuse_change();
      create trigger counted before delete on ballot for each row execute function empty_ballot_box();
      create trigger stays_whole before truncate on ballot for each statement execute function refuse_change();
      create trigger seal before insert on counted_ballot for each row execute function seal_ballot_box();
    `);
    for (const table of ['counted_ballot', 'vote_result', 'elector'])
      this.addSql(`
        create trigger stays before update or delete on ${table} for each row execute function refuse_change();
        create trigger stays_whole before truncate on ${table} for each statement execute function refuse_change();
      `);
    // Nothing is told when a ballot or a voter comes: who listens would learn when.
    for (const table of ['ballot_option', 'vote_result'])
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('consultations');`,
      );
  }
}
