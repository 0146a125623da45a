/** Who hears what: every mail that an event causes has a recipient who is there, or a reason why it does not go out. */
import fc from 'fast-check';
import type { Event } from '../../domain/core/concern';
import {
  addressed,
  recipientsToLookUp,
  addressedBrief,
  dossierMails,
  figureMails,
  holdersOf,
  lookUpFor,
  type Addressing,
  type Named,
} from '../../domain/organisation/addressing';
import { nextBriefAt, nextLookMs, repCalendar } from '../../domain/organisation/mornings';
import { isAway, type Recipient } from '../../domain/organisation/people';
import { mailsOf } from '../../domain/told/mails';

const named: Named = {
  rep: 'rep',
  manager: 'manager',
  director: 'director',
  seller: 'seller',
  receivables: 'collector',
  developer: 'developer',
};
/** A workgroup and a group that name nobody but the rep. */
const nobody: Named = { rep: 'rep', manager: null, director: null, seller: null, receivables: null, developer: null };

/** Noon in Vienna, on a Monday. */
const at = '2027-03-01T11:00:00.000Z';
const thatDay = { from: '2027-03-01', until: '2027-03-01' };

const there = (id: string, parts: Partial<Recipient> = {}): Recipient => ({
  id,
  absences: [],
  deputy: null,
  delivery: 'single',
  ...parts,
});
const away = (id: string, deputy: string | null, parts: Partial<Recipient> = {}): Recipient =>
  there(id, { absences: [thatDay], deputy, ...parts });

interface Situation {
  readonly named?: Named;
  readonly people?: readonly Recipient[];
  readonly covered?: readonly string[];
  readonly at?: string;
}

function addressing(
  events: readonly Event[],
  { named: who = named, people = [], covered = [], at: moment = at }: Situation = {},
): Addressing {
  const recorded = events.map((event, index) => ({ seq: index + 1, at: moment, event }));
  const occurred = {
    lifecycle: 'D-1.crm.t1',
    client: { id: 'C-1', zone: 'Europe/Vienna' },
    events: recorded,
    covered: new Set(covered),
  };
  return addressed(occurred, holdersOf(who), new Map(people.map((person) => [person.id, person])));
}

/** `<mail> to <recipient>`, with whom they stand in for; or `<mail> not sent: <why>`. */
function sayings(event: Event, situation?: Situation): readonly string[] {
  const { mails, unsent } = addressing([event], situation);
  return [
    ...mails.map(
      ({ kind, recipient, inPlaceOf }) => `${kind} to ${recipient}${inPlaceOf === null ? '' : `, for ${inPlaceOf}`}`,
    ),
    ...unsent.map(({ kind, why }) => `${kind} not sent: ${why}`),
  ];
}

const began: Event = { kind: 'lifecycle-began', term: 1, skipOnboarding: false };
const due: Event = { kind: 'item-due', item: 'touch-1', itemKind: 'call' };
const overdue = (role: 'receivables' | 'manager' | 'director'): Event => ({
  kind: 'receivable-climbed',
  receivable: 'receivable-1',
  level: 1,
  role,
});
const burning = (role: 'rep' | 'manager' | 'director'): Event => ({
  kind: 'escalation-opened',
  escalation: 'escalation-1',
  reasons: ['usage'],
  role,
});
const opportunity: Event = { kind: 'opportunity-returned', opportunity: 'opportunity-1' };
const oversold: Event = { kind: 'oversold-flagged', promise: 'promise-1' };
const lateStep = (owner: string | null): Event => ({
  kind: 'onboarding-step-nudged',
  step: 'setup',
  owner,
  targetOn: '2027-03-01',
});
const unreachable: Event = { kind: 'contact-unreachable', contact: 'c_1' };
const asked: Event = { kind: 'satisfaction-asked', question: 'question-1', contacts: ['c_1', 'c_2'] };

