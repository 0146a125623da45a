/** What the next rep is told of the lifecycles that they get. */
import type { Ask } from '../../domain/told/asks';
import { dossierClients, urgencyOf, type DossierLine } from '../../domain/told/dossier';
import { byWhomToAsk } from '../../domain/told/occasion';
import { present } from '../../domain/told/present';
import { askedFor } from '../support/occasions';
import { retained } from '../support/lives';

const at = '2027-03-01T10:00:00.000Z';
const alarm: Ask = { kind: 'escalation', id: 'escalation-1', at: '2027-02-01T10:00:00.000Z', reasons: ['usage'] };
const call = (day: string): Ask => ({ kind: 'item', id: `touch-${day}`, at: `${day}T10:00:00.000Z`, what: 'call' });
const line = (client: string, asks: readonly Ask[]): DossierLine => ({
  ...askedFor.item,
  lifecycle: { ...present(retained()), client: { id: client, name: client } },
  asks,
});

const told = (lines: readonly DossierLine[]) => dossierClients({ lines, at });

test.each<[string, readonly DossierLine[], readonly string[]]>([
  ['as they come', [line('C-1', []), line('C-2', [])], ['C-1', 'C-2']],
  ['who burns first', [line('C-1', [call('2027-02-01')]), line('C-2', [alarm])], ['C-2', 'C-1']],
  [
    'then who asks for something first',
    [line('C-1', []), line('C-2', [call('2027-03-09')]), line('C-3', [call('2027-03-02')])],
    ['C-3', 'C-2', 'C-1'],
  ],
  ['each once', [line('C-1', []), line('C-2', []), line('C-1', [alarm])], ['C-1', 'C-2']],
])('clients are told %s', (_, lines, expected) => {
  expect(told(lines).map(({ name }) => name)).toEqual(expected);
});

test.each([
  ['who runs the work there', [{ level: 'executive', phone: '1' }, { level: 'manager', phone: null }], 'manager'],
  ['then who decides', [{ level: null, phone: '1' }, { level: 'user', phone: '1' }, { level: 'executive', phone: null }], 'executive'],
  ['of equals who has a number', [{ level: 'user', phone: null }, { level: 'user', phone: '1' }], 'user'],
] as const)('asked for is first %s', (_, people, expected) => {
  const [first] = people.toSorted(byWhomToAsk);
  expect(first?.level).toBe(expected);
  expect(first?.phone).toBe(people.findLast(({ level }) => level === expected)?.phone);
}); // prettier-ignore

test.each<[string, readonly Ask[], number, number, number, number]>([
  ['nothing', [], 0, 0, 0, 0],
  ['an alarm burns, and is open as such', [alarm], 1, 0, 1, 0],
  ['what is due at that moment is open', [call('2027-03-01')], 0, 1, 1, 0],
  ['what comes is not', [call('2027-03-02')], 0, 0, 0, 1],
  ['of what comes three are told', ['02', '03', '04', '05'].map((day) => call(`2027-03-${day}`)), 0, 0, 0, 3],
])('%s', (_, asks, burning, open, listed, coming) => {
  const clients = told([line('C-1', asks)]);
  expect(urgencyOf(clients)).toEqual({ burning, open });
  expect(clients[0]?.products[0]?.open).toHaveLength(listed);
  expect(clients[0]?.products[0]?.coming).toHaveLength(coming);
});
