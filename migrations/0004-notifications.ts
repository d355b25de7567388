import { Migration } from '@mikro-orm/migrations';

/** What reached people by which channel, and links that do one thing without signing in. */
export class Migration0004Notifications extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table notification (
        id uuid primary key,
        member_id uuid not null references member on delete cascade,
        kind text not null,
        params jsonb not null default '{}',
        path text not null check (path ~ '^/([^/]|$)'),
        once_key text,
        created_at timestamptz not null,
        read_at timestamptz,
        link_kind text,
        link_subject_id uuid,
        link_expires_at timestamptz,
        state text not null default 'PENDING' check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED')),
        channel text check (channel in ('MAIL', 'SMS', 'PAGE')),
        attempts int not null default 0 check (attempts >= 0),
        due_at timestamptz not null,
        lease_until timestamptz,
        settled_at timestamptz,
        called_at timestamptz,
        called_by_id uuid references member on delete set null,
        constraint notification_once unique (member_id, once_key),
        check (num_nulls(link_kind, link_subject_id, link_expires_at) in (0, 3)),
        check ((state = 'SENDING') = (lease_until is not null)),
        check ((state in ('SENT', 'FAILED')) = (settled_at is not null)),
        check (called_at is null or state = 'FAILED')
      );
      create index notification_member on notification (member_id, id desc);
      create index notification_unread on notification (member_id) where read_at is null;
      create index notification_due on notification (due_at) where state in ('PENDING', 'SENDING');
      create index notification_to_call on notification (id) where state = 'FAILED' and called_at is null;
      create index notification_called_by on notification (called_by_id) where called_by_id is not null;

      create table action_link (
        id uuid primary key,
        notification_id uuid not null references notification on delete cascade,
        member_id uuid not null references member on delete cascade,
        kind text not null,
        subject_id uuid not null,
        locale text not null,
        token_hash text not null unique,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index action_link_notification on action_link (notification_id);
      create index action_link_member on action_link (member_id);

      create function tell_notifications() returns trigger language plpgsql as $$
      begin
        perform pg_notify('vicinia_notifications', '');
        return null;
      end $$;
      create trigger tell_notifications after insert on notification for each statement execute function tell_notifications();
    `);
  }
}
