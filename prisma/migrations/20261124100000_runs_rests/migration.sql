-- Rests of earlier migrations, about agreements.

-- ── whoever has a month's rows side by side can read other things in them than whoever has a quarter's ──────────────
-- As it was, but that another cadence has the rule chosen again as well.
create or replace function psa_keep_steps() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  me int := psa_actor_id();
  steps constant text[] := array['drafted_at', 'reidentification_rule', 'rule_chosen_by', 'rule_chosen_at', 'rule_seen_count', 'proposed_at',
    'approved_by', 'approved_at', 'withdrawn_by', 'withdrawn_at'];
  approval constant text[] := array['approved_by', 'approved_at'];
  withdrawal constant text[] := array['withdrawn_by', 'withdrawn_at'];
begin
  if current_user <> 'psa_portal' then return new; end if;
  if old.approved_at is not null then
    if to_jsonb(new) - withdrawal <> to_jsonb(old) - withdrawal then
      raise exception 'an approved version is not changed' using errcode = 'insufficient_privilege';
    end if;
  elsif new.approved_at is not null then
    if new.approved_by is distinct from me or to_jsonb(new) - approval <> to_jsonb(old) - approval then
      raise exception 'what is approved is what was proposed, and in one''s own name' using errcode = 'insufficient_privilege';
    end if;
  else
    if to_jsonb(new) - steps <> to_jsonb(old) - steps and (new.drafted_by is distinct from me or new.proposed_at is not null) then
      raise exception 'whoever changes a draft is its drafter, and it is to be proposed again' using errcode = 'insufficient_privilege';
    end if;
    if (new.only_countries, new.cadence) is distinct from (old.only_countries, old.cadence) and new.rule_chosen_by is not null then
      raise exception 'with other people or periods in it the rule is to be chosen again' using errcode = 'insufficient_privilege';
    end if;
    if (new.reidentification_rule, new.rule_chosen_by, new.rule_chosen_at, new.rule_seen_count)
        is distinct from (old.reidentification_rule, old.rule_chosen_by, old.rule_chosen_at, old.rule_seen_count)
      and new.rule_chosen_by is distinct from me and not (new.rule_chosen_by is null and new.reidentification_rule = old.reidentification_rule) then
      raise exception 'a rule is chosen in one''s own name' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
