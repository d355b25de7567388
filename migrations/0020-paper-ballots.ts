import { Migration } from '@mikro-orm/migrations';

/** Ballots on paper, entered by one person and signed by another. */
export class Migration0020PaperBallots extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table paper_batch (
        id uuid primary key,
        phase_id uuid not null references consultation_phase,
        papers int not null check (papers between 1 and 200),
        ballots jsonb,
        entered_by_id uuid references member on delete set null,
        entered_at timestamptz not null,
        signed_by_id uuid references member on delete set null,
        signed_at timestamptz,
        check ((signed_at is null) = (ballots is not null)),
        check (signed_by_id <> entered_by_id)
      );
      create index paper_batch_phase on paper_batch (phase_id, id desc);
      create index paper_batch_entered_by on paper_batch (entered_by_id);
      create index paper_batch_signed_by on paper_batch (signed_by_id);

      create function keep_signed_batch() returns trigger language plpgsql as $keep$
        begin
          if old.signed_at is null and tg_op = 'UPDATE' and new.papers = old.papers and new.phase_id = old.phase_id then
            return new;
          end if;
          if tg_op = 'UPDATE' and (new.phase_id, new.papers, new.ballots, new.entered_at, new.signed_at)
             is not distinct from (old.phase_id, old.papers, old.ballots, old.entered_at, old.signed_at) then
            return new;
          end if;
          raise exception 'Papers that were entered stay' using errcode = 'integrity_constraint_violation';
        end
      $keep$;
      create trigger stays before update or delete on paper_batch for each row execute function keep_signed_batch();
    `);
  }
}
