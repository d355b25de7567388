import { Migration } from '@mikro-orm/migrations';

export class Migration0005HelpInFull extends Migration {
  override async up(): Promise<void> {
    const setting = `check (setting in ('IN_PUBLIC', 'AT_DOOR', 'AT_HOME', 'WITH_CHILDREN'))`;
    this.addSql(`
      create table member_check (
        id uuid primary key,
        member_id uuid not null references member,
        kind text not null check (kind in ('IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION')),
        organisation_id uuid references organisation,
        recorded_by_id uuid not null references member,
        recorded_at timestamptz not null,
        valid_until timestamptz,
        revoked_at timestamptz,
        revoked_by_id uuid references member,
        check (recorded_by_id <> member_id),
        check (kind <> 'VOUCHED' or organisation_id is not null),
        check (kind <> 'CHILD_PROTECTION' or valid_until is not null)
      );
      create unique index member_check_one_live on member_check (member_id, kind) where revoked_at is null;
      create index member_check_organisation on member_check (organisation_id);
      create index member_check_recorded_by on member_check (recorded_by_id);
      create index member_check_revoked_by on member_check (revoked_by_id);

      create table given_hours (
        id uuid primary key,
        member_id uuid references member,
        zone_id uuid not null references zone,
        minutes int not null check (minutes between 1 and 1440),
        source text not null check (source in ('MATCH', 'SHIFT')),
        source_id uuid not null,
        given_at timestamptz not null,
        constraint given_hours_once unique (source, source_id, member_id)
      );
      create index given_hours_member on given_hours (member_id);
      create index given_hours_zone on given_hours (zone_id);

      alter table zone
        add column latitude double precision check (latitude between -90 and 90),
        add column longitude double precision check (longitude between -180 and 180),
        add check ((latitude is null) = (longitude is null));

      create table consent (
        id uuid primary key,
        member_id uuid not null references member,
        taken_by_id uuid not null references member,
        organisation_id uuid references organisation,
        manner text not null check (manner in ('SPOKEN', 'WRITTEN')),
        given_at timestamptz not null,
        withdrawn_at timestamptz,
        check (taken_by_id <> member_id)
      );
      create index consent_member on consent (member_id);
      create index consent_taken_by on consent (taken_by_id);
      create index consent_organisation on consent (organisation_id);

      create table help_offer (
        id uuid primary key,
        member_id uuid not null references member,
        categories text[] not null check (cardinality(categories) between 1 and 13),
        state text not null check (state in ('OPEN', 'WITHDRAWN', 'EXPIRED')),
        rhythm text not null check (rhythm in ('ONCE', 'WEEKLY')),
        rrule text check ((rhythm = 'WEEKLY') = (rrule is not null)),
        part_of_day text not null check (part_of_day in ('ANY', 'MORNING', 'AFTERNOON', 'EVENING')),
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        zone_id uuid not null references zone,
        reach text not null check (reach in ('ZONE', 'NEIGHBOURHOOD', 'TOWN')),
        details text,
        language text not null,
        speaks text[] not null default '{}',
        created_at timestamptz not null,
        closed_at timestamptz,
        hidden_at timestamptz,
        search tsvector not null default '',
        check (starts_at < ends_at)
      );
      create index help_offer_open on help_offer (id desc) where state = 'OPEN';
      create index help_offer_member on help_offer (member_id, id desc);
      create index help_offer_zone on help_offer (zone_id);
      create index help_offer_ending on help_offer (ends_at) where state = 'OPEN';
      create index help_offer_search on help_offer using gin (search) where state = 'OPEN';

      alter table help_request
        add column setting text not null default 'IN_PUBLIC' ${setting},
        add column needs text[] not null default '{}',
        add column asked_by_id uuid references member,
        add column search tsvector not null default '',
        add check (asked_by_id <> requester_id);
      create index help_request_asked_by on help_request (asked_by_id, id desc);
      create index help_request_search on help_request using gin (search) where state = 'OPEN';
      create index help_request_open_category on help_request (category, id desc) where state = 'OPEN';

      alter table help_match
        add column proposed_by text not null default 'HELPER' check (proposed_by in ('HELPER', 'REQUESTER')),
        add column offer_id uuid references help_offer;
      create index help_match_offer on help_match (offer_id);
      create index help_match_accepted on help_match (request_id) where state = 'ACCEPTED';

      alter table feedback add column for_staff boolean not null default false;

      create table contact_share (
        id uuid primary key,
        match_id uuid not null references help_match,
        member_id uuid not null references member,
        phone text check (length(phone) between 4 and 20),
        address text check (length(address) between 1 and 300),
        shared_at timestamptz not null,
        constraint contact_share_once unique (match_id, member_id)
      );
      create index contact_share_member on contact_share (member_id);
      create table contact_access (
        id uuid primary key,
        match_id uuid not null references help_match,
        owner_id uuid not null references member,
        reader_id uuid not null references member,
        at timestamptz not null
      );
      create index contact_access_match on contact_access (match_id, id desc);
      create index contact_access_owner on contact_access (owner_id, id desc);
      create index contact_access_reader on contact_access (reader_id);
    `);
    this.addSearch();
    for (const [table, feature] of [
      ['member_check', 'checks'],
      ['given_hours', 'hours'],
      ['help_offer', 'help'],
    ]) {
      this.addSql(
        `create trigger tell_writes after insert or update or delete or truncate on ${table} for each statement execute function tell_writes('${feature}');`,
      );
    }
  }

