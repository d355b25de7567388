import { Migration } from '@mikro-orm/migrations';

/** A guest who has not confirmed holds no place and no turn on the waiting list. */
export class Migration0015UnconfirmedGuests extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      update event_seats s set taken = s.taken - u.taken, waiting = s.waiting - u.waiting
        from (select seats_id, coalesce(sum(people) filter (where state = 'HELD'), 0) as taken,
                count(*) filter (where state = 'WAITING') as waiting
                from registration where state = 'HELD' or (state = 'WAITING' and confirmed_at is null) group by seats_id) u
       where u.seats_id = s.id;
    `);
    this.addSql(`
      drop index registration_once_member;
      drop index registration_once_guest;
      drop index registration_held;
      alter table registration drop constraint registration_state_check;
      alter table registration drop constraint registration_check3;
      update registration set state = 'UNCONFIRMED'
       where state = 'HELD' or (state = 'WAITING' and confirmed_at is null);
      alter table registration add constraint registration_state_check
        check (state in ('UNCONFIRMED', 'CONFIRMED', 'WAITING', 'OFFERED', 'CANCELLED', 'EXPIRED'));
      alter table registration add constraint registration_kept_until
        check (state not in ('UNCONFIRMED', 'OFFERED') or held_until is not null);
      create unique index registration_once_member on registration (seats_id, member_id)
        where member_id is not null and state in ('UNCONFIRMED', 'CONFIRMED', 'WAITING', 'OFFERED');
      create unique index registration_once_guest on registration (seats_id, contact_hash)
        where contact_hash is not null and state in ('UNCONFIRMED', 'CONFIRMED', 'WAITING', 'OFFERED');
      create index registration_held on registration (held_until) where state in ('UNCONFIRMED', 'OFFERED');
    `);
  }
}