describe('each mail goes to whoever holds its role', () => {
  test.each<[string, Event, readonly string[]]>([
    ['a client who comes, to its rep', began, ['hand-over to rep']],
    ['of an import each rep hears in one dossier, not client by client', { ...began, imported: 'J-1' }, []],
    [
      'a client who is passed on, to whom it is passed',
      { kind: 'reassigned', from: 'rep', to: 'next' },
      ['passed-on to next'],
    ],
    [
      'of a whole handover each receiver hears in one dossier',
      { kind: 'reassigned', from: 'rep', to: 'next', handover: 'J-1' },
      [],
    ],
    ['an item that is due, to the rep', due, ['item-due to rep']],
    ['an onboarding step that is late, to its owner', lateStep('trainer'), ['onboarding-step to trainer']],
    ['one that the client owns, to the rep', lateStep('client'), ['onboarding-step to rep']],
    ['one that nobody owns, to the rep', lateStep(null), ['onboarding-step to rep']],
    ['an escalation, to its rung: the rep', burning('rep'), ['escalation to rep']],
    ['the manager', burning('manager'), ['escalation to manager']],
    ['the director', burning('director'), ['escalation to director']],
    ['an overdue invoice, to who collects', overdue('receivables'), ['receivable to collector']],
    ['and up its own ladder', overdue('director'), ['receivable to director']],
    ['an opportunity, to who sells more', opportunity, ['opportunity to developer']],
    ['an oversold promise, to the seller and the manager', oversold, ['oversold to seller', 'oversold to manager']],
    ['the client’s own voice is asked of each contact', asked, ['satisfaction to c_1', 'satisfaction to c_2']],
    ['a contact whose address takes no mail, to the rep', unreachable, ['contact-unreachable to rep']],
    ['one of whom the rep hears elsewhere, to nobody', { ...unreachable, silent: true }, []],
    ['what nobody has to hear causes no mail', { kind: 'escalation-acknowledged', escalation: 'escalation-1' }, []],
  ])('%s', (_, event, expected) => {
    expect(sayings(event)).toEqual(expected);
  });
});

describe('where nobody is named for a role, somebody hears all the same', () => {
  const without = (...roles: readonly (keyof Named)[]): Named => ({
    ...named,
    ...Object.fromEntries(roles.map((role) => [role, null])),
  });

  test.each<[string, Event, Named, readonly string[]]>([
    ['without a manager the rep hears', burning('manager'), without('manager'), ['escalation to rep']],
    ['without a director the manager hears', burning('director'), without('director'), ['escalation to manager']],
    ['without both the rep hears', burning('director'), without('manager', 'director'), ['escalation to rep']],
    [
      'without a seller the manager hears, once',
      oversold,
      without('seller'),
      ['oversold to manager', 'oversold not sent: same-reader'],
    ],
    [
      'without a receivables manager the group’s manager collects',
      overdue('receivables'),
      without('receivables'),
      ['receivable to manager'],
    ],
    [
      'without a manager either, its director',
      overdue('receivables'),
      without('receivables', 'manager'),
      ['receivable to director'],
    ],
    [
      'collecting is never the rep’s, even where nobody is named at all',
      overdue('receivables'),
      nobody,
      ['receivable to default-manager'],
    ],
    [
      'an invoice that climbs to a manager who is not named stays with who collects',
      overdue('manager'),
      without('manager'),
      ['receivable to collector'],
    ],
    [
      'nor does it climb to the rep by way of the director',
      overdue('director'),
      nobody,
      ['receivable to default-manager'],
    ],
    [
      'a rep who is named to collect, collects',
      overdue('receivables'),
      { ...named, receivables: 'rep' },
      ['receivable to rep'],
    ],
    ['selling more is never the rep’s either', opportunity, nobody, ['opportunity to default-manager']],
    [
      'without a business developer the group’s manager sells',
      opportunity,
      without('developer'),
      ['opportunity to manager'],
    ],
  ])('%s', (_, event, who, expected) => {
    expect(sayings(event, { named: who })).toEqual(expected);
  });
});

