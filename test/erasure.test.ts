/** Fifty people are erased: nothing of them is left in PostgreSQL, histories, logs or kept mails, and every lifecycle goes on. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../api/http/idempotency';
import type { CaughtMail } from '../dev/caught-mail';
import { withDatabase } from '../dev/postgres';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { birthdayInDays, daysFromToday, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { eventsOf, textsIn } from './support/histories';
import { admin, eventually, fresh, lifecycle, running } from './support/api';
import { comesIn, logAddress } from './support/mail-in';
import { linkIn, mailAbout } from './support/mailbox';
import { letPass, temporal } from './support/time';
import { aRow, ndjson, sendImport } from './support/imports';

const people = 50;

test('fifty people who were named everywhere are erased by one call each; lifecycles and figures stay', async () => {
  // Letters only, so that each part of a name is a word.
  const tag = fresh('')
    .replace(/[^a-z0-9]/g, '')
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
  const letter = (n: number): string =>
    String.fromCharCode(97 + (n % 26)) + String.fromCharCode(97 + Math.floor(n / 26));
  const contacts = Array.from({ length: people }, (_, n) => ({
    id: `person-${tag}-${n}`,
    name: `Xq${tag}${letter(n)} Vw${tag}${letter(n)}`,
    email: `mail-${tag}-${n}@client.example`,
    level: n === 0 ? 'executive' : 'user',
    birthday: birthdayInDays(200),
    phone: `+99 ${tag} ${n}`,
    language: 'en',
  }));
  const [first, second, third] = contacts as [(typeof contacts)[0], (typeof contacts)[0], (typeof contacts)[0]];
  const group = await aGroup({ satisfaction: { contacts: 1 } });
  const template = aDeal({}, { skipOnboarding: true, group: group.group });
  const [line] = template.products;
  const id = await handOff({
    ...template,
    contacts,
    successCriteria: `${first.name} is content.`,
    requirements: [`Ask ${first.name} (${first.email}, ${first.phone})`],
    products: [line, { ...line, code: 'second' }],
  });
  const other = id.replace(/\.[^.]+\.t1$/, '.second.t1');
  const client = template.client.id;

  // They are spoken of, they speak themselves, one wants to be left alone, one stands in an import.
  for (const { name, email } of contacts.slice(0, 10)) {
    const note = `Spoke with ${name}, who writes from ${email}.`;
    await admin.post(
      `/v1/lifecycles/${id}/touches`,
      { kind: 'call', outcome: 'done', note },
      { 'Idempotency-Key': fresh('key') },
    );
  }
  // Before the first review they are asked how happy they are.
  await letPass(id, 80);
  const question = await mailAbout(first.email, 'One question');
  await (await browse(linkIn(question))).post({ outcome: '9', note: `words-of-${tag} in my own voice` });
  // Their mail program answers us; a copy of a mail to them is logged.
  const said = { from: first.email, to: ['us@reply.holdfast.example'], headers: ['Auto-Submitted: auto-replied'] };
  expect(await comesIn({ ...said, text: `words-of-${tag} by mail: ${first.name} is away.` })).toBe('away');
  const copy = { from: group.repMail, to: [first.email, 'somebody@elsewhere.example'], bcc: [logAddress] };
  expect(await comesIn({ ...copy, text: `Dear ${first.name}, and ${second.name}` })).toBe('logged');
  await admin.post(`/v1/clients/${client}/contacts/${second.id}/opt-out`, {}, { 'Idempotency-Key': fresh('key') });
  const row = aRow(1, { client: template.client, contacts: [third] }, { group: group.group });
  const { body: job } = await sendImport(running.api, running.keys.admin, ndjson([row]));
  await eventually(async () => expect((await admin.get(`/v1/jobs/${job.id}`)).body.state).toBe('done'), 60_000);
  const imported = `${row.dealId}.crm-pro.t1`;
  const ids = [id, other, imported];
  // As an earlier version kept it.
  await withDatabase(running.postgres, (db) =>
    db.query(
      `insert into audit (id, actor, method, route, subject, status) values ($1, 'rep', 'POST', '/v1/clients/:id/contacts/:contactId/opt-out', $2, 202)`,
      [fresh('audit'), `${client}/${second.id}`],
    ),
  );

  const needles = [
    ...contacts.flatMap(({ id: given, name, email, phone }) => [given, email, phone, ...name.split(' ')]),
    `words-of-${tag}`,
  ].map((needle) => needle.toLowerCase());
  // Each holds the tag: what does not is not looked at any closer.
  expect(needles.filter((needle) => !needle.includes(tag))).toEqual([]);
  /** Tables in which any of it stands. */
  const tables = (): Promise<readonly string[]> =>
    withDatabase(running.postgres, async (db) => {
      const { rows } = await db.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const { rows: hits } = await db.query(
          `select 1 from ${db.escapeIdentifier(name)} t where position($2 in lower(t::text)) > 0
             and exists (select 1 from unnest($1::text[]) n where position(n in lower(t::text)) > 0) limit 1`,
          [needles, tag],
        );
        if (hits.length > 0) found.push(name);
      }
      return found.toSorted();
    });
  const feeds = [fresh('feed'), fresh('feed')];
  const about = { url: 'http://localhost:9/rss', about: { client }, words: ['Alpine', second.name] };
  expect((await admin.put(`/v1/feeds/${feeds[0]}`, about)).status).toBe(200);
  const named = { ...about, url: `http://localhost:9/rss?q=${encodeURIComponent(third.name)}`, words: [] };
  expect((await admin.put(`/v1/feeds/${feeds[1]}`, named)).status).toBe(200);
  await withDatabase(running.postgres, (db) =>
    db.query(
      `insert into articles (id, "feedId", title, link, "foundAt") values ($1, 'f', $2, 'https://news.example/', now())`,
      [`art_${tag}`, `${second.name} is promoted`],
    ),
  );
  const { body: campaign } = await admin.post('/v1/campaigns', {
    kind: 'event',
    title: `Lunch with ${third.name}`,
    startsAt: noonOf(daysFromToday(9)).toISOString(),
    filter: { clients: [client] },
  });
  expect(campaign.id).toMatch(/^campaign-/);
  /** Lines of the mailbox's file and mails that it shows in which any of it stands. */
  const mails = async (): Promise<readonly string[]> => {
    const file = readFileSync(path.join(__dirname, '..', '.holdfast', 'test', 'mails.ndjson'), 'utf8').split('\n');
    const shown = (await (await fetch(running.mailbox.api)).json()) as object[];
    return [...file, ...shown.map((mail) => JSON.stringify(mail))].filter((mail) =>
      needles.some((needle) => mail.toLowerCase().includes(needle)),
    );
  };
  expect((await mails()).length).toBeGreaterThan(4);
  expect(await tables()).toEqual(
    expect.arrayContaining([
      'articles',
      'audit',
      'contacts',
      'deals',
      'feeds',
      'idempotent_requests',
      'job_rows',
      'jobs',
      'mails_in',
      'notes',
    ]),
  );

  /** What the book says of them: figures are computed from it. */
  const figures = (): Promise<readonly object[]> =>
    withDatabase(running.postgres, async (db) => {
      const { rows } = await db.query<object>('select * from terms where "clientId" = $1 order by "lifecycleId"', [
        client,
      ]);
      return rows;
    });
  const before = await Promise.all(ids.map(lifecycle));
  const counted = await figures();
  for (const { id: given } of contacts) {
    const { status, body } = await admin.delete(`/v1/clients/${client}/contacts/${given}`);
    expect({ status, told: body.lifecycles.toSorted() }).toEqual({ status: 200, told: ids.toSorted() });
  }

  expect(await tables()).toEqual([]);
  expect(await mails()).toEqual([]);
  for (const one of ids) {
    const handle = (await temporal()).workflow.getHandle(one);
    const texts = [...textsIn((await handle.describe()).raw), ...(await eventsOf(one)).flatMap(textsIn)];
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => needles.some((needle) => text.toLowerCase().includes(needle)))).toEqual([]);
  }
  const logs = path.join(__dirname, '..', '.holdfast', 'test', 'logs');
  expect(readdirSync(logs).length).toBeGreaterThan(0);
  for (const file of readdirSync(logs)) {
    const text = readFileSync(path.join(logs, file), 'utf8').toLowerCase();
    expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
  }

  // Lifecycles go on as they were, without their cards; what is counted stays.
  // They hear of it when they hear of it.
  const cardsOf = ({ items }: (typeof before)[number]) =>
    items.filter(({ kind, state }) => kind === 'birthday-card' && state === 'planned');
  const after = await eventually(async () => {
    const all = await Promise.all(ids.map(lifecycle));
    expect(all.flatMap(cardsOf)).toEqual([]);
    return all;
  });
  after.forEach((now, index) => {
    const then = before[index];
    // How the renewal looks depends on who is there.
    const { forecast, ...renewal } = now.renewal;
    expect({ stage: now.stage, touches: now.touches, reviews: now.reviews, renewal }).toEqual({
      stage: then?.stage,
      touches: then?.touches,
      reviews: then?.reviews,
      renewal: { ...then?.renewal, forecast: undefined },
    });
    expect(forecast.probability).toBeGreaterThan(0);
  });
  expect(counted.length).toBe(3);
  expect(await figures()).toEqual(counted);
  const { body: shown } = await admin.get(`/v1/clients/${client}`);
  expect(shown.contacts).toEqual([]);
  const { body: deal } = await admin.get(`/v1/deals/${template.dealId}`);
  expect(deal.successCriteria).toBe('[erased] is content.');
  expect(deal.contacts[0]).toEqual({ id: expect.stringMatching(/^c_/), name: '[erased]', email: '' });
  // A feed looks for what else it was asked for; one that looked for them alone rests.
  expect((await admin.get(`/v1/feeds/${feeds[0]}`)).body).toMatchObject({ words: ['Alpine'], active: true });
  expect((await admin.get(`/v1/feeds/${feeds[1]}`)).body).toMatchObject({ url: 'http://localhost:9/', active: false });
  // Behind their link there is nothing any more; who is not there cannot be erased again.
  expect((await fetch(linkIn(question), { redirect: 'manual' })).status).toBe(404);
  expect((await admin.delete(`/v1/clients/${client}/contacts/${first.id}`)).status).toBe(404);
});

