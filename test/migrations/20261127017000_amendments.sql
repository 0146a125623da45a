-- Rows as the version that knows amendments could hold them; test/migrations.test.ts brings them to the present schema.

insert into amendments ("dealId", id, "effectiveOn", document, fingerprint, unheard, "amendedBy")
select id, 'v19-amendment', '2027-06-01',
  '{"amendmentId": "v19-amendment", "effectiveOn": "2027-06-01", "products": [{"code": "crm-pro", "quantity": 25}]}', 'f',
  '{crm-pro}', 'v18-key'
from deals order by id limit 1;
update deals set added = '[{"code": "shop", "name": "Shop", "annualValue": {"amount": 5, "currency": "EUR"}, "startsOn": "2027-06-01", "termMonths": 12}]'
where id = (select "dealId" from amendments where id = 'v19-amendment');
insert into sellers (id, name, email, "leftAt") values ('v19-seller', null, 'sam.new@holdfast.example', '2027-03-01T08:00:00Z');
