/** Mornings of who leads, collects and sells, with something of everything. `named`: how the client is called. */
import type { AlarmAsk } from '../../domain/told/asks';
import { collectorsDayOf, type OwedInvoice } from '../../domain/told/collectors-day';
import { developersDayOf, type OpenOpportunity } from '../../domain/told/developers-day';
import type { LeadersDay, RenewalAtRisk } from '../../domain/told/leaders-day';
import type { RoleBriefs } from '../../domain/told/role-briefs';

const day = '2027-03-01';
const line = { lifecycle: 'D-1.crm-pro.t1', product: 'CRM Pro', rep: 'Rita Rep' };
const away = { id: 'tom', name: 'Tom Hughes' };

export const owed = (parts: Partial<OwedInvoice> = {}): OwedInvoice => ({
  ...line,
  client: 'Alpine Tools',
  receivable: 'receivable-1',
  invoice: 'R-1',
  amount: { amount: 240_050, currency: 'EUR' },
  since: '2027-01-20',
  heardOn: '2027-01-25',
  tries: 0,
  last: null,
  contact: { name: 'Ada Example', role: 'Head', phone: '+43 1 000', email: 'ada@alpine.example' },
  forCollector: null,
  ...parts,
});

export const opportunity = (parts: Partial<OpenOpportunity> = {}): OpenOpportunity => ({
  ...line,
  client: 'Alpine Tools',
  opportunity: 'opportunity-1',
  reasons: ['usage-at-ceiling', 'hint'],
  worth: { amount: 1_200_000, currency: 'EUR' },
  renewsOn: '2028-01-01',
  restsUntil: null,
  toldOn: '2027-03-01',
  postponed: 0,
  contact: { name: 'Ada Example', role: null, phone: '+43 1 000', email: 'ada@alpine.example' },
  forDeveloper: null,
  ...parts,
});

export const riskyAlarm: AlarmAsk = {
  kind: 'escalation',
  id: 'escalation-1',
  at: '2027-02-15T10:00:00.000Z',
  reasons: ['usage'],
  severity: 'serious',
  asked: [
    { role: 'rep', first: '2027-02-15T10:00:00.000Z', last: '2027-02-15T10:00:00.000Z' },
    { role: 'manager', first: '2027-02-16T08:00:00.000Z', last: '2027-02-16T08:00:00.000Z' },
  ],
};

export const atRisk = (parts: Partial<RenewalAtRisk> = {}): RenewalAtRisk => ({
  ...line,
  client: 'Alpine Tools',
  renewsOn: '2027-05-01',
  decideBy: '2027-04-01',
  worth: { amount: 3_150_000, currency: 'GBP' },
  outlook: 'at-risk',
  ...parts,
});

export const quietLead: LeadersDay = {
  alarms: [],
  behind: [],
  uncovered: [],
  leaving: [],
  atRisk: [],
  moreAtRisk: [],
};

/** Everything that a leader may read of. */
export const fullLead = (client: string): LeadersDay => ({
  alarms: [{ ...line, client, ask: riskyAlarm, about: [], forLeader: away }],
  behind: [
    {
      rep: 'Rita Rep',
      things: 4,
      oldest: {
        client,
        product: 'CRM Pro',
        ask: { kind: 'item', id: 'touch-1', at: '2027-02-20T08:00:00.000Z', what: 'call' },
      },
    },
    {
      rep: 'Ben Ost',
      things: 1,
      oldest: {
        client,
        product: 'CRM Pro',
        ask: { kind: 'onboarding', id: 'setup', at: '2027-02-22T08:00:00.000Z', what: 'Install it' },
      },
    },
  ],
  uncovered: [
    { rep: 'Ben Ost', clients: 12, from: '2027-02-26', until: '2027-03-12' },
    { rep: 'Mia Wald', clients: 1, from: '2027-03-04', until: '2027-03-05' },
    { rep: 'Tom Hughes', clients: 3, from: '0001-01-01', until: null },
  ],
  leaving: [
    {
      ...line,
      client,
      worth: { amount: 1_200_000, currency: 'EUR' },
      on: '2027-12-31',
      reason: 'price',
      isGone: false,
    },
    {
      ...line,
      client,
      worth: { amount: 900_000, currency: 'EUR' },
      on: '2027-02-28',
      reason: 'product-fit',
      isGone: true,
    },
  ],
  atRisk: [atRisk({ client })],
  moreAtRisk: [{ count: 4, worth: { amount: 7_000_000, currency: 'EUR' } }],
});

