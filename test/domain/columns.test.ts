import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asksOf } from '../../domain/told/asks';
import { begin, schemaVersion } from '../../domain/lifecycle';
import { asPromised, defaultRules } from '../../domain/core/policy';
import { columns } from '../../records/columns';
import { decisionOf, refusalOf } from '../../records/columns/answers';
import { BrokenRecord } from '../../records/columns/column';
import { dealOf } from '../../records/columns/deals';
import { jobInputOf, rowInputOf, shownRowOf } from '../../records/columns/jobs';
import { eventAmong, eventOf, ignoredBecause } from '../../records/columns/ledger';
import { clientSaidColumn, contactSaidColumn } from '../../records/columns/known';
import { keptAsksOf, seedOf as seedColumnOf, stateOf, stateOrNull } from '../../records/columns/lifecycles';
import { newsOf } from '../../records/columns/sources';
import { policyOf } from '../../records/columns/policies';
import { goldenNames, goldens, ledgerOf } from '../support/goldens';
import { stateAsSchema6 } from '../support/schema-6';
import { seedOf } from '../support/seeds';
import { sentenceFor } from '../support/told';

/** As a JSON column gives it back. */
const kept = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const without = (value: object, ...fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));

const { state } = begin(seedOf(), '2027-01-04T09:00:00.000Z');
const deal = {
  dealId: 'D-1',
  client: { id: 'C-1', name: 'Alpine Tools', country: 'AT' },
  contacts: [{ id: 'ada', name: 'Ada Muster', email: 'ada@client.example', level: 'executive', channel: 'call' }],
  seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
  products: [
    {
      code: 'crm-pro',
      name: 'CRM Pro',
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: '2027-01-01',
      termMonths: 12,
      promises: [{ metric: 'hours saved', target: 10, better: 'higher' }],
    },
  ],
};
const importRow = {
  deal,
  entries: {
    'crm-pro': {
      term: 2,
      to: { group: 'everyone', rep: 'rep-1', why: ['It takes everything.'], policyId: 'default' },
      entry: { retainedSince: null, firstStepOn: '2027-02-01' },
      completedSteps: ['setup'],
    },
  },
  fingerprint: 'f',
  rows: [1, 2],
};
const campaign = {
  kind: 'training',
  title: 'News',
  startsAt: '2027-03-01T09:00:00.000Z',
  minutes: 60,
  perClient: 1,
  filter: {},
};

interface Row {
  /** `table.column`, and the words of the row's other columns. */
  readonly of: string;
  readonly when?: Readonly<Record<string, string>>;
  /** Values as they are written now, and as they were written before. */
  readonly reads: readonly unknown[];
  readonly breaks: readonly unknown[];
}

