/** An overdue invoice across a change of the rules by which invoices age. */
import { asPromised, defaultRules } from '../../domain/core/policy';
import type { LifecycleState } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { happening, retained, say, until } from '../support/lives';

const at = (day: string): string => `${day}T12:00:00.000Z`;
const { receivables } = defaultRules;
const uncollected = asPromised({ id: 'default', version: 1, rules: {} });
const collected = asPromised({ id: 'default', version: 1, rules: { receivables } });
const aging = { id: 'default', version: 2, rules: defaultRules };
const owed = (policy: typeof aging, days = 10): LifecycleState =>
  say(retained({ policy }), at('2027-01-05'), 'invoiceOverdue', { days, invoice: 'R-1' });
const under = (state: LifecycleState, policy: typeof aging, day: string): LifecycleState =>
  say(state, at(day), 'changePolicy', { policy, when: 'now' });
const costs = (state: LifecycleState): number | undefined =>
  present(state).health.reasons.find(({ signal }) => signal === 'invoiceOverdue')?.points;
const looksAt = (state: LifecycleState): readonly string[] =>
  happening(state, '2027-06-01').flatMap(({ event, at: moment }) =>
    event.kind === 'health-looked-at' && event.because === 'invoice' ? [moment.slice(0, 10)] : [],
  );

describe('from now on invoices age', () => {
  const changed = under(owed(collected), aging, '2027-02-01');
  test.each([
    ['2027-02-01', 12],
    ['2027-02-23', 12],
    ['2027-02-25', 20],
  ])('one that is collected is as old as it is: on %s it costs %i', (day, points) => {
    expect(costs(until(changed, day))).toBe(points);
  });
  test('and is looked at when it weighs more', () => expect(looksAt(changed)).toEqual(['2027-02-24']));
  test('the oldest of several counts', () => {
    const two = say(owed(collected), at('2027-01-20'), 'invoiceOverdue', { days: 40, invoice: 'R-2' });
    expect(under(two, aging, '2027-02-01').slices.health.invoiceDueOn).toBe('2026-12-11');
  });
  test('of one that nobody collects it is not known: it is as old as it was told, until it is told again', () => {
    const kept = under(owed(uncollected), aging, '2027-02-01');
    expect([costs(until(kept, '2027-03-01')), looksAt(kept)]).toEqual([5, []]);
    const again = say(kept, at('2027-03-01'), 'invoiceOverdue', { days: 65, invoice: 'R-1' });
    expect(again.slices.health.invoiceDueOn).toBe('2026-12-26');
  });
  test('what a policy of an earlier release leaves open changes nothing', () => {
    const { health } = owed(collected).slices;
    const earlier = JSON.parse(JSON.stringify({ ...collected, version: 3 })) as typeof aging;
    Reflect.deleteProperty(earlier.rules.health, 'invoicesAge');
    expect(under(owed(collected), earlier, '2027-02-01').slices.health).toEqual(health);
  });
});

describe('from now on they age no longer', () => {
  const changed = under(owed(aging), collected, '2027-02-01');
  test.each(['2027-02-01', '2027-05-31'])('it stays as old as it is: on %s', (day) => {
    expect(costs(until(changed, day))).toBe(12);
  });
  test('nobody looks at it again', () => {
    expect(looksAt(changed)).toEqual([]);
    expect(changed.slices.health.invoiceDueOn).toBeUndefined();
  });
});
