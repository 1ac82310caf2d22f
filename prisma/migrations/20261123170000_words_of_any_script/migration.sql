-- Addresses and companies' names are compared by bytes (collation "C"), and what is put together with one of them is, too: small letters were then made of
-- Latin ones alone, and a Greek name was found only as it is written. Words are folded by the database's own rules, whatever they were put together from.
create or replace function psa_fold(words text) returns text language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, words) collate pg_catalog."default");

-- True where the words hold what somebody looks for: in small letters and without accents, and as text, so that '%' is a sign like any other.
create function psa_contains(words text, sought text) returns boolean language sql immutable strict parallel safe
  return strpos(psa_fold(words), psa_fold(sought)) > 0;
