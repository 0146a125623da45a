/** Notes and touches of the past come along with an import: they are told of the day on which they were, and alarm nobody. */
import { readImport, type ImportFile } from '../../api/imports/rows';
import { entryWithPast } from '../../records/past';
import { dealWithout } from '../../domain/erasure';
import { agenda, begin } from '../../domain/lifecycle';
import { usualHabits } from '../../domain/integrations/spreadsheet';
import { aLine } from '../support/import-lines';
import { seedOf } from '../support/seeds';
import { sentenceFor } from '../support/told';

const today = '2027-03-01';

async function read(type: string, file: string): Promise<ImportFile> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(file);
  }
  return readImport(type, pieces(), today, async () => undefined, { ...usualHabits, dates: 'dmy' });
}

const header = 'rowKind;dealId;clientId;clientName;contactId;contactName;contactEmail;sellerId;sellerName;sellerEmail;productCode;productName;annualAmount;currency;startsOn;termMonths;touchOn;touchKind;note'; // prettier-ignore
const line = (deal: string, code: string, note = ''): string =>
  `;${deal};C-1;Kern AG;jo;Jo Kern;jo@kern.example;sel;Sel;sel@holdfast.example;${code};CRM;1200000;EUR;01.06.2026;36;;;${note}`;
const told = (kind: string, deal: string, code: string, on: string, touch: string, note: string): string =>
  `${kind};${deal};;;;;;;;;${code};;;;;;${on};${touch};${note}`;

test('touches and notes stand in rows of their own kind, before or after their line, and go with it', async () => {
  const { errors, deals } = await read(
    'text/csv',
    [
      header,
      told('touch', 'D-1', '', '09.02.2027', 'Call', 'They want a training.'),
      line('D-1', 'crm', 'Prefers mornings'),
      line('D-1', 'erp'),
      told('Touch', 'D-1', 'erp', '03.11.2026', 'E-Mail', ''),
      told('note', 'D-1', 'crm', '', '', 'The head of sales changed.'),
    ].join('\r\n'),
  );
  expect(errors).toEqual([]);
  expect(deals[0]?.lines.map(({ past }) => past)).toEqual([
    [
      { words: 'Prefers mornings' },
      { words: 'The head of sales changed.' },
      { on: '2027-02-09', touchKind: 'call', words: 'They want a training.' },
    ],
    [
      { on: '2026-11-03', touchKind: 'email' },
      { on: '2027-02-09', touchKind: 'call', words: 'They want a training.' },
    ],
  ]);
});

test('a row of the past that is wrong spoils only itself, and is named', async () => {
  const { errors, deals } = await read(
    'text/csv',
    [
      header,
      line('D-1', 'crm'),
      told('touch', 'D-1', '', '01.04.2027', 'call', ''),
      told('touch', 'D-1', '', '46000', 'call', ''),
      told('touch', 'D-1', '', '09.02.2027', 'dance', ''),
      told('touch', 'D-1', '', '', 'call', ''),
      told('note', 'D-1', '', '', '', ''),
      told('touch', 'D-9', '', '09.02.2027', 'call', ''),
      told('deed', 'D-1', '', '09.02.2027', 'call', ''),
    ].join('\n'),
  );
  expect(deals.map(({ deal, lines }) => [deal.dealId, lines[0]?.past])).toEqual([['D-1', []]]);
  expect(errors.map(({ dealId, row, field, detail }) => [dealId, row, field, detail])).toEqual([
    ['row 2', 2, 'touchOn', 'That day has not come yet: of the past comes what has been.'],
    ['row 3', 3, 'touchOn', expect.stringMatching(/^46000 is a day as a spreadsheet counts it inside/)],
    ['row 4', 4, 'touchKind', expect.stringMatching(/^Use one of: call, email, letter/)],
    ['row 5', 5, 'touchOn', 'It is missing.'],
    ['row 6', 6, 'note', 'It is missing.'],
    ['row 8', 8, 'rowKind', 'Use one of: touch, note.'],
    ['row 7', 7, 'dealId', 'The file has no such line: what happened comes along with its line.'],
  ]);
});

test('in NDJSON the touches stand on their line', async () => {
  const touches = [{ on: '2027-02-09', kind: 'call', note: 'They want a training.' }];
  const { deals, errors } = await read(
    'application/x-ndjson',
    [
      { ...aLine(1), note: 'Prefers mornings', touches },
      { ...aLine(2), touches: [{ on: '2027-09-09', kind: 'call' }] },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  expect(deals.map(({ lines }) => lines[0]?.past)).toEqual([
    [{ words: 'Prefers mornings' }, { on: '2027-02-09', touchKind: 'call', words: 'They want a training.' }],
  ]);
  expect(errors).toMatchObject([{ dealId: 'D-2', row: 2, field: '/touches/0/on' }]);
});

test('who is erased is taken out of the words of a past that has not gone in yet', () => {
  const row = { entries: { crm: { past: [{ on: '2027-02-09', words: 'Ada wants a training' }] } } };
  const without = dealWithout(row, { givenId: 'ada', id: 'c_1' }, (text) => text.replace('Ada', '[erased]'));
  expect(without).toEqual({ entries: { crm: { past: [{ on: '2027-02-09', words: '[erased] wants a training' }] } } });
});

const entry = { job: 'import-1', retainedSince: '2026-06-01', firstStepOn: '2027-03-09' };
const past = [
  { words: 'Prefers mornings' },
  { on: '2027-02-09', touchKind: 'call' as const, words: 'They want a training.' },
];
const life = (parts: Parameters<typeof seedOf>[0]) =>
  begin(
    seedOf({ contract: { startsOn: '2026-06-01', termMonths: 36, annualValue: { amount: 1_200_000, currency: 'EUR' } }, onboarding: { skip: true, steps: [] }, ...parts }),
    '2027-03-01T08:00:00.000Z',
  ); // prettier-ignore

test('a lifecycle that is brought over tells its past in its ledger, with the words beside it; nothing else changes', () => {
  const whole = { term: 1, to: { group: 'g', rep: 'r', why: [], policyId: 'p' }, completedSteps: [], entry };
  const withPast = entryWithPast({ ...whole, past }, 'D-1.crm.t1');
  expect(withPast.past).toEqual([
    { note: 'n_past.D-1.crm.t1.0' },
    { on: '2027-02-09', touchKind: 'call', note: 'n_past.D-1.crm.t1.1' },
  ]);
  expect(JSON.stringify(withPast)).not.toContain('training');
  expect(entryWithPast(whole, 'D-1.crm.t1')).toBe(entry);

  const [plain, brought] = [life({ entry }), life({ entry: withPast })];
  const lines = brought.events.filter(({ event }) => event.kind === 'past-told');
  expect(lines.map(({ event, note }) => [sentenceFor(event), note])).toEqual([
    ['From before the client was brought over: a note.', 'n_past.D-1.crm.t1.0'],
    ['From before the client was brought over: call, Tue 9 Feb 2027.', 'n_past.D-1.crm.t1.1'],
  ]);
  expect(brought.events.filter(({ event }) => event.kind !== 'past-told').map(({ event }) => event)).toEqual(
    plain.events.map(({ event }) => event),
  );
  expect(brought.state.slices).toEqual(plain.state.slices);
  expect(agenda(brought.state)).toEqual(agenda(plain.state));
});
