import { Migration } from '@mikro-orm/migrations';

/** Options of a budget vote that were proposals: they come after the consultation is published, until the vote opens. */
export class Migration0032OptionsFromProposals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table ballot_option
        add column proposal_id uuid references proposal,
        add constraint ballot_option_proposal_once unique (phase_id, proposal_id);
      create index ballot_option_proposal on ballot_option (proposal_id);

      create or replace function keep_options_as_published() returns trigger language plpgsql as $keep$
        begin
          if exists (select 1 from consultation_phase p join consultation c on c.id = p.consultation_id
                      where p.id in (new.phase_id, old.phase_id) and c.state = 'PUBLISHED'
                        and (p.opens_at <= now()
                          or (tg_op <> 'DELETE' and new.proposal_id is null)
                          or (tg_op <> 'INSERT' and old.proposal_id is null))) then
            raise exception 'The options of a published consultation stay as they are' using errcode = 'integrity_constraint_violation';
          end if;
          return coalesce(new, old);
        end
      $keep$;
    `);
  }
}
