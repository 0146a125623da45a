/** What is limited, and what a burst of messages does. */
import { withDatabase } from '../../dev/postgres';
import { mostContacts } from '../../domain/concerns/contacts';
import { mostOpenInvoices } from '../../domain/concerns/receivables';
import { admin, eventually, fresh, lifecycle, running, wait } from '../support/api';
import { aDeal, handOff } from '../support/deals';
import { countsOf, isLate, runsOf } from '../support/histories';

/** Whoever is erased is taken out of every mail in the mailbox: a name of this test alone. */
const name = `Zq${fresh('')}`;
const person = (id: string) => ({ id, name, email: `${id}@client.example` });
const pointersOf = ({ body }: { readonly body: Record<string, unknown> }): readonly unknown[] =>
  (body.errors as readonly { pointer: string }[]).map(({ pointer }) => pointer);

test(`a client has at most ${mostContacts} contacts: one more is refused by name, and there is room once somebody is erased`, async () => {
  const full = aDeal({
    contacts: Array.from({ length: mostContacts }, (_, index) => person(`k-${index}`)),
  });
  await handOff(full);
  const client = full.client.id;
  const more = await admin.post('/v1/deals', { ...aDeal({ contacts: [person('k-more')] }), client: full.client });
  expect(more.status).toBe(422);
  expect(pointersOf(more)).toEqual(['/contacts']);
  const known = await admin.post('/v1/deals', { ...aDeal({ contacts: [person('k-7')] }), client: full.client });
  expect(known.status).toBe(201);

  const put = (id: string) =>
    admin.put(`/v1/clients/${client}/contacts/${id}`, { name: 'Kim', email: 'k@client.example' });
  const refused = await put('k-more');
  expect(refused.status).toBe(422);
  expect(pointersOf(refused)).toEqual(['/contactId']);
  expect((await put('k-7')).status).toBe(200);
  expect((await admin.delete(`/v1/clients/${client}/contacts/k-0`)).status).toBe(200);
  expect((await put('k-more')).status).toBe(200);
});

test(`a lifecycle has at most ${mostOpenInvoices} overdue invoices: one more is refused by name; one that is paid makes room, and all can be paid at once`, async () => {
  const id = await handOff(aDeal());
  const overdue = (invoiceId: string) => ({ kind: 'invoice-overdue', value: 3, invoiceId, eventId: fresh('overdue') });
  const batch = (invoices: readonly string[]) =>
    admin.post('/v1/signals', { signals: invoices.map((one) => ({ ...overdue(one), lifecycle: id })) });
  const open = async (): Promise<number> =>
    (await lifecycle(id)).receivables.filter(({ closedAt }) => closedAt === undefined).length;
  await batch(Array.from({ length: mostOpenInvoices }, (_, index) => `INV-${index}`));
  await eventually(async () => expect(await open()).toBe(mostOpenInvoices), 60_000);
  await eventually(async () => {
    const refused = await admin.post(`/v1/lifecycles/${id}/signals`, overdue('INV-more'));
    expect(refused.status).toBe(422);
    expect(pointersOf(refused)).toEqual(['/invoiceId']);
  });
  expect((await batch(['INV-more', 'INV-7'])).body).toMatchObject({
    accepted: 1,
    rejected: [{ pointer: '/signals/0', code: 'too-many-invoices' }],
  });

  const signal = (body: object) => admin.post(`/v1/lifecycles/${id}/signals`, body, wait);
  expect((await signal({ kind: 'invoice-paid', invoiceId: 'INV-1' })).body).toMatchObject({ state: 'applied' });
  // There is room once that is recorded.
  await eventually(async () => expect((await signal(overdue('INV-more'))).body).toMatchObject({ state: 'applied' }));
  expect((await signal({ kind: 'invoice-paid' })).body).toMatchObject({ state: 'applied' });
  expect(await open()).toBe(0);
});

test('a thousand facts in a burst to one lifecycle are all taken, each once, and no task of its workflow is late or fails', async () => {
  const id = await handOff(aDeal({}, { skipOnboarding: true }));
  await eventually(async () => expect((await lifecycle(id)).stage).toBe('retention'));
  const eventIds = Array.from({ length: 1_000 }, () => fresh('burst'));
  const send = async (): Promise<void> => {
    for (let eventId = eventIds.pop(); eventId !== undefined; eventId = eventIds.pop())
      expect(
        (await admin.post(`/v1/lifecycles/${id}/touches`, { kind: 'call', outcome: 'done', eventId })).status,
      ).toBe(202);
  };
  await Promise.all(Array.from({ length: 16 }, send));

  const recorded = async (): Promise<readonly string[]> =>
    withDatabase(running.postgres, async (client) =>
      (
        await client.query<{ cause: string }>(
          `select cause from ledger where "lifecycleId" = $1 and kind = 'touch-recorded'`,
          [id],
        )
      ).rows.map(({ cause }) => cause),
    );
  await eventually(async () => expect((await recorded()).length).toBe(1_000), 120_000);
  expect(new Set(await recorded()).size).toBe(1_000);
  // It goes on in a further run as soon as no more messages pour in.
  const runs = await eventually(async () => {
    const all = await runsOf(id);
    expect(all.length).toBeGreaterThan(1);
    return all;
  });
  const counts = countsOf(runs.flat());
  console.log(`a burst of 1,000 facts: ${runs.map(({ length }) => length).join(' + ')} history events`, counts);
  expect(counts).not.toHaveProperty('EVENT_TYPE_WORKFLOW_TASK_FAILED');
  expect(runs.flat().filter(isLate)).toEqual([]);
}, 240_000);
