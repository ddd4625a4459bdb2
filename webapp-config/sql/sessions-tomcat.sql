-- In-page Login on several Tomcat nodes: the sessions in PostgreSQL 13 or newer. Run it as the user that the nodes log in as, who
-- owns the database (README.md):
--   psql -v ON_ERROR_STOP=1 "postgresql://sessions@db.example.com/sessions" -f webapp-config/sql/sessions-tomcat.sql
-- To run it again does no harm.
-- Tomcat writes each session at the end of each request, whole, as it was when the request began, and it does so by deleting and inserting a
-- row. So what Tomcat takes for its table is a view, which puts two rules between it and the rows. Tomcat's connections must not commit by
-- themselves (defaultAutoCommit="false" in sessions-database.xml): deleting and inserting are one transaction.

begin;

create table if not exists in_page_login_sessions (
  session_id varchar(100) not null,
  app_name varchar(255) not null,
  session_data bytea,
  valid_session char(1) not null,
  max_inactive int not null,
  last_access bigint not null,
  -- The transaction that deleted the session. If it has inserted none in its place, the session has ended.
  ended_by xid8,
  ended_at timestamptz,
  primary key (session_id, app_name)
);
create index if not exists in_page_login_sessions_ended on in_page_login_sessions (ended_at) where ended_at is not null;

create or replace view tomcat_sessions as
  select session_id, app_name, session_data, valid_session, max_inactive, last_access
  from in_page_login_sessions where ended_by is null;

-- Since when the tokens in a stored session are held: eight bytes after the mark IPLogin and its version. They can be read without a
-- key, and nothing else can. Null if it is no session of In-page Login.
create or replace function in_page_login_tokens_since(content bytea) returns bytea language sql immutable as $$
  select case when position('\x49504c6f67696e'::bytea in content) > 0
    then substring(content from position('\x49504c6f67696e'::bytea in content) + 8 for 8) end
$$;

-- A session that has ended stays known for an hour, so that a request that is still under way does not bring it back.
create or replace function in_page_login_end_session() returns trigger language plpgsql as $$
begin
  update in_page_login_sessions set ended_by = pg_current_xact_id(), ended_at = now()
    where session_id = old.session_id and app_name = old.app_name and ended_by is null;
  if random() < 0.001 then
    delete from in_page_login_sessions where (session_id, app_name) in (
      select session_id, app_name from in_page_login_sessions
        where ended_at < now() - interval '1 hour' for update skip locked);
  end if;
  return old;
end
$$;
drop trigger if exists in_page_login_end_session on tomcat_sessions;
create trigger in_page_login_end_session instead of delete on tomcat_sessions
  for each row execute function in_page_login_end_session();

-- If another node has refreshed the tokens since the request began, they stay: RingCentral takes the old ones no more.
create or replace function in_page_login_write_session() returns trigger language plpgsql as $$
begin
  insert into in_page_login_sessions as kept
      (session_id, app_name, session_data, valid_session, max_inactive, last_access)
    values (new.session_id, new.app_name, new.session_data, new.valid_session, new.max_inactive, new.last_access)
    on conflict (session_id, app_name) do update set
      (session_data, max_inactive) = (
        select case when is_older then kept.session_data else excluded.session_data end,
               case when is_older then kept.max_inactive else excluded.max_inactive end
        from (select coalesce(in_page_login_tokens_since(excluded.session_data)
                              < in_page_login_tokens_since(kept.session_data), false) as is_older) as compared),
      valid_session = excluded.valid_session,
      last_access = greatest(kept.last_access, excluded.last_access),
      ended_by = null,
      ended_at = null
    where kept.ended_by is null or kept.ended_by = pg_current_xact_id();
  return new;
end
$$;
drop trigger if exists in_page_login_write_session on tomcat_sessions;
create trigger in_page_login_write_session instead of insert on tomcat_sessions
  for each row execute function in_page_login_write_session();

commit;
