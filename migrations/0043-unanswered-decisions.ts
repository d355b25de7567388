import { Migration } from '@mikro-orm/migrations';

/** A decision may come after a consultation that nobody answered, or hardly anybody: it neither follows nor departs from anything. */
export class Migration0043UnansweredDecisions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table decision drop constraint decision_outcome_check;
      alter table decision add constraint decision_outcome_check
        check (outcome in ('FOLLOWS', 'PARTLY', 'DEPARTS', 'UNANSWERED'));
    `);
  }
}