describe('while somebody is away, a deputy hears', () => {
  test.each<[string, Event, readonly Recipient[], readonly string[]]>([
    [
      'of a contact whom no mail reaches, too',
      unreachable,
      [away('rep', 'dep'), there('dep')],
      ['contact-unreachable to dep, for rep'],
    ],
    ['the rep’s deputy', due, [away('rep', 'dep'), there('dep')], ['item-due to dep, for rep']],
    [
      'the deputy’s deputy, if both are away',
      due,
      [away('rep', 'dep'), away('dep', 'two'), there('two')],
      ['item-due to two, for rep'],
    ],
    ['nobody is there: it waits for the rep', due, [away('rep', 'dep'), away('dep', null)], ['item-due to rep']],
    [
      'the manager’s deputy',
      burning('manager'),
      [away('manager', 'dep'), there('dep')],
      ['escalation to dep, for manager'],
    ],
    [
      'the receivables manager’s deputy',
      overdue('receivables'),
      [away('collector', 'dep'), there('dep')],
      ['receivable to dep, for collector'],
    ],
    [
      'a step’s owner has a deputy too',
      lateStep('trainer'),
      [away('trainer', 'dep'), there('dep')],
      ['onboarding-step to dep, for trainer'],
    ],
    [
      'a seller is written to, there or not',
      oversold,
      [away('seller', 'dep'), there('dep')],
      ['oversold to seller', 'oversold to manager'],
    ],
    ['so is a contact', asked, [away('c_1', 'dep')], ['satisfaction to c_1', 'satisfaction to c_2']],
  ])('%s', (_, event, people, expected) => {
    expect(sayings(event, { people })).toEqual(expected);
  });

  test('the day is the client’s: past midnight there the rep is away already', () => {
    const people = [away('rep', 'dep'), there('dep')];
    expect(sayings(due, { people, at: '2027-02-28T22:30:00.000Z' })).toEqual(['item-due to rep']);
    expect(sayings(due, { people, at: '2027-02-28T23:30:00.000Z' })).toEqual(['item-due to dep, for rep']);
  });
});

describe('what is due stands in the brief of who wants one', () => {
  const brief = { delivery: 'brief' } as const;
  const renewal: Event = { kind: 'renewal-noticed', days: 90, renewsOn: '2027-06-01' };

  test.each<[string, Event, readonly Recipient[], readonly string[]]>([
    ['an item that is due', due, [there('rep', brief)], ['item-due not sent: in-brief']],
    ['a renewal that comes', renewal, [there('rep', brief)], ['renewal-notice not sent: in-brief']],
    ['a late step of the rep’s', lateStep(null), [there('rep', brief)], ['onboarding-step not sent: in-brief']],
    [
      'but a step’s owner hears at once',
      lateStep('trainer'),
      [there('rep', brief), there('trainer', brief)],
      ['onboarding-step to trainer'],
    ],
    ['an escalation never waits for a morning', burning('rep'), [there('rep', brief)], ['escalation to rep']],
    [
      'nor does what is to be prepared',
      { kind: 'item-prepared', item: 'review-1', itemKind: 'quarterly-review' },
      [there('rep', brief)],
      ['item-prepared to rep'],
    ],
    [
      'it stands in the deputy’s brief, if the deputy wants one',
      due,
      [away('rep', 'dep'), there('dep', brief)],
      ['item-due not sent: in-brief'],
    ],
    [
      'a deputy who wants single mails gets one, whatever the rep chose',
      due,
      [away('rep', 'dep', brief), there('dep')],
      ['item-due to dep, for rep'],
    ],
  ])('%s', (_, event, people, expected) => {
    expect(sayings(event, { people })).toEqual(expected);
  });
});

test('what another lifecycle of the client asks for is not asked for again; the rest goes out', () => {
  const { mails, unsent } = addressing([due, { ...due, item: 'touch-2' }], { covered: ['touch-1'] });
  expect(mails.map(({ subject }) => subject)).toEqual(['touch-2']);
  expect(unsent).toEqual([
    { cause: { lifecycle: 'D-1.crm.t1', seq: 1 }, kind: 'item-due', role: 'rep', subject: 'touch-1', why: 'covered' },
  ]);
});

