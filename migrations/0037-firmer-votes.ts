import { Migration } from '@mikro-orm/migrations';

/**
 * A budget vote that was to open without options opens once it gets them: nobody can have voted before. The receipt of a ballot
 * given beside a helper is shown once: whether it was is known, not which. Supports are shown as they were released last.
 */
export class Migration0037FirmerVotes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create or replace function keep_options_as_published() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from consultation_phase p join consultation c on c.id = p.consultation_id
                      where p.id in (new.phase_id, old.phase_id) and c.state = 'PUBLISHED'
                        and ((p.opens_at <= now()
                              and (tg_op <> 'INSERT' or exists (select 1 from elector e where e.phase_id = p.id)))
                          or (tg_op <> 'DELETE' and new.proposal_id is null)
                          or (tg_op <> 'INSERT' and old.proposal_id is null))) then
            raise exception 'The options of a published consultation stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;

      alter table proposal add column supports_released integer not null default 0;
      alter table assembly_question add column supports_released integer not null default 0;

      alter table participant add column receipt_shown boolean not null default false;
    `);
  }
}