const rows: readonly Row[] = [
  {
    of: 'lifecycles.seed',
    reads: [
      seedOf(),
      {
        ...seedOf(),
        client: { ...seedOf().client, region: '9', weekend: [5, 6], closed: [], asOf: '2027-01-01T08:00:00.000Z' },
      },
      { ...seedOf(), before: { lifecycleId: 'D-1.crm-pro.t0', schema: schemaVersion, slices: state.slices } },
      // Before an earlier term said its schema.
      { ...seedOf(), before: { lifecycleId: 'D-1.crm-pro.t0', slices: stateAsSchema6(state).slices } },
      // Before contacts were counted and concerns named.
      without(seedOf(), 'contacts', 'concerns', 'criteria', 'routing'),
      { ...seedOf(), policy: { id: 'default', version: 1, rules: { touches: { everyWeeks: 8 } } } },
      { ...seedOf(), ofALaterVersion: true },
    ],
    breaks: [null, {}, without(seedOf(), 'rep'), { ...seedOf(), term: 'one' }, { ...seedOf(), contract: {} }],
  },
  {
    of: 'lifecycles.state',
    reads: [state, null, { ...state, schema: 1 }, { ...state, recent: [] }],
    breaks: ['{}', without(state, 'schema'), { ...state, seq: -1 }, { ...state, slices: {} }, { ...state, seed: {} }],
  },
  {
    of: 'lifecycles.asks',
    reads: [null, [], asksOf(state), [{ kind: 'item', id: 'touch-1', at: '2027-03-01T08:00:00.000Z', what: 'call' }]],
    breaks: [{}, [{ kind: 'nothing', id: 'x', at: '' }], [{ kind: 'renewal', id: 'x', at: '' }]],
  },
  { of: 'ledger.data', reads: [{}, { item: 'touch-1' }], breaks: [null, [], 'text', 3] },
  {
    of: 'deals.added',
    reads: [[], deal.products, [{ ...deal.products[0], ofALaterVersion: 1 }]],
    breaks: [null, {}, [{ code: 'crm-pro' }]],
  },
  {
    of: 'amendments.document',
    reads: [
      { amendmentId: 'A-1', effectiveOn: '2027-03-01', products: [{ code: 'crm-pro', quantity: 25 }] },
      { amendmentId: 'A-1', effectiveOn: '2027-03-01', products: deal.products, ofALaterVersion: 1 },
    ],
    breaks: [null, { amendmentId: 'A-1', products: [] }, { amendmentId: 'A-1', effectiveOn: '', products: [{}] }],
  },
  {
    of: 'deals.document',
    reads: [
      deal,
      // As the first version took them, and after somebody was erased.
      { ...deal, contacts: [{ id: 'ada', name: 'Ada Muster', email: 'ada@client.example' }] },
      { ...deal, contacts: [{ id: 'c_1', name: '[erased]', email: '' }], successCriteria: '[erased]' },
      { ...deal, ofALaterVersion: { any: 'thing' } },
    ],
    breaks: [
      null,
      without(deal, 'seller'),
      { ...deal, products: [{ code: 'crm-pro' }] },
      { ...deal, contacts: [{ id: 'ada', name: 'Ada Muster', email: 'ada@client.example', level: 'emperor' }] },
    ],
  },
  {
    of: 'policies.rules',
    reads: [defaultRules, {}, { touches: { everyWeeks: 8, kinds: ['call'] } }, { health: { weights: { usage: 40 } } }],
    breaks: [
      null,
      { touches: { everyWeeks: 'often' } },
      { escalation: { ladder: [{ role: 'king', workingDays: 1 }] } },
    ],
  },
  {
    of: 'reps.absences',
    reads: [[], [{ from: '2027-07-01', until: '2027-07-14' }]],
    breaks: [null, {}, [{ from: '2027-07-01' }]],
  },
  {
    of: 'reps.workingHours',
    reads: [null, { opensAt: '08:00', days: [1, 2, 3, 4, 5] }],
    breaks: [{ opensAt: 8, days: [] }, { opensAt: '08:00' }],
  },
  {
    of: 'groups.value',
    reads: [null, { currency: 'EUR' }, { currency: 'EUR', from: 0, below: 5_000_000 }],
    breaks: [{ from: 1 }, { currency: 'EUR', below: '5' }],
  },
  {
    of: 'products.onboarding',
    reads: [
      [],
      [{ code: 'setup', title: 'Set up' }],
      [{ code: 'setup', title: 'Set up', owner: 'client', targetDays: 7 }],
    ],
    breaks: [null, [{ code: 'setup' }]],
  },
  {
    of: 'settings.value',
    when: { name: 'routing' },
    reads: [{}, { keyFrom: [{ amount: 5_000_000, currency: 'EUR' }] }],
    breaks: [null, { keyFrom: [{ amount: '5' }] }],
  },
  ...(['settings.value', 'workgroups.brand'] as const).map((of) => ({
    of,
    ...(of === 'settings.value' ? { when: { name: 'brand' } } : {}),
    reads: [
      {},
      { name: 'Brightline', colour: '#0b5cad', imprint: ['Brightline GmbH, Wien'] },
      { logo: 'https://brightline.example/logo.png', signature: [], web: 'https://brightline.example' },
    ],
    breaks: [null, { colour: 'blue' }, { imprint: 'Brightline GmbH' }],
  })),
  {
    of: 'jobs.input',
    when: { kind: 'rollout' },
    reads: [
      { policy: 'default', version: 2 },
      { policy: 'default', version: 2, when: 'now', scope: { group: 'everyone' } },
    ],
    breaks: [{}, { policy: 'default' }],
  },
  {
    of: 'jobs.input',
    when: { kind: 'handover' },
    reads: [{ from: 'rep-1', to: ['rep-2'], leaves: true, lifecycles: null }],
    breaks: [{ from: 'rep-1', to: 'rep-2', leaves: true, lifecycles: null }],
  },
  { of: 'jobs.input', when: { kind: 'import' }, reads: [{ type: 'text/csv' }], breaks: [{}, null] },
  {
    of: 'jobs.input',
    when: { kind: 'campaign' },
    reads: [
      campaign,
      { ...campaign, moved: ['2027-01-01T08:00:00.000Z'] },
      { ...campaign, translations: { de: { title: 'Angebote' }, fr: {} } },
      { ...campaign, levels: ['executive'], filter: { bands: ['green'] }, place: 'Vienna' },
    ],
    breaks: [without(campaign, 'filter'), { ...campaign, kind: 'party' }],
  },
  { of: 'jobs.input', when: { kind: 'calloff' }, reads: [{ campaign: 'campaign-1' }], breaks: [{}] },
  {
    of: 'jobs.input',
    when: { kind: 'move' },
    reads: [{ campaign: 'campaign-1', startsAt: '2027-01-01T08:00:00.000Z', minutes: 60, sequence: 1 }],
    breaks: [{ campaign: 'campaign-1' }],
  },
  { of: 'jobs.summary', reads: [null, {}, { rows: 3 }], breaks: ['three', []] },
  {
    of: 'job_rows.input',
    when: { kind: 'rollout' },
    reads: [{ when: 'stay' }, { when: 'next-quarter' }],
    breaks: [{}, { when: 'never' }],
  },
  {
    of: 'job_rows.input',
    when: { kind: 'handover' },
    reads: [{ client: 'C-1', to: 'rep-2' }],
    breaks: [{ client: 'C-1' }],
  },
  {
    of: 'job_rows.input',
    when: { kind: 'import' },
    reads: [importRow],
    breaks: [{ rows: [4] }, without(importRow, 'fingerprint'), { ...importRow, entries: { 'crm-pro': {} } }],
  },
  {
    of: 'job_rows.input',
    when: { kind: 'import', state: 'failed' },
    reads: [importRow, { rows: [4] }],
    breaks: [{}, { rows: 4 }],
  },
  { of: 'job_rows.input', when: { kind: 'campaign' }, reads: [{ client: 'C-1' }], breaks: [{}] },
  { of: 'job_rows.input', when: { kind: 'calloff' }, reads: [{ client: 'C-1' }], breaks: [{}] },
  { of: 'job_rows.input', when: { kind: 'move' }, reads: [{ client: 'C-1' }], breaks: [{}] },
  {
    of: 'job_rows.preview',
    reads: [
      null,
      { when: 'stay' },
      { when: 'now', refused: 'ended' },
      { invites: 2 },
      { refused: 'contact-cap' },
      { invites: 1, warnings: [{ about: 'hours', told: 'It is late.' }] },
    ],
    breaks: [[], { invites: 'two' }, { warnings: ['It is late.'] }],
  },
  {
    of: 'job_rows.outcome',
    reads: [
      null,
      { given: [{ lifecycle: 'D-1.crm-pro.t1', rep: 'rep-2' }] },
      { reason: 'ended' },
      { errors: [{ row: 2, field: '/seller', detail: 'Name somebody.' }] },
      { calledOff: true },
    ],
    breaks: [{ given: ['D-1.crm-pro.t1'] }, { errors: ['wrong'] }],
  },
  {
    of: 'webhooks.secrets',
    reads: [[{ secret: 'whsec_x', until: null }], []],
    breaks: [null, ['whsec_x'], [{ secret: 'whsec_x' }]],
  },
  { of: 'webhook_messages.data', reads: [{}, { lifecycle: 'D-1.crm-pro.t1' }], breaks: [null, 'text'] },
  {
    of: 'source_events.data',
    when: { kind: 'ticket' },
    reads: [{ lifecycle: null, ticket: '7', open: true }],
    breaks: [
      { lifecycle: null, ticket: 7, open: true },
      { ticket: '7', open: true },
    ],
  },
  {
    of: 'clients.said',
    reads: [
      {},
      { days: { at: '2027-01-01T08:00:00.000Z', by: 'people' } },
      { timeZone: { at: '2027-01-01T08:00:00.000Z', by: 'people', cleared: true } },
      { country: { at: '2027-01-01T08:00:00.000Z', by: 'deal', told: 'AT' } },
    ],
    breaks: [null, { country: 'AT' }, { country: { at: '2027-01-01T08:00:00.000Z', by: 'nobody' } }],
  },
  { of: 'clients.weekend', reads: [null, [], [5, 6]], breaks: [{}, ['Friday']] },
  {
    of: 'clients.closed',
    reads: [[], [{ from: '2027-08-02', until: '2027-08-20' }]],
    breaks: [null, ['2027-08-02'], [{ from: '2027-08-02' }]],
  },
  {
    of: 'clients.mergedAs',
    reads: [null, { deals: 1, lifecycles: ['D-1.crm-pro.t1'], feeds: ['alps'], sources: [], asOne: [] }],
    breaks: [{}, { deals: 1, lifecycles: [], feeds: [], sources: [], asOne: [{ item: 'x' }] }],
  },
  {
    of: 'contacts.said',
    reads: [{}, { level: { at: '2027-01-01T08:00:00.000Z', by: 'people' } }],
    breaks: [null, { level: { at: '2027-01-01T08:00:00.000Z', by: 'nobody' } }],
  },
  {
    of: 'source_events.data',
    when: { kind: 'invoice-overdue' },
    reads: [
      { lifecycle: 'D-1.crm-pro.t1', invoice: 'R-1', days: 3, amount: { amount: 1, currency: 'EUR' } },
      { lifecycle: null, invoice: 'R-1', days: 3 },
      { lifecycle: null, invoice: 'in_1', days: 1, calledAs: 'R-1' },
    ],
    breaks: [
      { lifecycle: null, invoice: 'R-1' },
      { lifecycle: null, invoice: 'R-1', days: 3, amount: 1 },
    ],
  },
  {
    of: 'source_events.data',
    when: { kind: 'invoice-remains' },
    reads: [
      { lifecycle: null, invoice: 'R-1', alias: 'in_1', amount: { amount: 1, currency: 'EUR' }, credited: true },
      { lifecycle: 'D-1.crm-pro.t1', invoice: 'R-1', amount: { amount: 1, currency: 'EUR' } },
    ],
    breaks: [{ lifecycle: null, invoice: 'R-1' }],
  },
  {
    of: 'source_events.data',
    when: { kind: 'invoice-part-paid' },
    reads: [{ lifecycle: null, invoice: 'in_1', paid: { amount: 1, currency: 'EUR' } }],
    breaks: [{ lifecycle: null, invoice: 'in_1', paid: 1 }],
  },
  {
    of: 'source_events.data',
    when: { kind: 'invoice-paid' },
    reads: [{ lifecycle: null, invoice: 'R-1' }],
    breaks: [{ lifecycle: null }],
  },
  {
    of: 'links.receipt',
    reads: [null, { what: 'Completed.', at: '2027-01-04T09:00:00.000Z', final: true }],
    breaks: [{ what: 'Completed.' }, 'Completed.'],
  },
  { of: 'decisions.data', reads: [{}, { rep: 'rep-2' }], breaks: [null, 'text'] },
  { of: 'waiting_facts.data', reads: [{}, { score: 3 }], breaks: [null, 'text'] },
  { of: 'decisions.outcome', reads: [null, { seq: 12 }, { code: 'ended' }], breaks: [{}, { seq: '12' }] },
  { of: 'idempotent_requests.body', reads: [null, {}, [], 'text', { any: ['thing'] }], breaks: [undefined] },
];