  /**
   * Words are found in every script, whatever their accents: what is kept and what is asked for are folded alike. A
   * request is also found by the names of its category and zone, in any language.
   */
  private addSearch(): void {
    this.addSql(`
      create function fold_text(given text) returns text language sql immutable parallel safe strict as $$
        select regexp_replace(
          translate(
            regexp_replace(normalize(replace(replace(replace(lower(given), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), NFKD), '[\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u0640]', '', 'g'),
            'øłđıґىة’ʼ''', 'oldiгيه   '),
          '(^|[^[:alpha:]])[وفبك]?ال([[:alpha:]]{2,})', '\\1\\2', 'g')
      $$;
      create function search_query(given text) returns tsquery language sql immutable parallel safe strict as $$
        select coalesce(
          (select string_agg('''' || replace(lexeme, '''', '''''') || ''':*', ' & ')
             from unnest(to_tsvector('simple', fold_text(given))))::tsquery,
          ''::tsquery)
      $$;
      create table help_category_words (category text primary key, words text not null);
      create function help_search(categories text[], zone uuid, words text) returns tsvector language sql stable as $$
        select to_tsvector('simple', fold_text(concat_ws(' ', words,
          (select string_agg(c.words, ' ') from help_category_words c where c.category = any(categories)),
          (select concat_ws(' ', z.name, (select string_agg(value, ' ') from jsonb_each_text(z.names))) from zone z where z.id = zone))))
      $$;
      create function keep_request_search() returns trigger language plpgsql as $$
      begin
        new.search := help_search(array[new.category], new.zone_id, new.details);
        return new;
      end $$;
      create trigger keep_search before insert or update of details, category, zone_id on help_request
        for each row execute function keep_request_search();
      create function keep_offer_search() returns trigger language plpgsql as $$
      begin
        new.search := help_search(new.categories, new.zone_id, new.details);
        return new;
      end $$;
      create trigger keep_search before insert or update of details, categories, zone_id on help_offer
        for each row execute function keep_offer_search();
      create function keep_zone_search() returns trigger language plpgsql as $$
      begin
        update help_request set details = details where zone_id = new.id and state = 'OPEN';
        update help_offer set details = details where zone_id = new.id and state = 'OPEN';
        return null;
      end $$;
      create trigger keep_search after update of name, names on zone for each row execute function keep_zone_search();
    `);
    for (const [category, words] of Object.entries(categoryWords)) {
      this.addSql(
        `insert into help_category_words (category, words) values ('${category}', '${words.replaceAll("'", "''")}');`,
      );
    }
    // What was asked for before gets what is usual for its kind, as if it were asked now; and its words can be found.
    this.addSql(`
      update help_request set setting = case
        when category in ('CHILD_CARE', 'HOMEWORK') then 'WITH_CHILDREN'
        when category in ('REPAIRS', 'MOVING') then 'AT_HOME'
        when category in ('SHOPPING', 'FOOD', 'FURNITURE') then 'AT_DOOR'
        else 'IN_PUBLIC' end, details = details;
    `);
  }
}

/** What people type when they look for a kind of help: Italian, English, French, Ukrainian, Russian, Arabic. */
const categoryWords = {
  SHOPPING:
    'spesa acquisti negozio shopping groceries courses achats commissions покупки магазин продукти продукты تسوق مشتريات شراء',
  CHILD_CARE:
    'bambini bambino figli babysitter child children childcare enfants enfant garde діти дитина няня дети ребенок أطفال طفل حضانة رعاية',
  GOING_ALONG:
    'accompagnare accompagnamento ufficio visita medico go along office accompany accompagner bureau супровід супроводити сопровождение сопроводить مرافقة مكتب',
  LANGUAGE_PRACTICE:
    'lingua italiano parlare conversazione language practice speak langue parler conversation мова мову язык разговор розмова لغة محادثة إيطالية',
  HOMEWORK:
    'compiti scuola studio doposcuola homework school study devoirs école уроки школа домашні домашние واجبات مدرسة دراسة',
  PAPERS:
    'documenti carte moduli pratiche burocrazia papers documents forms papiers formulaires документи документы бумаги папери أوراق وثائق استمارة',
  REPAIRS:
    'riparazioni riparare aggiustare lavoretti repair repairs fix réparation réparer ремонт полагодити починить إصلاح تصليح',
  MOVING: 'trasloco traslochi mobili spostare moving move déménagement déménager переїзд переезд نقل انتقال',
  FOOD: 'cibo pasto cucina mangiare food meal cook nourriture repas cuisine їжа обід еда обед طعام وجبة أكل',
  FURNITURE:
    'mobili arredamento vestiti oggetti furniture clothes things meubles vêtements меблі одяг мебель одежда أثاث ملابس',
  COMPANY:
    'compagnia chiacchiere passeggiata company visit walk compagnie promenade компанія прогулянка компания прогулка رفقة نزهة صحبة',
  TRANSPORT:
    'trasporto passaggio auto macchina transport lift ride car trajet voiture транспорт підвезти подвезти машина نقل توصيل سيارة مواصلات',
  OTHER: 'altro other autre інше другое آخر',
};
