import { Migration } from '@mikro-orm/migrations';

/**
 * Conversations from elsewhere come in whole: their statements may be longer than those written here, and what each was made of is
 * kept as a digest, so that the same export does not come in twice unasked.
 */
export class Migration0046ImportedConversations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table statement drop constraint statement_text_check;
      alter table statement add constraint statement_text_check check (length(text) between 1 and 1000);
      alter table consultation add column imported_digest text;
      create index consultation_imported on consultation (imported_digest) where imported_digest is not null;
    `);
  }
}
