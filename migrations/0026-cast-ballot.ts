import { Migration } from '@mikro-orm/migrations';

/**
 * A first ballot of a member in one call. As a function its plans are kept for as long as the connection is: planning anew what it
 * writes takes longer than writing it.
 */
export class Migration0026CastBallot extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create function cast_ballot(
        of_phase uuid, of_consultation uuid, of_member uuid, new_participant uuid, with_receipt text, with_choices jsonb
      ) returns boolean language plpgsql as $cast$
        declare
          voter uuid;
        begin
          -- Shared by all who vote: a count that has begun is waited for.
          perform 1 from consultation_phase p join consultation c on c.id = p.consultation_id
            where p.id = of_phase and c.hidden_at is null for share of p;
          if not found then return false; end if;
          insert into participant (id, consultation_id, member_id) values (new_participant, of_consultation, of_member)
            on conflict do nothing returning id into voter;
          if voter is null then
            select id into voter from participant where consultation_id = of_consultation and member_id = of_member;
          end if;
          insert into elector (phase_id, participant_id) values (of_phase, voter) on conflict do nothing;
          if not found then return false; end if;
          insert into ballot (phase_id, receipt, choices) values (of_phase, with_receipt, with_choices);
          return true;
        end
      $cast$;
    `);
  }
}
