-- Money becomes whole minor units (bigint), and civil days become dates. Nothing is rewritten under a lock: each column gets
-- one of its type beside it, which a trigger keeps in step from now on; the next migrations fill it, index it and exchange it.

-- step
-- Fills a table in batches, each committed for itself, until no row is `missing` anything. Rows that somebody writes at the
-- moment are left for the next round: nobody waits for this, and this waits for nobody.
create procedure in_batches(filled regclass, assignments text, missing text) language plpgsql as $$
declare
  pages constant int := 100;
  is_left boolean;
begin
  loop
    for page in 0 .. (pg_relation_size(filled) / current_setting('block_size')::int)::int by pages loop
      execute format(
        'update %1$s set %2$s where ctid = any (array(
           select ctid from %1$s where ctid >= %3$L and ctid < %4$L and (%5$s) for no key update skip locked))',
        filled, assignments, format('(%s,0)', page), format('(%s,0)', page + pages), missing);
      commit;
    end loop;
    execute format('select exists (select from %s where %s)', filled, missing) into is_left;
    exit when not is_left;
    commit;
    perform pg_sleep(0.2);
  end loop;
end
$$;

-- step
alter table lifecycles add column "renewsOnTyped" date, add column "worthTyped" bigint;
create function lifecycles_typed() returns trigger language plpgsql as $$
begin
  new."renewsOnTyped" := new."renewsOn"::date;
  new."worthTyped" := round(new.worth)::bigint;
  return new;
end
$$;
create trigger lifecycles_typed before insert or update on lifecycles for each row execute function lifecycles_typed();

-- step
alter table outlooks add column "dayTyped" date, add column "worthTyped" bigint, add column "renewsOnTyped" date;
create function outlooks_typed() returns trigger language plpgsql as $$
begin
  new."dayTyped" := new.day::date;
  new."worthTyped" := round(new.worth)::bigint;
  new."renewsOnTyped" := new."renewsOn"::date;
  return new;
end
$$;
create trigger outlooks_typed before insert or update on outlooks for each row execute function outlooks_typed();

-- step
alter table renewal_calls add column "amountTyped" bigint;
create function renewal_calls_typed() returns trigger language plpgsql as $$
begin
  new."amountTyped" := round(new.amount)::bigint;
  return new;
end
$$;
create trigger renewal_calls_typed before insert or update on renewal_calls for each row execute function renewal_calls_typed();

-- step
alter table shared_items add column "dayTyped" date;
create function shared_items_typed() returns trigger language plpgsql as $$
begin
  new."dayTyped" := new.day::date;
  return new;
end
$$;
create trigger shared_items_typed before insert or update on shared_items for each row execute function shared_items_typed();

-- step
alter table amendments add column "effectiveOnTyped" date;
create function amendments_typed() returns trigger language plpgsql as $$
begin
  new."effectiveOnTyped" := new."effectiveOn"::date;
  return new;
end
$$;
create trigger amendments_typed before insert or update on amendments for each row execute function amendments_typed();

-- step
alter table term_turns add column "onTyped" date, add column "untilTyped" date;
create function term_turns_typed() returns trigger language plpgsql as $$
begin
  new."onTyped" := new."on"::date;
  new."untilTyped" := new.until::date;
  return new;
end
$$;
create trigger term_turns_typed before insert or update on term_turns for each row execute function term_turns_typed();

-- step
-- The release before reads this table's days and amounts as text and as floating point, and writes them so: both forms stay,
-- and whichever is written makes the other. A day and the amount of a term never change.
alter table terms add column "startDay" date, add column "endDay" date, add column "amountMinor" bigint;
create function terms_in_both_forms() returns trigger language plpgsql as $$
begin
  new."startDay" := coalesce(new."startDay", new."startsOn"::date);
  new."endDay" := coalesce(new."endDay", new."renewsOn"::date);
  new."amountMinor" := coalesce(new."amountMinor", round(new.amount)::bigint);
  new."startsOn" := coalesce(new."startsOn", to_char(new."startDay", 'YYYY-MM-DD'));
  new."renewsOn" := coalesce(new."renewsOn", to_char(new."endDay", 'YYYY-MM-DD'));
  new.amount := coalesce(new.amount, new."amountMinor");
  return new;
end
$$;
create trigger terms_in_both_forms before insert or update on terms for each row execute function terms_in_both_forms();

-- step
alter table term_values add column "effectiveOnTyped" date, add column "amountMinor" bigint;
create function term_values_in_both_forms() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.amount is distinct from old.amount and new."amountMinor" is not distinct from old."amountMinor" then
      new."amountMinor" := null;
    elsif new."amountMinor" is distinct from old."amountMinor" and new.amount is not distinct from old.amount then
      new.amount := new."amountMinor";
    end if;
  end if;
  new."amountMinor" := coalesce(new."amountMinor", round(new.amount)::bigint);
  new.amount := coalesce(new.amount, new."amountMinor");
  return new;
end
$$;
create trigger term_values_in_both_forms before insert or update on term_values for each row execute function term_values_in_both_forms();
create function term_values_typed() returns trigger language plpgsql as $$
begin
  new."effectiveOnTyped" := new."effectiveOn"::date;
  return new;
end
$$;
create trigger term_values_typed before insert or update on term_values for each row execute function term_values_typed();
