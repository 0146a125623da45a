/** A client becomes one with another while somebody acts on its people: what they say holds for whom they meant. */
import { shareKnownContacts } from '../../activities/known-contacts';
import { contactWishes } from '../../api/messages/client-facts';
import { checkTouch } from '../../api/messages/touches';
import { moveContact } from '../../api/messages/moving';
import { contactRoutes } from '../../api/routes/contacts';
import type { ApiDeps, Route } from '../../api/http/route';
import { advance, begin } from '../../domain/lifecycle';
import { calledByDeals, type NamingLifecycle } from '../../records/people-named';
import { dayOne } from '../support/lives';
import { seedOf } from '../support/seeds';

const blank = { email: 'ada@x.example', role: null, level: null, birthday: null, phone: null, language: null, channel: null, said: {}, optedOutAt: null, departedAt: null, movedTo: null, erasedAt: null }; // prettier-ignore

/** Client C-1 became one with C-2: its `ada` is `c_new` there, who is called `boss`; the `ada` there is somebody else. */
const contacts = [
  { ...blank, id: 'c_new', clientId: 'C-2', givenId: 'boss', name: 'Ada Example' },
  { ...blank, id: 'c_else', clientId: 'C-2', givenId: 'ada', name: 'Ada Other', email: 'other@x.example' },
];
const former = [{ clientId: 'C-1', givenId: 'ada', contactId: 'c_new', formerId: 'c_old' }];
const clients = [
  { id: 'C-1', mergedInto: 'C-2', name: 'Alpine' },
  { id: 'C-2', mergedInto: null, name: 'Alpine' },
];

const alone = { ...clients[1], industry: null, country: null, region: null, timeZone: 'UTC', weekend: null, closed: [], said: {}, optedOutAt: new Date(dayOne) }; // prettier-ignore

/** One deal under either id. */
const deals = clients.map(({ id, name }, index) => ({ id: `D-${index + 1}`, document: { dealId: `D-${index + 1}`, client: { id, name }, contacts: [], seller: { id: 's', name: 'S', email: 's@x.example' }, products: [] } })); // prettier-ignore

interface Where {
  readonly where: {
    readonly id?: string;
    readonly formerId?: string;
    readonly clientId_givenId?: { readonly clientId: string; readonly givenId: string };
  };
}

/** An API whose records are those, with what it writes. */
function api(): { readonly deps: ApiDeps; readonly written: object[] } {
  const written: object[] = [];
  const write = async (given: object): Promise<void> => void written.push(given);
  const db = {
    client: {
      findUnique: async ({ where }: Where) => clients.find(({ id }) => id === where.id) ?? null,
      findMany: async () => clients.filter(({ mergedInto }) => mergedInto !== null),
      findUniqueOrThrow: async () => ({ ...alone, former: [{ id: 'C-1' }] }),
      aggregate: async () => ({ _max: { mergedAt: new Date(dayOne) } }),
    },
    contact: {
      findUnique: async ({ where: { id, clientId_givenId: called } }: Where) =>
        contacts.find(
          (one) => one.id === id || (one.clientId === called?.clientId && one.givenId === called.givenId),
        ) ?? null,
      findMany: async () => contacts,
      updateMany: write,
      upsert: write,
    },
    formerContact: {
      findUnique: async ({ where }: Where) => former.find(({ formerId }) => formerId === where.formerId) ?? null,
      findMany: async () => former,
    },
    deal: { findMany: async () => deals },
    lifecycle: {
      findUnique: async ({ where: { id = '' } }: Where) => ({ stage: 'retention', clientId: 'C-2', dealId: id.slice(0, 3), productCode: 'crm', lastAt: null, recordedAt: null }), // prettier-ignore
      findMany: async () => [],
      updateMany: async () => ({ count: 1 }),
    },
    refusedAddress: { findMany: async () => [] },
    waitingFact: { createMany: async () => ({ count: 0 }) },
    $queryRaw: async () => [],
    $transaction: async (act: (tx: unknown) => Promise<unknown>): Promise<unknown> => act(db),
  };
  return { deps: { db } as unknown as ApiDeps, written };
}

const saying = { by: 'ops', eventId: 'e-1' };

test('whoever wants to be left alone by an older id is left alone', async () => {
  const { deps, written } = api();
  await contactWishes('contactOptedOut', 'c_old', saying, deps);
  expect(written).toMatchObject([{ where: { id: { in: ['c_new'] } } }]);
});

test('a contact who is said as they are now is the one who was meant, and nobody else who is called so', async () => {
  const { deps, written } = api();
  const put = contactRoutes.find(({ operationId }) => operationId === 'putContact') as Route;
  const call = {
    params: { id: 'C-1', contactId: 'ada' },
    body: { name: 'Ada Married', email: 'ada@x.example' },
    principal: { name: 'k', role: 'sales' },
    viewer: { sees: 'everything' },
  };
  const answer = await put.handle(call as never, deps);
  expect(written).toMatchObject([{ where: { clientId_givenId: { clientId: 'C-2', givenId: 'boss' } } }]);
  expect(answer.body).toMatchObject({ client: 'C-2', id: 'boss' });
});

test.each([
  ['C-1', 'C-2'],
  ['C-2', 'C-1'],
])('nobody goes from %s to %s, which are one', async (from, to) => {
  const { deps, written } = api();
  const went = moveContact({ from, givenId: 'ada', to }, saying, deps);
  await expect(went).rejects.toMatchObject({ status: 422, more: { errors: [{ pointer: '/to' }] } });
  expect(written).toEqual([]);
});

test('a lifecycle that begins under an older id hears the merge, and that the one client wants to be left alone', async () => {
  const { deps } = api();
  const { state, events } = begin(seedOf({ client: { id: 'C-1', name: 'Alpine', zone: 'UTC' } }), dayOne);
  const heard = await shareKnownContacts(deps.db, state, events, async () => undefined);
  expect(heard.map(({ name }) => name)).toEqual(['clientMerged', 'clientOptedOut']);
  const life = heard.reduce((now, fact) => advance(now, fact, dayOne).state, state);
  expect(life.seed.client).toMatchObject({ id: 'C-2', mergedAt: dayOne });
  expect(life.slices.contacts.clientOptedOut).toBe(dayOne);
});

test('a lifecycle names people as its deal does, whose client is one with another since', async () => {
  const { deps } = api();
  const [older, other] = ['D-1', 'D-2'].map((dealId) => ({ clientId: 'C-2', dealId })) as [NamingLifecycle, NamingLifecycle]; // prettier-ignore
  const called = await calledByDeals(deps.db, [older, other]);
  expect([called(older, 'ada'), called(older, 'boss'), called(other, 'ada')]).toEqual(['c_new', undefined, undefined]);
  expect(await checkTouch('D-1.crm.t1', { contacts: ['ada', 'boss'] }, deps)).toEqual({ contacts: ['c_new'] });
  expect(await checkTouch('D-2.crm.t1', { contacts: ['ada'] }, deps)).toEqual({ contacts: ['c_else'] });
});
