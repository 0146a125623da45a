-- Rows as the version that stores files of imports as they come could hold them; test/migrations.test.ts brings them to the present schema.

insert into import_files (id, bytes) values ('F-v18', 4);
insert into import_parts ("fileId", part, data) values ('F-v18', 0, '\x780a790a');
