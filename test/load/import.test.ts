/** Existing clients come mid-term: nothing of the past fires, and what is wrong is named. A thousand of them come in `in-flight`. */
import { startCell, type Cell } from '../support/cell';
import { addDays, daysFromToday, everyDay, noonOf, today } from '../support/dates';
import { aRow, ndjson, sendImport } from '../support/imports';
import { admin, eventually, fresh, jobIs, lifecycle, running } from '../support/api';
import { mailAbout, mailsTo } from '../support/mailbox';
import { letPassUntil, temporal } from '../support/time';

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
});
afterAll(async () => {
  await cell.stop();
});

const send = (
  file: string | Uint8Array<ArrayBuffer>,
  options: { type?: string; dryRun?: boolean; said?: string } = {},
) => sendImport(running.api, running.keys.admin, file, options);

async function aRep(): Promise<{ rep: string; mail: string }> {
  const rep = fresh('rep');
  const mail = `${rep}.wobblewort@holdfast.example`;
  await admin.put(`/v1/reps/${rep}`, { name: `Wobblewort ${rep}`, email: mail });
  const policy = fresh('policy');
  await admin.put(`/v1/policies/${policy}`, {
    rules: everyDay,
  });
  await admin.put(`/v1/groups/${rep}`, { name: 'G', rep, policy });
  return { rep, mail };
}

test('a client in the third term goes on where they are: no past touch, review, card or notice, and one dossier for the rep', async () => {
  const { rep, mail } = await aRep();
  const lastTouchOn = daysFromToday(-30);
  const row = aRow(1, { term: 3, rep, lastTouchOn, retainedSince: daysFromToday(-700) }, { group: rep });
  const { status, body } = await send(ndjson([row]));
  expect(status).toBe(202);
  expect(await jobIs(body.id, 'done')).toMatchObject({
    progress: { done: 1 },
    summary: { lifecycles: 1, wrongRows: 0 },
  });
  const id = `${row.dealId}.crm-pro.t3`;
  const now = await lifecycle(id);
  expect(now).toMatchObject({ term: 3, stage: 'retention', rep });
  // Heard of 30 days ago: the next touch is eight weeks after that.
  expect(now.touches[0]).toMatchObject({ state: 'planned', dueAt: `${addDays(lastTouchOn, 56)}T09:00:00.000Z` });
  expect(
    [...now.touches, ...now.reviews, ...now.items].every(
      ({ state, dueAt }) => state === 'planned' && dueAt > new Date().toISOString(),
    ),
  ).toBe(true);
  // Nothing was asked of anybody; the rep hears of it once.
  const dossier = await mailAbout(mail, 'Yours now: 1 client (');
  expect(dossier.text).toContain('They were clients before Holdfast');
  expect(dossier.text).toContain('canary-words: it pays for itself');
  expect((await mailsTo(mail)).length).toBe(1);
  await letPassUntil(id, noonOf(addDays(lastTouchOn, 56)));
  await mailAbout(mail, 'Due: call');
});

test('one in onboarding is asked only for what is left of it', async () => {
  const { rep } = await aRep();
  const row = aRow(1, { stage: 'onboarding', completedSteps: ['setup'] }, { group: rep });
  const { body } = await send(ndjson([row]));
  await jobIs(body.id, 'done');
  const now = await lifecycle(`${row.dealId}.crm-pro.t1`);
  expect(now.stage).toBe('onboarding');
  expect(now.onboarding.steps.map(({ code }) => code)).toEqual(['configuration', 'training']);
  expect(now.onboarding.steps.every(({ targetOn = '' }) => targetOn > today)).toBe(true);
});

test('the first steps of a rep’s clients are spread over a cadence', async () => {
  const { rep } = await aRep();
  const file = ndjson(Array.from({ length: 112 }, (_, index) => aRow(index, {}, { group: rep })));
  const { body: dry } = await send(file, { dryRun: true });
  expect(dry).toMatchObject({
    dryRun: true,
    rows: 112,
    deals: 112,
    lifecycles: 112,
    alreadyThere: 0,
    errors: [],
    reps: [{ rep, lifecycles: 112, load: { before: 0, after: 112, capacity: 100 } }],
    firstSteps: { from: daysFromToday(1), until: daysFromToday(56), mostOfOneRepOnOneDay: 2 },
  });
  expect((await admin.get(`/v1/reps/${rep}`)).body.load).toBe(0);
});

