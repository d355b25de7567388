import { Migration } from '@mikro-orm/migrations';

/**
 * What staff share in somebody's place is that person's: they see it, who looked, and take it back. Who looks after children
 * needs the checks for it, wherever that is.
 */
export class Migration0028SaferHelp extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table contact_share add column shared_by_id uuid references member;
      create index contact_share_shared_by on contact_share (shared_by_id);
      with staff as (
        select s.id, r.requester_id, r.asked_by_id,
            exists (select 1 from contact_share own where own.match_id = s.match_id and own.member_id = r.requester_id) as said_too
          from contact_share s join help_match m on m.id = s.match_id join help_request r on r.id = m.request_id
         where s.member_id = r.asked_by_id),
      gone as (delete from contact_share s using staff where s.id = staff.id and staff.said_too)
      update contact_share s set member_id = staff.requester_id, shared_by_id = staff.asked_by_id
        from staff where s.id = staff.id and not staff.said_too;
      update contact_access a set owner_id = r.requester_id
        from help_match m join help_request r on r.id = m.request_id
       where m.id = a.match_id and a.owner_id = r.asked_by_id;
      delete from contact_share s
        where s.shared_by_id is not null
          and not exists (select 1 from consent c where c.member_id = s.member_id and c.withdrawn_at is null);
      create index help_request_agreed on help_request (ends_at) where state = 'MATCHED';
      create index help_match_proposed on help_match (request_id) where state = 'PROPOSED';
      update help_request set setting = 'WITH_CHILDREN' where category = 'CHILD_CARE' and state = 'OPEN';
    `);
  }
}
