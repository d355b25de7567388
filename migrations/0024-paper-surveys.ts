import { Migration } from '@mikro-orm/migrations';

/** Papers of surveys are entered like those of votes. */
export class Migration0024PaperSurveys extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table paper_batch rename column ballots to contents;

      create or replace function keep_signed_batch() returns trigger language plpgsql as $keep$
        begin
          if old.signed_at is null and tg_op = 'UPDATE' and new.papers = old.papers and new.phase_id = old.phase_id then
            return new;
          end if;
          if tg_op = 'UPDATE' and (new.phase_id, new.papers, new.contents, new.entered_at, new.signed_at)
             is not distinct from (old.phase_id, old.papers, old.contents, old.entered_at, old.signed_at) then
            return new;
          end if;
          raise exception 'Papers that were entered stay' using errcode = 'integrity_constraint_violation';
        end
      $keep$;
    `);
  }
}