const collected = (client: string): readonly OwedInvoice[] => [
  owed({ client, last: { outcome: 'promised', on: '2027-02-20', until: '2027-02-26', words: 'End of the week.' }, tries: 1 }),
  owed({ client, receivable: 'receivable-2', invoice: null, amount: null, since: '2027-02-25', heardOn: '2027-02-26' }),
  owed({
    client: 'Peak Parts',
    contact: null,
    invoice: 'R-7',
    since: '2026-11-02',
    amount: { amount: 99_000, currency: 'GBP' },
    last: { outcome: 'disputed', on: '2027-02-10', until: null, words: null },
    tries: 2,
    forCollector: away,
  }),
  owed({ client: 'Mersey Freight', last: { outcome: 'no-answer', on: '2027-02-24', until: null, words: null }, tries: 3 }),
  owed({ client: 'Hafner', last: { outcome: 'promised', on: '2027-02-20', until: null, words: null }, tries: 1 }),
  owed({ client: 'Nordwind', last: { outcome: 'promised', on: '2027-02-20', until: '2027-04-01', words: null }, tries: 1 }),
]; // prettier-ignore

const sold = (client: string): readonly OpenOpportunity[] => [
  opportunity({ client, restsUntil: day, postponed: 1 }),
  opportunity({ client: 'Peak Parts', contact: null, toldOn: '2027-02-01', forDeveloper: away }),
  opportunity({ client: 'Mersey Freight', restsUntil: '2027-03-04', postponed: 2, toldOn: '2026-12-01' }),
];

const nobody: RoleBriefs = { day, leading: null, collecting: null, selling: null };

/** The mornings of who is one of them, and of who is all of them. */
export const roleMornings = (client = 'Alpine Tools'): readonly (readonly [name: string, morning: RoleBriefs])[] => {
  const leading = fullLead(client);
  const collecting = collectorsDayOf(collected(client), day);
  const selling = developersDayOf(sold(client), { day, since: '2027-02-26' });
  return [
    ['leader', { ...nobody, leading }],
    ['leader of whose people one is behind', { ...nobody, leading: { ...leading, alarms: [] } }],
    ['leader of whose people one is away', { ...nobody, leading: { ...leading, alarms: [], behind: [] } }],
    ['leader whom a client leaves', { ...nobody, leading: { ...quietLead, leaving: leading.leaving } }],
    ['leader whom a client has left', { ...nobody, leading: { ...quietLead, leaving: leading.leaving.slice(1) } }],
    ['leader with contracts at risk', { ...nobody, leading: { ...quietLead, atRisk: leading.atRisk } }],
    ['receivables manager', { ...nobody, collecting }],
    ...collecting.lines.map((one): readonly [string, RoleBriefs] => [
      `receivables manager who begins with ${one.section} of ${one.owed.client === client ? 'the first' : one.owed.client}`,
      { ...nobody, collecting: { ...collecting, lines: [one] } },
    ]),
    ['receivables manager on a quiet Monday', { ...nobody, collecting: { ...collecting, lines: [] } }],
    ['business developer', { ...nobody, selling }],
    ['business developer with what waits', { ...nobody, selling: selling.slice(1) }],
    ['business developer with what comes', { ...nobody, selling: selling.slice(2) }],
    ['somebody who is all of them', { day, leading, collecting, selling }],
  ];
};