const sameWords = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
const columnOf = ({ of, when = {} }: Row) =>
  columns.find((one) => `${one.table}.${one.column}` === of && sameWords(one.when, when));

describe('a JSON column', () => {
  test.each(rows)('$of $when reads what was ever written, and calls the rest broken by its place', (row) => {
    const column = columnOf(row);
    for (const value of row.reads) expect(column?.read(kept(value), 'x')).toEqual(kept(value));
    for (const value of row.breaks) {
      const read = (): unknown => column?.read(value, 'the-row');
      expect(read).toThrow(BrokenRecord);
      expect(read).toThrow(`${row.of} of the-row is broken`);
    }
  });

  test('has a row in this table, and a schema for every one of schema.prisma', () => {
    const tested = new Set(rows.map(({ of, when = {} }) => `${of} ${JSON.stringify(when)}`));
    expect(columns.map((one) => `${one.table}.${one.column} ${JSON.stringify(one.when)}`).toSorted()).toEqual(
      [...tested].toSorted(),
    );
    const schema = readFileSync(path.join(__dirname, '..', '..', 'prisma', 'schema.prisma'), 'utf8');
    const declared = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
      return [...body.matchAll(/^ {2}(\w+) +Json\b/gm)].map(([, name]) => `${table}.${name}`);
    });
    expect(declared.length).toBeGreaterThan(20);
    expect([...new Set(columns.map((one) => `${one.table}.${one.column}`))].toSorted()).toEqual(declared.toSorted());
  });

  test('says in its error which row is broken and where, and nothing of what stands there', () => {
    const broken = { ...deal, seller: { id: 'sam', name: 'Sam Seller', email: 7 } };
    expect(() => dealOf({ id: 'D-1', document: broken })).toThrow(
      'deals.document of D-1 is broken: /seller/email (invalid_type)',
    );
  });
});

