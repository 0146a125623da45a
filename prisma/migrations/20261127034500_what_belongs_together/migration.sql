-- What is written of a lifecycle with its recording belongs to it; so does a link to its mail, and a proposal to its article.

-- step
alter table terms add constraint "terms_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id) not valid;
-- step
alter table terms validate constraint "terms_lifecycleId_fkey";

-- step
alter table term_values add constraint "term_values_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id) not valid;
-- step
alter table term_values validate constraint "term_values_lifecycleId_fkey";

-- step
alter table term_turns add constraint "term_turns_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id) not valid;
-- step
alter table term_turns validate constraint "term_turns_lifecycleId_fkey";

-- step
alter table outlooks add constraint "outlooks_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id) not valid;
-- step
alter table outlooks validate constraint "outlooks_lifecycleId_fkey";

-- step
alter table renewal_calls add constraint "renewal_calls_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id) not valid;
-- step
alter table renewal_calls validate constraint "renewal_calls_lifecycleId_fkey";

-- step
alter table links add constraint "links_mailKey_fkey" foreign key ("mailKey") references mails (key) not valid;
-- step
alter table links validate constraint "links_mailKey_fkey";

-- step
alter table article_proposals add constraint "article_proposals_articleId_fkey" foreign key ("articleId") references articles (id) not valid;
-- step
alter table article_proposals validate constraint "article_proposals_articleId_fkey";
