import { Migration } from '@mikro-orm/migrations';

/** Proposals with their versions, supports, comments, amendments and what staff think they cost. */
export class Migration0021Proposals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table proposal (
        id uuid primary key,
        phase_id uuid not null references consultation_phase on delete cascade,
        title text not null check (length(title) between 1 and 120),
        text text not null check (length(text) between 1 and 3000),
        language text not null,
        author_id uuid references participant on delete set null,
        shows_name boolean not null default false,
        state text not null check (state in ('PENDING', 'PUBLISHED', 'REJECTED', 'WITHDRAWN', 'MERGED')),
        reason text check (reason in ('TWICE', 'OFF_TOPIC', 'SEVERAL_IDEAS', 'UNCLEAR', 'NAMES_PEOPLE', 'HURTS')),
        version int not null default 1,
        merged_into_id uuid references proposal on delete cascade,
        created_at timestamptz not null,
        published_at timestamptz,
        decided_at timestamptz,
        decided_by_id uuid references member on delete set null,
        hidden_at timestamptz,
        check ((state = 'REJECTED') = (reason is not null)),
        check ((state = 'MERGED') = (merged_into_id is not null)),
        check (merged_into_id is distinct from id),
        check (published_at is not null or state in ('PENDING', 'REJECTED', 'WITHDRAWN'))
      );
      create index proposal_phase on proposal (phase_id, state, id);
      create index proposal_author on proposal (author_id);
      create index proposal_decided_by on proposal (decided_by_id);
      create index proposal_merged_into on proposal (merged_into_id);

      create table proposal_version (
        proposal_id uuid not null references proposal on delete cascade,
        version int not null check (version >= 1),
        text text not null check (length(text) between 1 and 3000),
        created_at timestamptz not null,
        primary key (proposal_id, version)
      );
      create trigger stays before update on proposal_version for each row execute function refuse_change();

      create table proposal_support (
        proposal_id uuid not null references proposal on delete cascade,
        participant_id uuid not null references participant on delete cascade,
        primary key (proposal_id, participant_id)
      );
      create index proposal_support_participant on proposal_support (participant_id);

      create table proposal_comment (
        id uuid primary key,
        proposal_id uuid not null references proposal on delete cascade,
        author_id uuid references participant on delete set null,
        side text not null check (side in ('FOR', 'AGAINST')),
        text text not null check (length(text) between 1 and 500),
        language text not null,
        created_at timestamptz not null,
        hidden_at timestamptz
      );
      create index proposal_comment_proposal on proposal_comment (proposal_id, side, id desc);
      create index proposal_comment_author on proposal_comment (author_id);

      create table proposal_amendment (
        id uuid primary key,
        proposal_id uuid not null references proposal on delete cascade,
        author_id uuid references participant on delete set null,
        base_version int not null check (base_version >= 1),
        text text not null check (length(text) between 1 and 3000),
        why text not null check (length(why) between 1 and 500),
        language text not null,
        state text not null check (state in ('PENDING', 'ACCEPTED', 'DECLINED')),
        answer text not null default '' check (length(answer) <= 500),
        answer_language text not null default 'it',
        created_at timestamptz not null,
        decided_at timestamptz,
        hidden_at timestamptz,
        check ((state = 'PENDING') = (decided_at is null))
      );
      create index proposal_amendment_proposal on proposal_amendment (proposal_id, id desc);
      create index proposal_amendment_author on proposal_amendment (author_id);
      -- One amendment makes one version: two accepted on the same text cannot be.
      create unique index proposal_amendment_once on proposal_amendment (proposal_id, base_version) where state = 'ACCEPTED';

      create table proposal_estimate (
        id uuid primary key,
        proposal_id uuid not null references proposal on delete cascade,
        from_cents bigint not null check (from_cents between 0 and 100000000000),
        to_cents bigint not null check (to_cents between 1 and 100000000000),
        words text not null check (length(words) <= 500),
        language text not null,
        organisation_id uuid not null references organisation,
        noted_by_id uuid references member on delete set null,
        created_at timestamptz not null,
        check (from_cents <= to_cents)
      );
      create index proposal_estimate_proposal on proposal_estimate (proposal_id, id desc);
      create index proposal_estimate_organisation on proposal_estimate (organisation_id);
      create index proposal_estimate_noted_by on proposal_estimate (noted_by_id);
    `);
    const publicTables = [
      'proposal',
      'proposal_version',
      'proposal_support',
      'proposal_comment',
      'proposal_amendment',
      'proposal_estimate',
    ];
    for (const table of publicTables)
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('consultations');`,
      );
  }
}
