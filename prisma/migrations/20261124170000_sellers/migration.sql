-- Sellers look at their own deals.
create index deals_seller on deals ((document #>> '{seller,id}'), "createdAt");
