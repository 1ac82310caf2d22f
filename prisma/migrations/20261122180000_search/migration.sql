-- Search over people, with spelling tolerance. A name is compared in small letters and without accents; what it is made of in threes of letters.
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;

create function psa_fold(words text) returns text language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, words));

create index persons_name_search_idx on persons using gin (psa_fold(first_name || ' ' || last_name) gin_trgm_ops);

-- Who is meant by these words (in small letters, without accents and wildcards, four at most): names in which each word begins a part, and addresses that
-- begin so; where those are few, names that sound alike. Staff only; row policies would keep the indexes from being used. `score` orders them.
create function psa_search_people(words text[], most int) returns table (id int, score real)
  language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.4 as $$
declare
  name constant text := 'psa_fold(p.first_name || '' '' || p.last_name)';
  begins text;
  alike text;
  likeness text;
  found_ids int[];
begin
  if not psa_is_staff() or cardinality(words) = 0 then return; end if;
  select string_agg(format('(%1$s like %2$L or %1$s like %3$L)', name, w || '%', '% ' || w || '%'), ' and '),
      string_agg(format('%s %%> %L', name, w), ' and '), string_agg(format('word_similarity(%L, %s)', w, name), ' + ')
    into begins, alike, likeness from unnest(words[1:4]) w;
  execute format('select array(select p.id from persons p where %s and p.erased_at is null limit %s)', begins, most * 8) into found_ids;
  if cardinality(words) = 1 and length(words[1]) >= 2 then
    found_ids := found_ids || array(select e.person_id from person_emails e
      where e.email >= words[1] and e.email < words[1] || chr(1114111) limit most);
  end if;
  if cardinality(found_ids) < most and length(words[1]) >= 3 then
    return query execute format(
      'select x.id, max(x.score)::real from (select p.id, (%s)::real as score from (select p.id, p.first_name, p.last_name from persons p where %s and p.erased_at is null limit 400) p
         union all select i, 9 from unnest(%L::int[]) i) x group by x.id order by 2 desc, 1 limit %s', likeness, alike, found_ids, most);
    return;
  end if;
  return query select p.id, 9::real from persons p where p.id = any(found_ids) and p.erased_at is null
    order by lower(p.last_name), lower(p.first_name), p.id limit most;
end $$;
revoke execute on function psa_search_people(text[], int) from public;
grant create on schema public to psa_keeper;
alter function psa_search_people(text[], int) owner to psa_keeper;
revoke create on schema public from psa_keeper;
grant execute on function psa_search_people(text[], int) to psa_portal;
grant select (first_name, last_name) on persons to psa_keeper;