test('what falls due with a client on one day goes to one recipient as one mail; what is prepared goes by itself', () => {
  const prepared: Event = { kind: 'item-prepared', item: 'review-1', itemKind: 'quarterly-review' };
  const { mails } = addressing([due, prepared]);
  expect(mails).toEqual([
    {
      key: 'mail.D-1.crm.t1#1.rep',
      cause: { lifecycle: 'D-1.crm.t1', seq: 1 },
      at,
      kind: 'item-due',
      role: 'rep',
      recipient: 'rep',
      inPlaceOf: null,
      subject: 'touch-1',
      gatherKey: 'C-1|rep|2027-03-01',
    },
    expect.objectContaining({ key: 'mail.D-1.crm.t1#2.rep', subject: 'review-1', gatherKey: null }),
  ]);
  const [deputed] = addressing([due], { people: [away('rep', 'dep'), there('dep')] }).mails;
  expect(deputed?.gatherKey).toBe('C-1|dep|2027-03-01');
});

describe('a seller who has left', () => {
  const left: Named = { ...named, sellerLeft: true };
  test.each<[string, Named, readonly Recipient[], readonly string[]]>([
    [
      'the manager hears in their place, once',
      left,
      [],
      ['oversold to manager, for seller', 'oversold not sent: same-reader'],
    ],
    [
      'who stands in for the manager hears it in the place of the seller',
      left,
      [away('manager', 'dep'), there('dep')],
      ['oversold to dep, for seller', 'oversold not sent: same-reader'],
    ],
    [
      'without a manager the rep hears',
      { ...left, manager: null },
      [],
      ['oversold to rep, for seller', 'oversold not sent: same-reader'],
    ],
  ])('%s', (_, who, people, expected) => {
    expect(sayings(oversold, { named: who, people })).toEqual(expected);
  });
});

test('all lines that begin with a deal go to their rep as one mail; those of two reps as two', () => {
  const keyOf = (lifecycle: string, rep: string) => {
    const occurred = {
      lifecycle,
      client: { id: 'C-1', zone: 'UTC' },
      events: [{ seq: 1, at, event: began }],
      covered: new Set<string>(),
    };
    return addressed(occurred, holdersOf({ ...named, rep }), new Map()).mails[0]?.gatherKey;
  };
  expect(keyOf('D-1.crm.t1', 'rep')).toBe('deal|D-1|rep');
  expect(keyOf('D-1.shop.t1', 'rep')).toBe('deal|D-1|rep');
  expect(keyOf('D-1.shop.t1', 'other')).toBe('deal|D-1|other');
  expect(keyOf('D-2.crm.t1', 'rep')).toBe('deal|D-2|rep');
});

test('nothing is looked up for events that cause no mail, and no workgroup for mails that need none', () => {
  const lookUp = (events: readonly Event[], covered: readonly string[] = []) =>
    lookUpFor({
      lifecycle: 'D-1.crm.t1',
      client: { id: 'C-1', zone: 'UTC' },
      events: events.map((event, index) => ({ seq: index + 1, at, event })),
      covered: new Set(covered),
    });
  expect(lookUp([{ kind: 'escalation-acknowledged', escalation: 'escalation-1' }])).toBeNull();
  expect(lookUp([due], ['touch-1'])).toBeNull();
  expect(lookUp([due, began])).toEqual({ workgroup: false, seller: false });
  expect(lookUp([due, overdue('director')])).toEqual({ workgroup: true, seller: false });
  expect(lookUp([opportunity])).toEqual({ workgroup: true, seller: false });
  expect(lookUp([oversold])).toEqual({ workgroup: false, seller: true });
});

