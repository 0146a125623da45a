/** Forecasts held against what came. */
import { accuracyRows, type Foretold } from '../../domain/figures/accuracy';

const term = (parts: Partial<Foretold> = {}): Foretold => ({
  rep: 'mira',
  outlook: 'likely',
  probability: 80,
  calls: {},
  worth: 1_000,
  currency: 'EUR',
  ended: 'renewed',
  ...parts,
});

test('likely is right where it was renewed, at risk where it was not; what is undecided counts for neither', () => {
  const rows = accuracyRows([
    term(),
    term({ ended: 'churned', worth: 500 }),
    term({ ended: null, probability: 60 }),
    term({ outlook: 'at-risk', probability: 20, ended: 'churned' }),
    term({ outlook: 'at-risk', probability: 30, ended: 'renewed', worth: 3_000 }),
  ]);
  expect(rows).toEqual([
    expect.objectContaining({
      said: 'at-risk',
      terms: 2,
      right: 1,
      accuracy: 0.5,
      expectedValue: 1_100,
      lostValue: 1_000,
    }),
    expect.objectContaining({
      said: 'likely',
      terms: 3,
      renewed: 1,
      lost: 1,
      undecided: 1,
      accuracy: 0.5,
      value: 2_500,
      expectedValue: 1_800,
      renewedValue: 1_000,
      lostValue: 500,
    }),
  ]);
});

test('unknown says nothing, and so is neither right nor wrong', () => {
  expect(accuracyRows([term({ outlook: 'unknown' })])).toMatchObject([
    { said: 'unknown', right: null, accuracy: null },
  ]);
});

test('the rep’s and the manager’s calls stand beside the outlook, each held against what came', () => {
  const rows = accuracyRows([
    term({ outlook: 'at-risk', ended: 'churned', calls: { rep: 'likely', manager: 'lost' } }),
  ]);
  expect(rows.map(({ saidBy, said, accuracy, expectedValue }) => [saidBy, said, accuracy, expectedValue])).toEqual([
    ['outlook', 'at-risk', 1, 800],
    ['rep', 'likely', 0, null],
    ['manager', 'lost', 1, null],
  ]);
});

test('reps and currencies are never summed together, and what ended as ineligible was not up for renewal', () => {
  const rows = accuracyRows([term(), term({ currency: 'USD' }), term({ rep: 'anna' }), term({ ended: 'ineligible' })]);
  expect(rows.map(({ rep, currency, terms }) => [rep, currency, terms])).toEqual([
    ['anna', 'EUR', 1],
    ['mira', 'EUR', 1],
    ['mira', 'USD', 1],
  ]);
});