describe('what is read of a row', () => {
  test('a state of an earlier schema comes back in the present one, and one that is missing is broken', () => {
    const row = { id: 'D-1.crm-pro.t1', state: kept(stateAsSchema6(state)) };
    expect(stateOf(row)).toEqual(kept(state));
    expect(stateOf({ ...row, state: kept(state) })).toEqual(kept(state));
    expect(stateOrNull({ ...row, state: null })).toBeNull();
    expect(() => stateOf({ ...row, state: null })).toThrow('lifecycles.state of D-1.crm-pro.t1 is broken');
    expect(() => stateOf({ ...row, state: { ...state, schema: 99 } })).toThrow('newer than this program');
  });

  test('a seed comes back with what later concerns begin an earlier term with', () => {
    const { slices } = stateAsSchema6(state);
    const before = { lifecycleId: 'D-1.crm-pro.t0', slices: without(slices, 'growth', 'articles') };
    const read = seedColumnOf({ id: 'D-1.crm-pro.t1', seed: kept({ ...seedOf(), before }) });
    expect(Object.keys(read.before?.slices ?? {})).toEqual(expect.arrayContaining(['growth', 'articles']));
  });

  test('a policy that was written before a rule existed does not apply it', () => {
    const row = { id: 'old', version: 3, rules: { touches: { everyWeeks: 8, kinds: ['call'] } } };
    expect(policyOf(row).rules.touches.everyWeeks).toBe(8);
    expect(policyOf(row).rules.birthdays.cards).toBe(false);
    const full = { id: 'default', version: 1, rules: defaultRules };
    expect(policyOf(full)).toEqual(asPromised(full));
    expect(policyOf(full).rules).toEqual(defaultRules);
  });

  test('what every golden recorded, under whichever version, reads: its events, its state and its seed', () => {
    let events = 0;
    for (const id of goldenNames()) {
      const lived = ledgerOf(id);
      for (const { seq, event } of lived.events) {
        const { kind, ...data } = event;
        expect(eventOf({ lifecycleId: id, seq, kind, data })).toEqual(event);
        events += 1;
      }
      const lines = readFileSync(path.join(goldens, `${id}.ledger`), 'utf8')
        .trimEnd()
        .split('\n');
      const recorded: { seed?: unknown } = JSON.parse(lines.at(-1) ?? '');
      expect(stateOf({ id, state: recorded })).toEqual(lived.state);
      expect(seedColumnOf({ id, seed: recorded.seed })).toEqual(lived.state.seed);
    }
    expect(events).toBeGreaterThan(500);
  });

  test('a line of another kind, or of none that is known, is broken', () => {
    const line = {
      lifecycleId: 'D-1.crm-pro.t1',
      seq: 4,
      kind: 'fact-ignored',
      data: { fact: 'invoicePaid', reason: 'ended' },
    };
    expect(ignoredBecause(line)).toBe('ended');
    expect(ignoredBecause({ ...line, kind: 'news-noted', data: {} })).toBeNull();
    expect(() => ignoredBecause({ ...line, data: { fact: 'x', reason: 'whim' } })).toThrow(BrokenRecord);
    expect(() => eventAmong(['news-noted'], line)).toThrow('ledger.kind of D-1.crm-pro.t1#4 is broken');
  });

  test('of an event that only a later release knows people hear that there was one', () => {
    const line = { lifecycleId: 'D-1.crm-pro.t1', seq: 4, kind: 'dreamt', data: { of: 'sheep' } };
    expect(sentenceFor(eventOf(line))).toBe('Something happened of which this version does not know.');
  });

  test('asks that were not kept yet are none', () => {
    expect(keptAsksOf({ id: 'x', asks: null })).toEqual([]);
  });

  test('who said what passes over fields that a later version knows', () => {
    const said = { name: { at: '2027-01-04T09:00:00.000Z', by: 'people' } };
    expect(contactSaidColumn.read({ ...said, pronouns: { at: '', by: 'people', how: 7 } }, 'c_1')).toEqual(said);
    expect(clientSaidColumn.read({ ...said, motto: 'none' }, 'C-1')).toEqual(said);
    expect(() => contactSaidColumn.read({ name: { at: 7 } }, 'c_1')).toThrow('contacts.said of c_1 is broken');
    expect(() => contactSaidColumn.read(['name'], 'c_1')).toThrow(BrokenRecord);
  });

  test('a decision is known by its name, its refusal by its code', () => {
    const row = { updateId: 'u_1', name: 'reassign', data: { rep: 'rep-2' }, outcome: { code: 'ended' } };
    expect(decisionOf(row)).toEqual({ name: 'reassign', data: { rep: 'rep-2' } });
    expect(refusalOf(row)).toBe('ended');
    expect(() => decisionOf({ ...row, name: 'abdicate' })).toThrow(BrokenRecord);
    expect(() => refusalOf({ ...row, outcome: { seq: 3 } })).toThrow(BrokenRecord);
    expect(() => refusalOf({ ...row, outcome: null })).toThrow(BrokenRecord);
  });

  test('a job, its rows and what a source told are read by their kind', () => {
    const input = { from: 'rep-1', to: ['rep-2'], leaves: false, lifecycles: null };
    expect(jobInputOf('handover', { id: 'handover-1', input })).toEqual(input);
    expect(() => jobInputOf('rollout', { id: 'handover-1', input })).toThrow('jobs.input of handover-1 is broken');
    const wrong = { jobId: 'import-1', position: 3, input: { rows: [4] } };
    expect(() => rowInputOf('import', wrong)).toThrow('job_rows.input of import-1 3 is broken');
    const shown = { ...wrong, state: 'failed', preview: null, outcome: { errors: [{ detail: 'Name somebody.' }] } };
    expect(shownRowOf('import', shown)).toEqual({ input: wrong.input, preview: null, outcome: shown.outcome });
    const news = {
      sourceId: 'desk',
      eventId: 'e',
      kind: 'ticket',
      data: { lifecycle: null, ticket: '7', open: false },
    };
    expect(newsOf(news)).toEqual({ lifecycle: null, told: { kind: 'ticket', ticket: '7', open: false } });
    expect(() => newsOf({ ...news, kind: 'gossip' })).toThrow('source_events.kind of desk e is broken');
  });
});