describe('mails that are about many lifecycles, or about none', () => {
  const groups = [
    { manager: 'ann', director: 'dan' },
    { manager: 'ann', director: null },
    { manager: 'bea', director: 'ann' },
  ];

  test('a critical figure is told to everyone who leads a group, each once', () => {
    const mails = figureMails('T-1', at, groups);
    expect(mails.map(({ recipient, key, subject }) => [recipient, key, subject])).toEqual([
      ['ann', 'mail.figure.T-1.2027-03-01.ann', 'T-1'],
      ['dan', 'mail.figure.T-1.2027-03-01.dan', 'T-1'],
      ['bea', 'mail.figure.T-1.2027-03-01.bea', 'T-1'],
    ]);
    expect(figureMails('T-1', at, [])).toEqual([]);
  });

  test('a brief is one a rep and day, a dossier one a rep and job', () => {
    expect(addressedBrief('ann', at)).toMatchObject({
      key: 'mail.brief.ann.2027-03-01',
      kind: 'brief',
      recipient: 'ann',
    });
    expect(dossierMails('J-1', at, ['ann', 'bea']).map(({ key }) => key)).toEqual([
      'mail.J-1.dossier.ann',
      'mail.J-1.dossier.bea',
    ]);
  });
});

describe('when a brief is written', () => {
  const calendar = repCalendar({ timeZone: 'Europe/Vienna', workingHours: null }, ['2027-03-03']);
  const week = { from: '2027-03-04', until: '2027-03-09' };
  const trip = { from: '2027-03-11', until: '2027-03-12' };
  const both = [trip, week];

  test.each([
    ['on the next working morning', 'brief', [], '2027-03-01T12:00:00Z', '2027-03-02T07:00:00.000Z'],
    ['not on a day off', 'brief', [], '2027-03-02T12:00:00Z', '2027-03-04T07:00:00.000Z'],
    ['not on a weekend', 'brief', [], '2027-03-05T12:00:00Z', '2027-03-08T07:00:00.000Z'],
    ['not while they are away', 'brief', [week], '2027-03-02T12:00:00Z', '2027-03-10T07:00:00.000Z'],
    ['who wants single mails gets none', 'single', [], '2027-03-01T12:00:00Z', null],
    ['but one on the morning they are back', 'single', [week], '2027-03-01T12:00:00Z', '2027-03-10T07:00:00.000Z'],
    ['once', 'single', [week], '2027-03-10T07:00:00.000Z', null],
    ['back on a weekend, they read it on Monday', 'single', [trip], '2027-03-01T12:00:00Z', '2027-03-15T07:00:00.000Z'],
    ['of several absences the next', 'single', both, '2027-03-01T12:00:00Z', '2027-03-10T07:00:00.000Z'],
    ['and then the other', 'single', both, '2027-03-10T12:00:00Z', '2027-03-15T07:00:00.000Z'],
    [
      'two absences in a row are one',
      'single',
      [week, { from: '2027-03-10', until: '2027-03-10' }],
      '2027-03-01T12:00:00Z',
      '2027-03-11T07:00:00.000Z',
    ],
  ] as const)('%s', (_, delivery, absences, now, expected) => {
    expect(nextBriefAt({ delivery, absences }, calendar, now)).toBe(expected);
  });

  test('a rep’s own zone, hours and days count', () => {
    const lima = repCalendar({ timeZone: 'America/Lima', workingHours: { opensAt: '09:30', days: [2] } }, []);
    expect(nextBriefAt({ delivery: 'brief', absences: [] }, lima, '2027-03-01T12:00:00Z')).toBe(
      '2027-03-02T14:30:00.000Z',
    );
    expect(repCalendar({ timeZone: null, workingHours: null }, []).zone).toBe('UTC');
  });

  test.each([
    ['2027-03-01T04:59:59.999Z', '2027-03-01T05:00:00.000Z'],
    ['2027-03-01T05:00:00.000Z', '2027-03-02T05:00:00.000Z'],
    ['2027-03-01T23:00:00.000Z', '2027-03-02T05:00:00.000Z'],
  ])('figures are looked at at five, UTC: after %s at %s', (now, next) => {
    expect(new Date(nextLookMs(Date.parse(now))).toISOString()).toBe(next);
  });
});

