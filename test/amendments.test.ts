/** After the close: what is agreed later stands beside the deal, and the lifecycles of its lines keep to it. */
import type { CaughtMail } from '../dev/caught-mail';
import { dayIn, plainEnglish } from '../domain/told/locale';
import { browse } from './support/browse';
import { admin, eventually, fresh, lifecycle, sales, wait } from './support/api';
import { addMonths, daysFromToday, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { keyFor } from './support/keys';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass } from './support/time';
import { person } from './support/workgroups';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const line = (code: string, more: object = {}) => ({
  code,
  name: `Product ${code}`,
  annualValue: eur(100_000),
  startsOn: today,
  termMonths: 12,
  skipOnboarding: true,
  ...more,
});
const amend = (dealId: string, body: object, call = sales) => call.post(`/v1/deals/${dealId}/amendments`, body);
const handOverMails = async (address: string) =>
  (await mailsTo(address)).filter(({ subject }) => subject.startsWith('Yours now'));

describe('a deal that is amended after the close', () => {
  const people = aGroup();
  const deal = people.then(({ group }) =>
    aDeal({}, { quantity: 20, skipOnboarding: true, group, annualValue: eur(1_000_000) }),
  );
  const sold = deal.then(handOff);

  test('goes from 20 seats to 25, and the deal stays as it was closed', async () => {
    const [{ dealId }, id] = [await deal, await sold];
    const before = await sales.get(`/v1/deals/${dealId}`);
    const seats = {
      amendmentId: 'A-1',
      effectiveOn: today,
      products: [{ code: 'crm-pro', quantity: 25, annualValue: eur(1_250_000) }],
    };
    expect((await amend(dealId, seats)).status).toBe(201);
    // The same again is the same; anything else under its name is refused.
    expect((await amend(dealId, seats)).status).toBe(200);
    const other = await amend(dealId, { ...seats, effectiveOn: daysFromToday(1) });
    expect([other.status, other.body.type]).toEqual([409, 'urn:holdfast:problem:amendment-differs']);

    await letPass(id, 1);
    const now = await lifecycle(id);
    expect([now.quantity, now.renewal.annualValue]).toEqual([25, eur(1_250_000)]);
    const { body } = await sales.get(`/v1/deals/${dealId}`);
    expect({ ...body, amendments: [] }).toEqual(before.body);
    expect(body.amendments).toMatchObject([{ ...seats, amendedAt: expect.any(String) as string }]);
    // In every later term too: the deal is handed over again, and it is still the same deal.
    expect((await sales.post('/v1/deals', await deal)).status).toBe(200);
  });

  test('waits for a day to come, and says in the agenda what will be then', async () => {
    const [{ dealId }, id] = [await deal, await sold];
    const on = daysFromToday(40);
    const told = await amend(dealId, {
      amendmentId: 'A-2',
      effectiveOn: on,
      products: [{ code: 'crm-pro', quantity: 30 }],
    });
    expect(told.body.lifecycles).toMatchObject([{ id, stage: 'retention' }]);
    await eventually(async () =>
      expect((await lifecycle(id)).agenda).toContainEqual({
        at: `${on}T09:00:00.000Z`,
        what: 'The quantity becomes 30.',
        why: `The contract was amended: it applies from ${dayIn(plainEnglish, on)}.`,
      }),
    );
    expect((await lifecycle(id)).quantity).toBe(25);
    await letPass(id, 41);
    expect((await lifecycle(id)).quantity).toBe(30);
  });

  test('gets a line more: a lifecycle as at the hand-off, with its promises and its own mail', async () => {
    const [{ dealId }, { group, rep, repMail }] = [await deal, await people];
    const shop = {
      ...line('shop', { group, promises: [{ metric: 'canary-words uptime', target: 99 }] }),
      startsOn: undefined,
    };
    const { status, body } = await amend(dealId, { amendmentId: 'A-3', effectiveOn: today, products: [shop] });
    expect([status, body.lifecycles[0]]).toMatchObject([
      201,
      { id: `${dealId}.shop.t1`, stage: 'retention', group, rep },
    ]);
    const mail = await mailAbout(repMail, 'Yours now: Alpine Tools, Product shop');
    expect(mail.text).toContain('canary-words uptime');
    expect((await sales.get(`/v1/deals/${dealId}`)).body.products).toHaveLength(1);
    expect((await admin.get(`/v1/lifecycles/${dealId}.shop.t1/deal`)).body.amendments).toHaveLength(3);
    // What was added is a line of the deal from then on.
    const more = await amend(dealId, {
      amendmentId: 'A-4',
      effectiveOn: today,
      products: [{ code: 'shop', quantity: 2 }],
    });
    expect(more.status).toBe(201);
  });

  test('gets a line once, of two who add it at the same moment', async () => {
    const { dealId } = await deal;
    const add = (amendmentId: string, amount: number) =>
      amend(dealId, { amendmentId, effectiveOn: today, products: [line('twice', { annualValue: eur(amount) })] });
    const answers = await Promise.all([add('A-one', 1_000), add('A-other', 2_000)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
    // Who loses is told at the field: by now it is a line that the deal has.
    const { errors } = (lost?.body ?? { errors: [] }) as { readonly errors: readonly { readonly pointer: string }[] };
    expect(errors[0]?.pointer).toMatch(/^\/products\/0\//);
    const { amendments } = (await sales.get(`/v1/deals/${dealId}`)).body as {
      readonly amendments: readonly { readonly amendmentId: string }[];
    };
    const kept = amendments.map(({ amendmentId }) => amendmentId).filter((id) => ['A-one', 'A-other'].includes(id));
    expect(kept).toEqual([((won?.body ?? {}) as { readonly amendmentId?: string }).amendmentId]);
  });

  test('names every field that does not fit', async () => {
    const { dealId } = await deal;
    const errors = async (body: object) => {
      const answer = await amend(dealId, { amendmentId: fresh('A'), effectiveOn: today, ...body });
      return [answer.status, (answer.body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer).toSorted()];
    };
    expect(await errors({ products: [] })).toEqual([422, ['/products']]);
    expect(await errors({ products: [{ code: 'crm-pro' }] })).toEqual([422, ['/products/0']]);
    expect(await errors({ products: [{ code: 'crm-pro', quantity: 1, name: 'X', termMonths: 3 }] })).toEqual([
      422,
      ['/products/0/name', '/products/0/termMonths'],
    ]);
    expect(await errors({ products: [{ code: 'crm-pro', annualValue: { amount: 1, currency: 'USD' } }] })).toEqual([
      422,
      ['/products/0/annualValue/currency'],
    ]);
    expect(await errors({ effectiveOn: '2020-01-01', products: [{ code: 'crm-pro', quantity: 1 }] })).toEqual([
      422,
      ['/effectiveOn'],
    ]);
    expect(await errors({ products: [{ code: 'new', quantity: 1 }] })).toEqual([
      422,
      ['/products/0/annualValue', '/products/0/name', '/products/0/termMonths'],
    ]);
    expect(await errors({ products: [line('short', { termMonths: 1, noticeDays: 31 })] })).toEqual([
      422,
      ['/products/0/noticeDays'],
    ]);
    expect(await errors({ products: [line('nobody', { group: 'there-is-none' })] })).toEqual([
      422,
      ['/products/0/group'],
    ]);
    expect(
      (await amend('D-nobody-knows', { amendmentId: 'A', effectiveOn: today, products: [line('x')] })).status,
    ).toBe(404);
  });

  test('is amended by its seller, and by nobody else’s', async () => {
    const { dealId, seller } = await deal;
    const body = { amendmentId: fresh('A'), effectiveOn: today, products: [{ code: 'crm-pro', quantity: 31 }] };
    expect((await amend(dealId, body, await keyFor('sales', { seller: fresh('seller') }))).status).toBe(404);
    expect((await amend(dealId, body, await keyFor('sales', { seller: seller.id }))).status).toBe(201);
  });
});

test('an amendment after the renewal reaches the next term, and one of a line that has ended is refused', async () => {
  const deal = aDeal({}, { skipOnboarding: true, quantity: 20 });
  const id = await handOff(deal);
  const renewed = await admin.post(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: eur(1_200_000) });
  expect(renewed.status).toBe(200);
  const next = id.replace(/t1$/, 't2');
  await eventually(async () => expect((await lifecycle(next)).stage).toBe('retention'));
  const body = {
    amendmentId: 'A-1',
    effectiveOn: today,
    products: [{ code: 'crm-pro', quantity: 25, annualValue: eur(1_500_000) }],
  };
  expect((await amend(deal.dealId, body)).body.lifecycles).toMatchObject([{ id: next }]);
  await letPass(next, 1);
  expect([(await lifecycle(next)).quantity, (await lifecycle(next)).renewal.annualValue]).toEqual([25, eur(1_500_000)]);

  await admin.post(`/v1/lifecycles/${next}/churn`, { reason: 'price' });
  const late = await amend(deal.dealId, { ...body, amendmentId: 'A-2' });
  expect([late.status, late.body.errors]).toMatchObject([422, [{ pointer: '/products/0/code' }]]);
});

test('a line that was renewed in another currency is amended in that one, and no more in the deal’s', async () => {
  const deal = aDeal({}, { skipOnboarding: true, quantity: 20 });
  const id = await handOff(deal);
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  expect((await admin.post(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: usd(1_200_000) })).status).toBe(
    200,
  );
  const next = id.replace(/t1$/, 't2');
  await eventually(async () => expect((await lifecycle(next)).renewal.annualValue).toEqual(usd(1_200_000)));
  const body = (amendmentId: string, annualValue: object) => ({
    amendmentId,
    effectiveOn: today,
    products: [{ code: 'crm-pro', annualValue }],
  });
  const inEuros = await amend(deal.dealId, body('A-1', eur(1_500_000)));
  expect([inEuros.status, inEuros.body.errors]).toMatchObject([422, [{ pointer: '/products/0/annualValue/currency' }]]);
  expect((await amend(deal.dealId, body('A-2', usd(1_500_000)))).body.lifecycles).toMatchObject([{ id: next }]);
  await letPass(next, 1);
  expect((await lifecycle(next)).renewal.annualValue).toEqual(usd(1_500_000));
});

test('agreed steps of a term of several years come at their days, and are no expansion', async () => {
  const steps = [{ on: addMonths(today, 12), annualValue: eur(1_100_000) }];
  const deal = aDeal({}, { skipOnboarding: true, termMonths: 24, annualValue: eur(1_000_000), steps });
  const id = await handOff(deal);
  expect((await lifecycle(id)).agenda).toContainEqual(
    expect.objectContaining({ what: 'The annual value becomes €11,000.' }),
  );
  const renewed = await admin.post(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: eur(1_100_000) }, wait);
  expect(renewed.body.renewal.decision.change).toEqual({ kind: 'flat', amount: 0 });
  const bad = aDeal({}, { termMonths: 24, steps: [{ on: addMonths(today, 30), annualValue: eur(1) }] });
  const refused = await sales.post('/v1/deals', bad);
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/products/0/steps/0/on']);
});

