/** A deal amended, and a seller gone: further cases of the kinds, beside more seats, forty lines and a seller who left. */
import { quantityOf } from '../../domain/concerns/contract';
import { annualValueOf } from '../../domain/concerns/growth';
import { begin, type LifecycleState } from '../../domain/lifecycle';
import { leaderStillHere } from '../../domain/organisation/addressing';
import { nextTerm } from '../../domain/seam';
import { retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';

const money = (amount: number, currency: string) => ({ amount, currency });
const noon = (day: string): string => `${day}T12:00:00.000Z`;
const said = (state: LifecycleState, day: string, name: 'contractAmended' | 'renew', data: object): LifecycleState =>
  say(until(state, day), noon(day), name, data);
const sold = retained({
  contract: { startsOn: '2027-01-01', termMonths: 12, annualValue: money(1_000, 'EUR') },
  product: { code: 'crm', name: 'CRM', quantity: 20 },
});

describe('an amendment to come, and the line is renewed in another currency before its day', () => {
  const renewedIn = (currency: string, amendment: object): LifecycleState => {
    const waiting = said(sold, '2027-03-01', 'contractAmended', { amendment: 'A', on: '2028-06-01', ...amendment });
    const renewed = said(waiting, '2027-10-01', 'renew', { termMonths: 12, annualValue: money(1_100, currency) });
    return until(begin(nextTerm(renewed) ?? seedOf(), noon('2027-10-01')).state, '2028-06-02');
  };
  test.each([
    ['its value is over, and its quantity comes', 'USD', { quantity: 30, annualValue: money(1_500, 'EUR') }, 30, 1_100],
    ['nothing of it comes where it said a value alone', 'USD', { annualValue: money(1_500, 'EUR') }, 20, 1_100],
    ['in the same currency all of it comes', 'EUR', { quantity: 30, annualValue: money(1_500, 'EUR') }, 30, 1_500],
  ])('%s', (_, currency, amendment, quantity, amount) => {
    const after = renewedIn(currency, amendment);
    expect([quantityOf(after), annualValueOf(after)]).toEqual([quantity, money(amount, currency)]);
  });
});

test.each<[string, Parameters<typeof leaderStillHere>[0], readonly string[], string | null]>([
  ['the manager', { manager: 'mia', director: 'dan' }, [], 'mia'],
  ['the director, where the manager has left too', { manager: 'mia', director: 'dan' }, ['mia'], 'dan'],
  [
    'nobody of them, where both have left: then it is the rep',
    { manager: 'mia', director: 'dan' },
    ['mia', 'dan'],
    null,
  ],
  ['nobody of them, where no manager is named: the rep', { manager: null, director: 'dan' }, [], null],
])('in the place of a seller who left reads %s', (_, leaders, gone, reader) => {
  expect(leaderStillHere(leaders, new Set(gone))).toBe(reader);
});
