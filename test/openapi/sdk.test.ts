/** The typed client tells the story of the README and of the tour's first section. */
import { createHoldfast, HoldfastError } from '../../sdk/typescript/src';
import { fresh, running } from '../support/api';
import { daysFromToday } from '../support/dates';

const by = (key: string) => createHoldfast({ baseUrl: running.api, key });
const sales = by(running.keys.sales);
const admin = by(running.keys.admin);

test('a deal is handed over, read, onboarded and renewed, and the client is one answer', async () => {
  const dealId = fresh('D');
  const client = fresh('C');
  const { lifecycles } = await sales.handOffDeal({
    body: {
      dealId,
      client: { id: client, name: 'Alpine Tools', country: 'AT' },
      contacts: [{ id: 'ada', name: 'Ada Example', email: 'ada@alpine-tools.example', level: 'manager' }],
      seller: { id: fresh('sam'), name: 'Sam Seller', email: 'sam@holdfast.example' },
      successCriteria: 'In six months a quote takes two hours instead of two days.',
      products: [
        {
          code: 'crm-pro',
          name: 'CRM Pro',
          annualValue: { amount: 1_800_000, currency: 'EUR' },
          startsOn: daysFromToday(0),
          termMonths: 12,
          promises: [{ metric: 'Time to a quote', target: 2, unit: 'hours', better: 'lower' }],
        },
      ],
    },
  });
  const [begun] = lifecycles;
  expect(begun).toMatchObject({ id: `${dealId}.crm-pro.t1`, stage: 'onboarding' });
  const path = { id: begun?.id ?? '' };

  const { onboarding, renewal } = await admin.getLifecycle({ path });
  expect(renewal.annualValue).toEqual({ amount: 1_800_000, currency: 'EUR' });
  for (const { code } of onboarding.steps) {
    const { state } = await admin.completeStep({ path: { ...path, step: code }, header: { Prefer: 'wait=10' } });
    expect({ code, state }).toEqual({ code, state: 'applied' });
  }
  expect((await admin.getLifecycle({ path })).stage).toBe('retention');

  const annualValue = { amount: 1_900_000, currency: 'EUR' };
  const renewed = await admin.renew({ path, body: { termMonths: 12, annualValue } });
  expect(renewed).toMatchObject({ decision: 'renew', stage: 'renewed' });

  const whole = await admin.getClient({ path: { id: client } });
  expect(whole.lifecycles.map(({ id, term, stage }) => ({ id, term, stage }))).toEqual(
    expect.arrayContaining([{ id: path.id, term: 1, stage: 'renewed' }]),
  );
});

test('a problem is an error with what the API says', async () => {
  const unknown = admin.getLifecycle({ path: { id: 'D-0.nothing.t1' } });
  await expect(unknown).rejects.toThrow(HoldfastError);
  await expect(unknown).rejects.toMatchObject({
    operation: 'getLifecycle',
    status: 404,
    problem: { title: 'There is no such thing', detail: 'There is no such lifecycle.' },
    retryAfterSeconds: null,
  });
});