describe('laws', () => {
  const ids = ['rep', 'manager', 'director', 'collector', 'developer', 'seller', 'trainer', 'dep', 'two'] as const;
  const somebody = fc.constantFrom(...ids);
  const people = fc.array(
    fc.record({
      id: somebody,
      absences: fc.constantFrom([], [], [thatDay]),
      deputy: fc.option(somebody, { nil: null }),
      delivery: fc.constantFrom('brief' as const, 'single' as const),
    }),
    { maxLength: 9 },
  );
  const maybe = fc.option(somebody, { nil: null });
  const names = fc.record<Named>({
    rep: somebody,
    manager: maybe,
    director: maybe,
    seller: maybe,
    receivables: maybe,
    developer: maybe,
  });
  const ladder = fc.constantFrom('rep' as const, 'manager' as const, 'director' as const);
  const collectors = fc.constantFrom('receivables' as const, 'manager' as const, 'director' as const);
  const event = fc.oneof(
    fc.constantFrom(began, due, opportunity, oversold, asked, lateStep(null), lateStep('trainer')),
    ladder.map(burning),
    collectors.map(overdue),
  );
  const situation = fc.record({ named: names, people, covered: fc.constantFrom([], ['touch-1'], ['question-1']) });

  test('every mail that an event causes has a recipient, or a reason why it does not go out', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), situation, (events, given) => {
        const { mails, unsent } = addressing(events, given);
        expect(mails.length + unsent.length).toBe(events.flatMap((one) => mailsOf(one)).length);
        expect(mails.filter(({ recipient }) => recipient === '')).toEqual([]);
        // An alarm stays away only where the same reader gets it by another mail of that moment.
        const sent = mails.map(({ kind, subject }) => `${kind} ${subject}`);
        for (const { kind, subject, why } of unsent.filter((one) => ['escalation', 'receivable'].includes(one.kind))) {
          expect(why).toBe('same-reader');
          expect(sent).toContain(`${kind} ${subject}`);
        }
      }),
    );
  });

  test('nobody of ours who is away gets a mail while one of their deputies is there', () => {
    fc.assert(
      fc.property(event, situation, (one, given) => {
        const known = new Map<string, Recipient>(given.people.map((person) => [person.id, person]));
        const isThere = (person: Recipient | undefined): boolean =>
          person !== undefined && !isAway(person, thatDay.from);
        const deputyOf = (person?: Recipient): Recipient | undefined => known.get(person?.deputy ?? '');
        const ours = addressing([one], given).mails.filter(({ role }) => role !== 'contact' && role !== 'seller');
        const standIns = ours.filter(({ inPlaceOf }) => inPlaceOf !== null);
        const needless = standIns.filter(
          ({ recipient, inPlaceOf }) => !isThere(known.get(recipient)) || isThere(known.get(inPlaceOf ?? '')),
        );
        expect(needless).toEqual([]);
        const notThere = ours
          .flatMap(({ recipient }) => known.get(recipient) ?? [])
          .filter((person) => !isThere(person));
        const passedOver = notThere.flatMap((person) => {
          const first = deputyOf(person);
          return [first, deputyOf(first), deputyOf(deputyOf(first))].filter(isThere);
        });
        expect(passedOver).toEqual([]);
      }),
    );
  });

  test('an overdue invoice comes to the rep only where the rep is named to collect or lead, or stands in', () => {
    fc.assert(
      fc.property(collectors.map(overdue), situation, (one, given) => {
        const { rep, receivables, manager, director } = given.named;
        const asRep = addressing([one], given).mails.filter(
          ({ recipient, inPlaceOf }) => recipient === rep && inPlaceOf === null,
        );
        expect(asRep.length === 0 || (receivables ?? manager ?? director) === rep).toBe(true);
      }),
    );
  });

  test('whoever must be looked up is whoever is asked', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), situation, (events, given) => {
        const occurred = {
          lifecycle: 'D-1.crm.t1',
          client: { id: 'C-1', zone: 'Europe/Vienna' },
          events: events.map((one, index) => ({ seq: index + 1, at, event: one })),
          covered: new Set(given.covered),
        };
        const lookedUp = recipientsToLookUp(occurred, holdersOf(given.named));
        const ours = addressing(events, given).mails.filter(({ role }) => role !== 'contact' && role !== 'seller');
        const meant = ours.map(({ recipient, inPlaceOf }) => inPlaceOf ?? recipient);
        expect(meant.filter((id) => !lookedUp.includes(id))).toEqual([]);
      }),
    );
  });
});