test('a CSV is read by its columns; what is wrong is named by row and field, and the rest is brought over', async () => {
  const { rep } = await aRep();
  const id = fresh('CSV');
  const header =
    'dealId,clientId,clientName,contactId,contactName,contactEmail,contact2Id,contact2Name,contact2Email,sellerId,sellerName,sellerEmail,productCode,productName,annualAmount,currency,startsOn,termMonths,group,rep';
  const line = (deal: string, code: string, parts: Record<string, string> = {}): string => {
    const cells: Record<string, string> = {
      amount: '120000',
      email: 'ada@client.example',
      startsOn: daysFromToday(-10),
      name: '"Alpine, Tools"',
      rep,
      ...parts,
    };
    return `${deal},C-${id},${cells.name},ada,Ada Example,${cells.email},bob,Bob Example,bob@client.example,sam,Sam Seller,sam@holdfast.example,${code},Product ${code},${cells.amount},EUR,${cells.startsOn},24,${rep},${cells.rep}`;
  };
  const file = [
    header,
    line(`${id}-1`, 'crm'),
    line(`${id}-1`, 'erp'),
    line(`${id}-2`, 'crm', { amount: '12.5', email: 'nobody' }),
    line(`${id}-3`, 'crm', { startsOn: '2001-01-01' }),
    line(`${id}-4`, 'crm', { rep: 'nobody' }),
    line(`${id}-5`, 'crm'),
    line(`${id}-5`, 'crm', { name: 'Somebody Else' }),
  ].join('\n');
  const { status, body } = await send(file, { type: 'text/csv' });
  expect(status).toBe(202);
  expect(body.summary.errors).toEqual([
    { row: 3, field: 'contactEmail', detail: 'Use an e-mail address.' },
    {
      row: 3,
      field: 'annualAmount',
      detail: '12.5 is no whole number of minor units (cents). If the file counts in whole EUR, say amounts=whole.',
    },
    { row: 4, field: 'startsOn', detail: 'This contract has ended already.' },
    { row: 5, field: 'rep', detail: 'There is no rep nobody who works here.' },
    { row: 7, field: 'clientId', detail: 'The client of this deal is another one in row 6.' },
    { row: 7, field: 'productCode', detail: 'This deal has that product in row 6 already.' },
  ]);
  expect(await jobIs(body.id, 'done')).toMatchObject({ progress: { total: 5, done: 1, failed: 4 } });
  const { body: failed } = await admin.get(`/v1/jobs/${body.id}/rows?state=failed`);
  expect(failed.items[0].outcome.errors[0]).toMatchObject({ row: 3, field: 'contactEmail' });
  const { body: client } = await admin.get(`/v1/clients/C-${id}`);
  expect(client).toMatchObject({ name: 'Alpine, Tools', contacts: [{ id: 'ada' }, { id: 'bob' }] });
  expect(client.lifecycles.map(({ product }: { product: { code: string } }) => product.code).toSorted()).toEqual([
    'crm',
    'erp',
  ]);
});

test('a file as a German Excel saves it is read as it was meant, with what was told of its past, and says how it was read', async () => {
  const { rep } = await aRep();
  const id = fresh('XLS');
  const header =
    'Row Kind;Deal ID;clientId;clientName;contactId;contactName;contactEmail;sellerId;sellerName;sellerEmail;productCode;productName;annualAmount;currency;startsOn;termMonths;rep;touchOn;touchKind;note;;'.replaceAll(
      'client',
      'CLIENT',
    );
  const [year = '', month = '', day = ''] = daysFromToday(-10).split('-');
  const starts = `${day}.${month}.${year}`;
  const file = [
    header,
    `;${id};C-${id};Müller & Söhne – Bäckerei;joerg;Jörg Weiß;joerg@client.example;sam;Sam Seller;sam@holdfast.example;crm;CRM;12.000,50 €;EUR;${starts};12;${rep};;;Mag Brötchen;;`,
    ';;;;;;;;;;;;;;;;;;;;;',
    `touch;${id};;;;;;;;;;;;;;;;${starts};Call;Über Schulung gesprochen`,
    `touch;${id};;;;;;;;;;;;;;;;46174;Call;`,
  ].join('\r\n');
  const bytes = Uint8Array.from(Buffer.from(file.replaceAll('–', '\u0096').replaceAll('€', '\u0080'), 'latin1'));
  const options = { type: 'text/csv', said: '&dates=dmy&decimals=comma&amounts=whole' };
  const { body: preview } = await send(bytes, { ...options, dryRun: true });
  expect(preview).toMatchObject({
    rows: 3,
    lifecycles: 1,
    worth: ['12000.50 EUR'],
    errors: [{ row: 4, field: 'touchOn', detail: expect.stringMatching(/^46174 is a day as a spreadsheet counts it/) }],
    readAs: { charset: 'windows-1252', separator: 'semicolons' },
  });
  expect(preview.readAs.said[0]).toMatch(/^The text is read as Windows-1252: no charset was named/);
  const { body } = await send(bytes, options);
  expect(body.summary).toMatchObject({ worth: ['12000.50 EUR'], readAs: preview.readAs });
  await jobIs(body.id, 'done');
  const { body: client } = await admin.get(`/v1/clients/C-${id}`);
  expect(client).toMatchObject({ name: 'Müller & Söhne – Bäckerei', contacts: [{ name: 'Jörg Weiß' }] });
  await eventually(async () => {
    const { body: timeline } = await admin.get(`/v1/lifecycles/${id}.crm.t1/timeline?limit=100`);
    const told = timeline.items.filter(({ kind }: { kind: string }) => kind === 'past-told');
    expect(told.map(({ note }: { note?: string }) => note).toSorted()).toEqual([
      'Mag Brötchen',
      'Über Schulung gesprochen',
    ]);
  });
  expect((await send('{}', { said: '&dates=dmy' })).body).toMatchObject({
    status: 400,
    detail: expect.stringContaining('`dates` is said of CSV alone'),
  });
});

