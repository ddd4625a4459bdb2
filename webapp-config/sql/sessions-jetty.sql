-- In-page Login on several Jetty nodes: the table of sessions in PostgreSQL 13 or newer. Run it as the user that the nodes log in as, who
-- owns the database (README.md):
--   psql -v ON_ERROR_STOP=1 "postgresql://sessions@db.example.com/sessions" -f webapp-config/sql/sessions-jetty.sql
-- To run it again does no harm. Jetty would make the same table by itself, but not the rule below, without which one node could undo what another
-- has written: a node does not start without the rule.

begin;

create table if not exists jettysessions (
  sessionid varchar(120) not null,
  contextpath varchar(60) not null,
  virtualhost varchar(60) not null,
  lastnode varchar(60),
  accesstime bigint,
  lastaccesstime bigint,
  createtime bigint,
  cookietime bigint,
  lastsavedtime bigint,
  expirytime bigint,
  maxinterval bigint,
  map bytea,
  primary key (sessionid, contextpath, virtualhost)
);
create index if not exists idx_jettysessions_expiry on jettysessions (expirytime);

-- Since when the tokens in a stored session are held: eight bytes after the mark IPLogin and its version. They can be read without a
-- key, and nothing else can. Null if it is no session of In-page Login.
create or replace function in_page_login_tokens_since(content bytea) returns bytea language sql immutable as $$
  select case when position('\x49504c6f67696e'::bytea in content) > 0
    then substring(content from position('\x49504c6f67696e'::bytea in content) + 8 for 8) end
$$;

-- Jetty writes whole sessions, as they were when a request began. If another node has refreshed the tokens since then, they stay: RingCentral
-- takes the old ones no more.
create or replace function in_page_login_keep_newer_tokens() returns trigger language plpgsql as $$
begin
  if in_page_login_tokens_since(new.map) < in_page_login_tokens_since(old.map) then
    return null;
  end if;
  return new;
end
$$;
drop trigger if exists in_page_login_keep_newer_tokens on jettysessions;
create trigger in_page_login_keep_newer_tokens before update on jettysessions
  for each row execute function in_page_login_keep_newer_tokens();

commit;
