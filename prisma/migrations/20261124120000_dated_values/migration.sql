-- What a term is worth a year from a moment on, where that changed within it; in the currency of the term.
create table term_values (
  "lifecycleId" text not null,
  seq integer not null,
  at timestamptz(3) not null,
  amount double precision not null,
  primary key ("lifecycleId", seq)
);