test('files that cannot be read at all say what is wrong with them', async () => {
  expect((await send('a,b\n1,2', { type: 'text/csv' })).body.detail).toMatch(
    /^There are no such columns: a, b\. There are: dealId, /,
  );
  expect((await send('dealId,clientId\n"1,2', { type: 'text/csv' })).body).toMatchObject({
    status: 422,
    detail: expect.stringContaining('not valid CSV'),
  });
  expect((await send('')).body.detail).toBe('The file has no rows.');
  expect((await send('{"dealId":\n{}')).body.errors[0]).toEqual({
    pointer: '/rows/1/',
    detail: 'This line is not valid JSON.',
  });
  expect((await send('{}', { type: 'text/plain' })).body).toMatchObject({
    status: 415,
    detail: 'Send the file as text/csv or application/x-ndjson.',
  });
});

test('an import that is cancelled while it runs keeps what it has brought, and brings nothing more; sent again it goes on', async () => {
  const worker = await cell.startWorker();
  const rep = fresh('rep');
  await cell.admin.put(`/v1/reps/${rep}`, { name: 'Wobblewort', email: `${rep}@holdfast.example` });
  await cell.admin.put(`/v1/groups/${rep}`, { name: 'G', rep });
  const all = Array.from({ length: 400 }, (_, index) => aRow(index, {}, { group: rep }));
  const { body: job } = await sendImport(cell.url, cell.key, ndjson(all));
  const brought = (): Promise<number> => cell.count('lifecycles', `"repId" = '${rep}'`);
  await eventually(async () => expect(await brought()).toBeGreaterThan(0), 60_000);
  expect((await cell.admin.post(`/v1/jobs/${job.id}/cancel`)).body.state).toBe('cancelled');
  // What was in hand is brought to its end, and nothing after it.
  await (await temporal()).workflow.getHandle(job.id).result();
  const { body: settled } = await cell.admin.get(`/v1/jobs/${job.id}`);
  expect(settled.progress.done).toBe(await brought());
  expect(settled).toMatchObject({ state: 'cancelled', progress: { total: 400, failed: 0 } });
  expect(settled.progress.done).toBeGreaterThan(0);
  expect(settled.progress.waiting).toBeGreaterThan(0);
  const { body: again } = await sendImport(cell.url, cell.key, ndjson(all));
  const finished = await jobIs(again.id, 'done', cell.admin, 120_000);
  expect(finished.progress).toMatchObject({
    total: 400,
    done: settled.progress.waiting,
    skipped: settled.progress.done,
  });
  expect(await brought()).toBe(400);
  await worker.stop();
}, 300_000);

test('a file waits for a worker; cancelled meanwhile it goes, and a worker that dies over it is followed by another one', async () => {
  const waiting = await startCell();
  const file = ndjson(Array.from({ length: 6_000 }, (_, index) => aRow(index)));
  const given = async (): Promise<string> => {
    const { status, body } = await sendImport(waiting.url, waiting.key, file, { dryRun: true, waitSeconds: 0 });
    expect({ status, state: body.state }).toEqual({ status: 202, state: 'previewing' });
    expect(await waiting.count('import_files', `bytes = ${file.length}`)).toBe(1);
    return String(body.id);
  };
  const cancelled = await given();
  expect((await waiting.admin.post(`/v1/jobs/${cancelled}/cancel`)).body.state).toBe('cancelled');
  expect(await waiting.count('import_files', 'true')).toBe(0);

  const id = await given();
  const first = await waiting.startWorker();
  await eventually(async () => {
    const { body } = await waiting.admin.get(`/v1/jobs/${id}`);
    expect(body.state !== 'previewing' || body.summary.rows > 0).toBe(true);
  }, 60_000);
  await first.kill();
  const second = await waiting.startWorker();
  expect(await jobIs(id, 'done', waiting.admin, 120_000)).toMatchObject({
    progress: { total: 0 },
    summary: { rows: 6_000, lifecycles: 6_000, wrongRows: 0 },
  });
  expect(await waiting.count('import_files', 'true')).toBe(0);
  expect(await waiting.count('lifecycles', 'true')).toBe(0);
  await second.stop();
  await waiting.stop();
}, 300_000);