test('a deal that is stored while a person is being erased is cleaned as well', async () => {
  const { group } = await aGroup();
  const name = `Zq${fresh('')}`;
  const deal = aDeal({ contacts: [{ id: 'kim', name, email: 'kim@client.example' }] }, { skipOnboarding: true, group });
  await handOff(deal);
  const { dealId, client } = deal;
  const later = fresh('D');
  await withDatabase(running.postgres, async (db) => {
    await db.query('begin');
    // As whoever stores a deal holds the client (records/held.ts).
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [client.id]);
    const erasing = admin.delete(`/v1/clients/${client.id}/contacts/kim`);
    await eventually(async () => {
      const { rows } = await db.query(
        `select 1 from pg_locks, hashtextextended($1, 2) as key
         where locktype = 'advisory' and not granted and objid::bigint = key & 4294967295`,
        [client.id],
      );
      expect(rows).toHaveLength(1);
    });
    await db.query(
      `insert into deals (id, "clientId", document, fingerprint)
       select $2, "clientId", document, fingerprint from deals where id = $1`,
      [dealId, later],
    );
    await db.query('commit');
    expect((await erasing).status).toBe(200);
    const { rows } = await db.query('select id from deals where position($1 in document::text) > 0', [name]);
    expect(rows).toEqual([]);
    const { rows: kept } = await db.query('select id from deals where id = any($1)', [[dealId, later]]);
    expect(kept).toHaveLength(2);
  });
});