describe('a deal of forty lines', () => {
  test('is one hand-over mail that lists them, and three that are added are one more', async () => {
    const { group, repMail } = await aGroup();
    const products = Array.from({ length: 40 }, (_, n) => line(`p${n}`, { group }));
    const deal = aDeal({ products });
    await handOff(deal);
    const mail = await mailAbout(repMail, 'Yours now: Alpine Tools, 40 products');
    for (const { name } of products) expect(mail.text).toContain(name);
    const added = ['x', 'y', 'z'].map((code) => line(code, { group }));
    expect((await amend(deal.dealId, { amendmentId: 'A-1', effectiveOn: today, products: added })).status).toBe(201);
    await mailAbout(repMail, 'Yours now: Alpine Tools, 3 products');
    expect(await handOverMails(repMail)).toHaveLength(2);
  });

  test('of lines of two reps it is two mails', async () => {
    const [one, other] = [await aGroup(), await aGroup()];
    const products = ['a', 'b', 'c', 'd'].map((code, n) => line(code, { group: (n < 2 ? one : other).group }));
    await handOff(aDeal({ products }));
    for (const { repMail } of [one, other]) {
      await mailAbout(repMail, 'Yours now: Alpine Tools, 2 products');
      expect(await handOverMails(repMail)).toHaveLength(1);
    }
  });
});

