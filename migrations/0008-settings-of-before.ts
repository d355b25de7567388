import { Migration } from '@mikro-orm/migrations';

/**
 * Requests of before the settings were all taken for help in public, child care too, and asked for no check. They get what
 * is usual for their kind, as if they were asked now.
 */
export class Migration0008SettingsOfBefore extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      update help_request set setting = case category
          when 'CHILD_CARE' then 'WITH_CHILDREN' when 'HOMEWORK' then 'WITH_CHILDREN'
          when 'REPAIRS' then 'AT_HOME' when 'MOVING' then 'AT_HOME' else 'AT_DOOR' end
        where setting = 'IN_PUBLIC'
          and category in ('CHILD_CARE', 'HOMEWORK', 'REPAIRS', 'MOVING', 'SHOPPING', 'FOOD', 'FURNITURE')
          and created_at < (select executed_at from migration where name = '0005-help-in-full');
    `);
  }
}
