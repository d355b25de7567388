import { Migration } from '@mikro-orm/migrations';

/** Accounts: the tables of better-auth under our names, access cards, limits per target, and the outbox. */
export class Migration0001Accounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table auth_user (
        id uuid primary key,
        name text not null,
        email text not null unique check (email = lower(email)),
        email_verified boolean not null default false,
        image text,
        phone_number text unique check (phone_number ~ '^\\+[1-9][0-9]{4,14}$'),
        phone_number_verified boolean not null default false,
        two_factor_enabled boolean not null default false,
        locale text not null default 'it',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);

    this.addSql(`
      create table access_card (
        id uuid primary key,
        member_id uuid not null references auth_user (id) on delete cascade,
        code_hash text not null unique,
        pin_hash text not null,
        issued_by uuid references auth_user (id) on delete set null,
        issued_at timestamptz not null default now(),
        revoked_at timestamptz,
        last_used_at timestamptz,
        failed_attempts integer not null default 0 check (failed_attempts >= 0),
        locked_until timestamptz
      )`);
    this.addSql(`create index access_card_member_idx on access_card (member_id)`);
    this.addSql(`create index access_card_issued_by_idx on access_card (issued_by)`);

    this.addSql(`
      create table auth_session (
        id uuid primary key,
        user_id uuid not null references auth_user (id) on delete cascade,
        token text not null unique,
        expires_at timestamptz not null,
        ip_address text,
        user_agent text,
        second_factor_at timestamptz,
        access_card_id uuid references access_card (id) on delete cascade,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql(`create index auth_session_user_idx on auth_session (user_id)`);
    this.addSql(
      `create index auth_session_access_card_idx on auth_session (access_card_id) where access_card_id is not null`,
    );
    this.addSql(`create index auth_session_expires_idx on auth_session (expires_at)`);

    this.addSql(`
      create table auth_credential (
        id uuid primary key,
        user_id uuid not null references auth_user (id) on delete cascade,
        provider_id text not null,
        account_id text not null,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        password text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (provider_id, account_id)
      )`);
    this.addSql(`create index auth_credential_user_idx on auth_credential (user_id)`);

    // Text, because better-auth makes some of these ids from what they stand for.
    this.addSql(`
      create table auth_verification (
        id text primary key,
        identifier text not null,
        value text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql(`create index auth_verification_identifier_idx on auth_verification (identifier)`);
    this.addSql(`create index auth_verification_expires_idx on auth_verification (expires_at)`);

    // The counter goes to 2^32 - 1 and must come back as a number, which pg does not do for bigint.
    this.addSql(`
      create table auth_passkey (
        id uuid primary key,
        user_id uuid not null references auth_user (id) on delete cascade,
        name text,
        public_key text not null,
        credential_id text not null unique,
        counter double precision not null,
        device_type text not null,
        backed_up boolean not null,
        transports text,
        aaguid text,
        created_at timestamptz default now()
      )`);
    this.addSql(`create index auth_passkey_user_idx on auth_passkey (user_id)`);

    this.addSql(`
      create table auth_second_factor (
        id uuid primary key,
        user_id uuid not null unique references auth_user (id) on delete cascade,
        secret text not null,
        backup_codes text not null,
        verified boolean not null default true,
        failed_verification_count integer not null default 0,
        locked_until timestamptz
      )`);

    this.addSql(`
      create table auth_rate_limit (
        id uuid primary key,
        key text not null unique,
        count integer not null,
        last_request bigint not null
      )`);

    this.addSql(`
      create table auth_target_limit (
        key text primary key,
        count integer not null,
        window_ends_at timestamptz not null
      )`);

    this.addSql(`
      create table auth_api_key (
        id uuid primary key,
        config_id text not null,
        name text,
        start text,
        reference_id uuid not null references auth_user (id) on delete cascade,
        prefix text,
        key text not null unique,
        refill_interval integer,
        refill_amount integer,
        last_refill_at timestamptz,
        enabled boolean not null default true,
        rate_limit_enabled boolean not null default false,
        rate_limit_time_window integer,
        rate_limit_max integer,
        request_count integer not null default 0,
        remaining integer,
        last_request timestamptz,
        expires_at timestamptz,
        permissions text,
        metadata text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`);
    this.addSql(`create index auth_api_key_reference_idx on auth_api_key (reference_id)`);

    this.addSql(`
      create table outbox_message (
        id uuid primary key,
        channel text not null check (channel in ('mail', 'sms')),
        recipient text not null,
        subject text,
        text text not null,
        created_at timestamptz not null default now()
      )`);

    // Every process keeps sessions in memory for a minute: the id (never the token) tells all of them to look again.
    this.addSql(`
      create function notify_session_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_sessions', old.id::text);
        return null;
      end $$`);
    this.addSql(`
      create trigger auth_session_changed
      after update of user_id, token, expires_at, second_factor_at or delete on auth_session
      for each row execute function notify_session_change()`);
  }
}