describe('a seller who has left', () => {
  const flagged = async (parts: object = {}) => {
    const people = await aGroup();
    const deal = { ...aDeal({}, { skipOnboarding: true, group: people.group }), ...parts };
    const id = await handOff(deal);
    const flag = () => admin.post(`/v1/lifecycles/${id}/oversold`, { note: 'canary-words: it cannot' });
    return { people, deal, flag };
  };

  test('is answered for by the manager, who reads in whose place, once', async () => {
    const { people, deal, flag } = await flagged();
    expect((await admin.put(`/v1/sellers/${deal.seller.id}`, { left: true })).body.leftAt).toEqual(expect.any(String));
    await flag();
    const mail = await mailAbout(people.managerMail, 'Oversold: Alpine Tools');
    expect(mail.text).toContain(`in place of ${deal.seller.name}, who has left`);
    expect((await (await browse(linkIn(mail))).post({ outcome: 'agreed' })).html).toContain(
      'you agree that it was oversold',
    );
    expect((await mailsTo(people.managerMail)).filter(({ subject }) => subject.startsWith('Oversold:'))).toHaveLength(
      1,
    );
    const ofIt = ({ headers }: CaughtMail): boolean => headers['x-holdfast-item']?.startsWith(deal.dealId) === true;
    expect((await mailsTo(deal.seller.email)).filter(ofIt)).toEqual([]);
  });

  test('is answered for by the director, where the manager has left too', async () => {
    const { people, deal, flag } = await flagged();
    await admin.put(`/v1/sellers/${deal.seller.id}`, { left: true });
    const { body: group } = await admin.get(`/v1/groups/${people.group}`);
    const { body } = await admin.get(`/v1/reps/${group.manager}`);
    await admin.put(`/v1/reps/${group.manager}`, { name: body.name, email: body.email, left: true });
    await flag();
    const mail = await mailAbout(people.directorMail, 'Oversold: Alpine Tools');
    expect(mail.text).toContain(`in place of ${deal.seller.name}, who has left`);
    expect((await (await browse(linkIn(mail))).post({ outcome: 'agreed' })).html).toContain(
      'you agree that it was oversold',
    );
    expect((await mailsTo(people.managerMail)).filter(({ subject }) => subject.startsWith('Oversold:'))).toEqual([]);
  });

  test('is one of our people who left, by their address', async () => {
    const rep = await person('seller');
    const { people, flag } = await flagged({ seller: { id: fresh('s'), name: 'Zyzzyva S', email: rep.mail } });
    const { body } = await admin.get(`/v1/reps/${rep.id}`);
    await admin.put(`/v1/reps/${rep.id}`, { name: body.name, email: body.email, left: true });
    await flag();
    await mailAbout(people.managerMail, 'Oversold: Alpine Tools');
    expect((await mailsTo(rep.mail)).filter(({ subject }) => subject.startsWith('Oversold'))).toEqual([]);
  });

  test('is back once ops say so, though one of our people with their address had left', async () => {
    const rep = await person('seller');
    const seller = { id: fresh('s'), name: 'Zyzzyva S', email: rep.mail };
    const { people, flag } = await flagged({ seller });
    const { body } = await admin.get(`/v1/reps/${rep.id}`);
    await admin.put(`/v1/reps/${rep.id}`, { name: body.name, email: body.email, left: true });
    expect((await admin.put(`/v1/sellers/${seller.id}`, { left: false })).body).not.toHaveProperty('leftAt');
    await flag();
    await mailAbout(rep.mail, 'Oversold: Alpine Tools');
    expect((await mailsTo(people.managerMail)).map(({ text }) => text).join(' ')).not.toContain('who has left');
  });

  test('finds behind an earlier link who has the client now, and has no key any more', async () => {
    const { deal, flag } = await flagged({
      seller: { id: fresh('s'), name: 'Zyzzyva S', email: `${fresh('s')}@holdfast.example` },
    });
    const key = await keyFor('sales', { seller: deal.seller.id });
    await flag();
    const link = linkIn(await mailAbout(deal.seller.email, 'Oversold: Alpine Tools'));
    await admin.put(`/v1/sellers/${deal.seller.id}`, { left: true });
    const page = await browse(link);
    expect(page.html).toContain('Somebody else has this client now');
    expect((await key.get(`/v1/deals/${deal.dealId}`)).status).toBe(401);
  });
});