test('of somebody who wrote to us their own words go; a colleague’s, and the same polite phrase of others, stay', async () => {
  const [one, two] = [await aClient(1, {}), await aClient(1, {})];
  const tag = fresh('').replace('-', '').replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
  const [first, last] = [`Quilla${tag}`, `Vexley${tag}`];
  const email = `${tag}@client.example`;
  for (const { client } of [one, two]) {
    const body = { name: `${first} ${last}`, email, level: 'user' };
    expect((await admin.put(`/v1/clients/${client}/contacts/quilla`, body)).status).toBe(200);
  }
  const thanks = 'Thank you very much for your help.';
  const to = ['us@reply.holdfast.example'];
  const [colleague = ''] = one.mails;
  const [stranger = ''] = (await aClient(1, {})).mails;
  expect(await comesIn({ from: email, to, text: `${thanks}\nyes, of ${tag}` })).toBe('wrote');
  expect(await comesIn({ from: email, to, text: 'x', headers: ['Auto-Submitted: auto-generated'] })).toBe('automatic');
  expect(await comesIn({ from: colleague, to, text: `${thanks}\n${first} is in charge, it is ${first}s plan.` })).toBe('wrote');
  expect(await comesIn({ from: stranger, to, text: thanks })).toBe('wrote');
  const passedOn = await mailAbout(one.people.repMail, `${first} ${last} of`);
  const subject = 'Quetzalina Main of Alpine Tools wrote';
  expect((await mailAbout(one.people.repMail, subject)).text).toContain(first);

  for (const { client } of [one, two])
    expect((await admin.delete(`/v1/clients/${client}/contacts/quilla`)).status).toBe(200);

  const mails = (await (await fetch(running.mailbox.api)).json()) as CaughtMail[];
  expect(mails.find(({ messageId }) => messageId === passedOn.messageId)).toMatchObject({ text: '[erased]' });
  const left = (await mailAbout(one.people.repMail, subject)).text;
  expect(left).toContain(thanks);
  expect(left).toContain('[erased] is in charge, it is [erased] plan.');
  expect(JSON.stringify(mails).toLowerCase()).not.toMatch(new RegExp(`${first}|${last}|${email}`.toLowerCase()));
  const rows = await withDatabase(running.postgres, async (db) => {
    const asked = 'select words, "senderHash" from mails_in where words like $1 or words = $2 or "senderHash" = $3';
    return (await db.query<object>(asked, [`${thanks}%plan.`, thanks, sha256(email)])).rows;
  });
  expect(rows).toEqual(expect.arrayContaining([
    expect.objectContaining({ words: `${thanks}\n[erased] is in charge, it is [erased] plan.` }),
    { words: thanks, senderHash: sha256(stranger) },
  ]));
  expect(JSON.stringify(rows)).not.toContain(sha256(email));
}); // prettier-ignore
