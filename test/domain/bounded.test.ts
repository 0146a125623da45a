import { mostContacts } from '../../domain/concerns/contacts';
import { mostOpenInvoices } from '../../domain/concerns/receivables';
import { addDays, afterDays } from '../../domain/core/calendar';
import { closedDays } from '../../domain/core/item';
import type { Event, See, Seed } from '../../domain/core/concern';
import { asPromised, withDefaults } from '../../domain/core/policy';
import { ledgerVersion } from '../../domain/core/ledger';
import { advance, begin, fold, viewOf, type LifecycleState } from '../../domain/lifecycle';
import { registry } from '../../domain/registry';
import { nextTerm } from '../../domain/seam';
import { counted } from '../support/counted';
import { dayOne, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';

/** The last version of lives whose states grow with what happened. */
const unbounded = 3;

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A lifecycle with so many contacts, whose birthdays lie all over the year, and as many touches as a policy can ask for. */
const large = (contacts: number, parts: Partial<Seed> = {}): LifecycleState =>
  retained(
    {
      contract: { startsOn: '2027-01-04', termMonths: 36, annualValue: { amount: 1_200_000, currency: 'EUR' } },
      contacts: Array.from({ length: contacts }, (_, index) => ({
        id: `c_${String(index).padStart(12, '0')}`,
        level: 'manager',
        birthday: addDays('2027-01-01', Math.floor((index * 365) / contacts)).slice(5),
      })),
      ...parts,
    },
    { touches: { everyWeeks: 1, kinds: ['call', 'email'], leadDays: { call: 3, email: 3 } } },
  );

/** With so many overdue invoices. */
function owing(state: LifecycleState, invoices: number): LifecycleState {
  let now = state;
  for (let index = 1; index <= invoices; index += 1)
    now = say(now, dayOne, 'invoiceOverdue', { days: 3, invoice: `INV-${index}` });
  return now;
}

const openInvoices = ({ slices }: LifecycleState): number =>
  slices.receivables.list.filter(({ state }) => state === 'open').length;
const incidentsOf = ({ slices }: LifecycleState) => slices.health.incidents;

describe('the state of a lifecycle stays small', () => {
  test('a client with as many contacts and open invoices as are allowed, who rates ten service calls a day, keeps it below 300 KB in three years', () => {
    let state = owing(large(mostContacts), mostOpenInvoices);
    const sizes: number[] = [];
    for (let quarter = 1; quarter <= 11; quarter += 1) {
      state = until(state, afterDays(dayOne, 91 * quarter));
      sizes.push(sizeOf(state));
    }
    // An incident counts for ninety days: who rates for longer has no more of them.
    for (let day = 1_002; day <= 1_095; day += 1)
      for (let call = 0; call < 10; call += 1)
        state = say(state, afterDays(dayOne, day), 'serviceCallRated', { score: call });
    sizes.push(sizeOf(state));
    const largest = Math.max(...sizes);
    expect(largest).toBeLessThan(300_000);
  });

  test('a quarter that nobody looked at is caught up with in some hundred steps, each linear in what is open', () => {
    const look = (contacts: number) => {
      const { value, looks } = counted(large(contacts));
      const { events } = advance(value, null, afterDays(dayOne, 91));
      return { events: events.length, looksAtEach: looks() / events.length };
    };
    const [half, whole] = [look(mostContacts / 2), look(mostContacts)];
    expect(whole.events).toBeLessThan(500);
    expect(whole.looksAtEach).toBeLessThan(2.3 * half.looksAtEach);
  });

  const after = '2027-09-01T12:00:00.000Z';
  const lived = (share: number): LifecycleState =>
    until(owing(large(mostContacts * share), mostOpenInvoices * share), after);
  const [half, whole] = [lived(0.5), lived(1)];
  const changed = asPromised({ id: 'other', version: 1, rules: withDefaults({ birthdays: { leadDays: 3 } }) });
  const events: readonly Event[] = [
    ...new Map(whole.recent.map(({ event }) => [event.kind, event])).values(),
    { kind: 'contact-added', contact: 'c_new', birthday: '07-04' },
    { kind: 'contact-changed', contact: 'c_000000000007', birthday: '07-04' },
    { kind: 'contact-opted-in', contact: 'c_000000000007' },
    { kind: 'contact-erased', contact: 'c_000000000007' },
    { kind: 'invoice-was-paid' },
    { kind: 'escalation-resolved', escalation: 'escalation-1' },
    { kind: 'policy-changed', policy: changed, from: { id: 'default', version: 1 } },
  ];
  test.each(registry)('whatever happens, what $name looks at is linear in what is open', (concern) => {
    const looks = (state: LifecycleState, act: (see: See) => unknown): number => {
      const see = counted({ ...viewOf(state), now: after });
      act(see.value);
      return see.looks();
    };
    const isLinear = (act: (see: See) => unknown): void =>
      // Whatever does not hang on how much is open is in both.
      expect(looks(whole, act)).toBeLessThanOrEqual(2.2 * looks(half, act));
    isLinear((see) => concern.agenda(see));
    for (const event of events) isLinear((see) => concern.react(event, see));
  });

  test.each([
    ['done', 'itemCompleted', closedDays, true],
    ['done', 'itemCompleted', closedDays + 8, false],
  ] as const)('an item that is %s (%s) for %i days is in the state: %s', (_, name, days, isThere) => {
    const due = until(large(2), '2027-01-12');
    const item = due.slices.items.find(({ programme, state }) => programme === 'touch' && state === 'due');
    const done = say(due, '2027-01-12T13:00:00.000Z', name, { item: item?.id, outcome: 'done' });
    const later = until(done, afterDays('2027-01-12T12:00:00.000Z', days));
    expect(later.slices.items.some(({ id }) => id === item?.id)).toBe(isThere);
  });

  test('the last closed item of each programme stays, however old it is', () => {
    const state = until(large(2), '2029-10-01');
    const programmes = (items: LifecycleState['slices']['items']) =>
      [...new Set(items.filter(({ closedAt }) => closedAt !== null).map(({ programme }) => programme))].toSorted();
    expect(programmes(state.slices.items)).toEqual(['birthday', 'check-in', 'review', 'success-check', 'touch']);
    expect(state.slices.items.filter(({ programme }) => programme === 'check-in').length).toBe(1);
  });

  test('a lifecycle that was handed over before keeps every item: nothing of it changes in flight', () => {
    const lives = (ledger: number): number => until(large(2, { ledger }), '2029-10-01').slices.items.length;
    expect(lives(unbounded)).toBeGreaterThan(lives(ledgerVersion) + 100);
  });
});

describe('incidents of a kind', () => {
  const rated = (state: LifecycleState, day: number, score: number): LifecycleState =>
    say(state, afterDays(dayOne, day), 'serviceCallRated', { score });

  test('that come within a week and are as bad as each other are one, which says how many they are', () => {
    const week = [0, 1, 6].reduce((state, day) => rated(state, day, 2), retained());
    expect(incidentsOf(week)).toEqual([
      {
        id: 'incident-1',
        incident: 'serviceCall',
        badness: 1,
        at: afterDays(dayOne, 6),
        since: dayOne,
        count: 3,
      },
    ]);
    expect(week.slices.health.reasons).toContainEqual({ signal: 'serviceCall', points: 25, detail: '3 lately' });
    expect(incidentsOf(rated(week, 7, 2)).length).toBe(2);
    expect(incidentsOf(rated(week, 6, 5)).length).toBe(2);
  });

  test('fade ninety days after the last of them', () => {
    const week = rated(rated(retained(), 0, 2), 6, 2);
    expect(incidentsOf(until(week, afterDays(dayOne, 95))).length).toBe(1);
    expect(incidentsOf(until(week, afterDays(dayOne, 97)))).toEqual([]);
  });
});

describe('what is limited', () => {
  test(`the ${mostOpenInvoices + 1}st open invoice is ignored; one that is known grows older, and once one is paid there is room`, () => {
    const full = owing(retained(), mostOpenInvoices);
    const more = say(full, dayOne, 'invoiceOverdue', { days: 3, invoice: 'INV-more' });
    expect(more.recent.at(-1)?.event).toEqual({
      kind: 'fact-ignored',
      fact: 'invoiceOverdue',
      reason: 'too-many-invoices',
    });
    expect(openInvoices(more)).toBe(mostOpenInvoices);
    const older = say(more, dayOne, 'invoiceOverdue', { days: 9, invoice: 'INV-7' });
    expect(older.slices.receivables.list.find(({ invoice }) => invoice === 'INV-7')?.days).toBe(9);
    const paid = say(older, dayOne, 'invoicePaid', { invoice: 'INV-1' });
    expect(openInvoices(say(paid, dayOne, 'invoiceOverdue', { days: 3, invoice: 'INV-more' }))).toBe(mostOpenInvoices);
  });

  test.each([
    ['a lifecycle of today', ledgerVersion, mostOpenInvoices],
    ['one that was handed over before there was a limit', unbounded, 1_001],
  ])('an invoice that is not named pays all that are open in %s', (_, ledger, open) => {
    const state = owing(retained({ ledger }), 1_001);
    expect(openInvoices(state)).toBe(open);
    expect(openInvoices(say(state, dayOne, 'invoicePaid'))).toBe(0);
  });

  test('a lifecycle hears of no more contacts than are looked after; a change of one that is known reaches it', () => {
    const full = large(mostContacts);
    const more = say(full, dayOne, 'contactKnown', { contact: 'c_more' });
    expect(more.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'too-many-contacts' });
    const changed = say(more, dayOne, 'contactKnown', { contact: 'c_000000000000', level: 'executive' });
    expect(changed.recent.some(({ event }) => event.kind === 'contact-changed')).toBe(true);
  });
});

