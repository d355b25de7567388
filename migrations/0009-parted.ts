import { Migration } from '@mikro-orm/migrations';

/** Every process hears at once who blocked whom: lists leave the question out for those with no block at all. */
export class Migration0009Parted extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create function tell_parted() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_actors', coalesce(new.blocker_id, old.blocker_id)::text);
        perform pg_notify('vicinia_actors', coalesce(new.blocked_id, old.blocked_id)::text);
        return null;
      end $$;
      create trigger tell_parted after insert or delete on member_block for each row execute function tell_parted();
    `);
  }
}
