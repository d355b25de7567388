import { Migration } from '@mikro-orm/migrations';

/** What was released of statements says how many people are counted. What was released before counts those in groups only, and stays. */
export class Migration0044EverybodyCounted extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      update opinion_release set opinions = opinions || jsonb_build_object('people', counted.people, 'placed', counted.people)
        from (
          select r.phase_id, coalesce(sum((g.one ->> 'size')::int), 0) as people
            from opinion_release r left join jsonb_array_elements(r.opinions -> 'groups') as g(one) on true
           group by r.phase_id
        ) counted
       where counted.phase_id = opinion_release.phase_id;
    `);
  }
}