describe('across the seam', () => {
  const renewed = (ledger: number): Seed => {
    const state = say(until(large(3, { ledger }), '2029-11-01'), '2029-11-01T13:00:00.000Z', 'renew', {
      termMonths: 12,
      annualValue: { amount: 1, currency: 'EUR' },
    });
    const seed = nextTerm(state);
    if (seed === null) throw new Error('it was renewed, so there is a next term');
    return seed;
  };

  test('what the earlier term hands over is in the slices alone once the next one has begun, and its ledger tells the same state', () => {
    const seed = renewed(ledgerVersion);
    expect(Object.keys(seed.before?.slices ?? {}).length).toBeGreaterThan(10);
    const begun = begin(seed, '2029-11-01T13:00:00.000Z');
    expect(begun.state.seed.before).toEqual({ lifecycleId: 'D-1.crm-pro.t1', schema: 7, slices: {} });
    expect(begun.state.slices.touches.last).toEqual(seed.before?.slices.touches?.last);
    expect(fold(seed, begun.events)).toEqual(begun.state);
  });

  test('a next term of a lifecycle that was handed over before begins small', () => {
    const seed = renewed(unbounded);
    expect(seed.before?.slices.items?.filter(({ closedAt }) => closedAt !== null).length).toBeLessThan(30);
    expect(begin(seedOf(seed), '2029-11-01T13:00:00.000Z').state.seed.before?.slices).toEqual({});
  });

  test('an item that was closed within ninety days before the seam is there after it', () => {
    const seed = renewed(ledgerVersion);
    const { items } = begin(seed, '2029-11-01T13:00:00.000Z').state.slices;
    const closed = items.filter(({ closedAt }) => closedAt !== null).map(({ closedAt }) => closedAt ?? '');
    expect(closed.length).toBeGreaterThan(5);
  });
});
