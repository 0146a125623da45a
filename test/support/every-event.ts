/** One of every kind of event and of coming step, with what each may say: a kind that is missing does not compile. */
import { promiseIdOf } from '../../domain/core/deal';
import type { ComingKind, ComingOf, EventKind, EventOf } from '../../domain/core/concern';
import { defaultRules } from '../../domain/core/policy';
import { namesOf, type Telling } from '../../domain/told/telling';
import { plainEnglish, type Locale } from '../../domain/told/locale';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const at = '2027-05-06T08:00:00.000Z';
const policy = { id: 'standard', version: 2, rules: defaultRules };
const plan = { id: 'touch-3', ordinal: 3, programme: 'touch', kind: 'call', on: '2027-05-06', leadDays: 0 } as const;
const reasons = [
  { signal: 'usage', points: 36, detail: 'none' },
  { signal: 'ownSignal', points: 10, detail: 'past the warning threshold', code: 'nps', name: 'NPS' },
] as const;

export const everyEvent: { readonly [E in EventKind]: readonly EventOf<E>[] } = {
  'article-found': [{ kind: 'article-found', article: 'a_1', item: 'article-1' }],
  'contact-added': [
    { kind: 'contact-added', contact: 'c_ada', level: 'executive' },
    { kind: 'contact-added', contact: 'c_who' },
  ],
  'contact-changed': [{ kind: 'contact-changed', contact: 'c_ada', level: 'manager' }],
  'contact-erased': [{ kind: 'contact-erased', contact: 'c_ada' }],
  'contact-opted-out': [{ kind: 'contact-opted-out', contact: 'c_ada' }],
  'contact-opted-in': [{ kind: 'contact-opted-in', contact: 'c_ada' }],
  'contact-unreachable': [{ kind: 'contact-unreachable', contact: 'c_ada' }],
  'client-opted-out': [{ kind: 'client-opted-out' }],
  'client-opted-in': [{ kind: 'client-opted-in', since: at }],
  'client-merged': [
    {
      kind: 'client-merged',
      merged: 'C-1',
      client: { id: 'C-2', name: 'Alpine Tools', zone: 'Europe/Vienna' },
      same: [{ contact: 'c_ada', is: 'c_ben' }],
      people: [],
    },
  ],
  'review-sent': [
    { kind: 'review-sent', item: 'review-1', contacts: ['c_ada'] },
    { kind: 'review-sent', item: 'review-1', contacts: ['c_ada', 'c_ben'] },
  ],
  'rep-introduced': [
    { kind: 'rep-introduced', rep: 'rep-tom', contacts: ['c_ada'] },
    { kind: 'rep-introduced', rep: 'rep-tom', contacts: ['c_ada', 'c_ben'] },
  ],
  'amendment-heard': [
    { kind: 'amendment-heard', amendment: 'A-1', on: '2027-05-06', quantity: 25, annualValue: eur(3_600_000) },
  ],
  'contract-amended': [
    { kind: 'contract-amended', on: '2027-05-06', annualValue: eur(3_600_050), agreed: true },
    { kind: 'contract-amended', amendment: 'A-1', on: '2027-05-06', quantity: 25 },
    { kind: 'contract-amended', amendment: 'A-1', on: '2027-05-06' },
  ],
  'item-corrected': [
    {
      kind: 'item-corrected',
      item: 'touch-3',
      itemKind: 'call',
      programme: 'touch',
      actedAt: at,
      before: { outcome: 'done', happiness: 8 },
      outcome: 'no-answer',
    },
    {
      kind: 'item-corrected',
      item: 'touch-3',
      itemKind: 'call',
      programme: 'touch',
      actedAt: at,
      before: { outcome: 'declined' },
      outcome: 'open',
    },
  ],
  'item-postponed': [
    { kind: 'item-postponed', item: 'touch-3', itemKind: 'call', until: '2027-05-06', reason: 'client-asked' },
  ],
  'escalation-opened': [
    { kind: 'escalation-opened', escalation: 'escalation-1', reasons: ['usage', 'touch-missed'], role: 'rep' },
    {
      kind: 'escalation-opened',
      escalation: 'escalation-1',
      reasons: ['ownSignal'],
      own: [{ code: 'nps', name: 'NPS' }],
      role: 'manager',
    },
  ],
  'escalation-reopened': [
    { kind: 'escalation-reopened', escalation: 'escalation-1', reasons: ['notice-given'], level: 1, role: 'manager' },
  ],
  'escalation-joined': [
    {
      kind: 'escalation-joined',
      escalation: 'escalation-1',
      reasons: ['contactDeparted'],
      role: 'director',
      fell: true,
    },
    { kind: 'escalation-joined', escalation: 'escalation-1', reasons: ['invoice-long-overdue'] },
  ],
  'escalation-eased': [
    { kind: 'escalation-eased', escalation: 'escalation-1', ended: ['client-opted-out', 'usage', 'check-in-missed'] },
  ],
  'escalation-climbed': [
    { kind: 'escalation-climbed', escalation: 'escalation-1', level: 1, role: 'manager', again: false },
    {
      kind: 'escalation-climbed',
      escalation: 'escalation-1',
      level: 2,
      role: 'director',
      again: true,
      also: ['rep', 'manager'],
    },
  ],
  'escalation-acknowledged': [{ kind: 'escalation-acknowledged', escalation: 'escalation-1' }],
  'escalation-resolved': [
    { kind: 'escalation-resolved', escalation: 'escalation-1' },
    { kind: 'escalation-resolved', escalation: 'escalation-1', by: 'correction' },
    { kind: 'escalation-resolved', escalation: 'escalation-1', by: 'ended', ended: ['invoice-long-overdue'] },
  ],
  'success-criteria-heard': [{ kind: 'success-criteria-heard' }],
  'opportunity-opened': [
    { kind: 'opportunity-opened', opportunity: 'opportunity-1', reason: 'usage-at-ceiling', currency: 'EUR' },
  ],
  'opportunity-joined': [{ kind: 'opportunity-joined', opportunity: 'opportunity-1', reason: 'hint' }],
  'opportunity-reminded': [{ kind: 'opportunity-reminded', opportunity: 'opportunity-1', reminder: 2 }],
  'opportunity-postponed': [{ kind: 'opportunity-postponed', opportunity: 'opportunity-1', until: '2027-05-06' }],
  'opportunity-returned': [{ kind: 'opportunity-returned', opportunity: 'opportunity-1' }],
  'opportunity-closed': [
    { kind: 'opportunity-closed', opportunity: 'opportunity-1', end: 'won', currency: 'EUR' },
    { kind: 'opportunity-closed', opportunity: 'opportunity-1', end: 'lost', currency: 'EUR' },
  ],
  'annual-value-changed': [
    { kind: 'annual-value-changed', from: eur(3_000_000), to: eur(3_600_000), opportunity: 'opportunity-1' },
    { kind: 'annual-value-changed', from: eur(3_600_000), to: eur(3_000_000), opportunity: 'opportunity-1' },
  ],
  'usage-changed': (['none', 'low', 'some', 'good', 'full', 'silent'] as const).map((bucket) => ({
    kind: 'usage-changed',
    bucket,
  })),
  'tickets-changed': (['few', 'several', 'many', 'flood'] as const).map((bucket) => ({
    kind: 'tickets-changed',
    bucket,
  })),
  'own-signal-changed': [
    { kind: 'own-signal-changed', code: 'nps', name: 'NPS', bucket: 'alarm' },
    { kind: 'own-signal-changed', code: 'nps', bucket: 'warn' },
  ],
  'health-looked-at': (['invoice', 'alarm', 'silence', 'good-news'] as const).map((because) => ({
    kind: 'health-looked-at',
    because,
  })),
  'happiness-heard': [{ kind: 'happiness-heard', score: 7 }],
  'invoice-became-overdue': [
    { kind: 'invoice-became-overdue', days: 12, invoice: 'R-2210', amount: eur(360_000) },
    { kind: 'invoice-became-overdue', days: 1 },
  ],
  'invoice-was-paid': [
    { kind: 'invoice-was-paid', invoice: 'R-2210' },
    { kind: 'invoice-was-paid', end: 'written-off' },
  ],
  'incident-noted': [
    {
      kind: 'incident-noted',
      id: 'incident-1',
      incident: 'contactDeparted',
      badness: 1,
      contact: 'c_ada',
      to: 'Peak Parts',
    },
    ...(['serviceCall', 'billingError', 'contactDeparted', 'competitorSeen', 'news'] as const).map(
      (incident) => ({ kind: 'incident-noted', id: 'incident-1', incident, badness: 0.6 }) as const,
    ),
    { kind: 'incident-noted', id: 'incident-1', incident: 'serviceCall', badness: 0 },
  ],
  'incident-faded': [{ kind: 'incident-faded', id: 'incident-1' }],
  'news-noted': [{ kind: 'news-noted' }],
  'health-changed': [
    {
      kind: 'health-changed',
      score: 54,
      band: 'amber',
      from: 'green',
      reasons,
      moved: [{ signal: 'usage', by: -36 }],
    },
    { kind: 'health-changed', score: 100, band: 'green', from: 'amber', reasons: [] },
    { kind: 'health-changed', score: 100, band: 'green', from: 'unknown', reasons: [] },
  ],
  'campaign-invited': [
    {
      kind: 'campaign-invited',
      campaign: 'campaign-1',
      invitation: 'invitation-1',
      touchKind: 'training',
      startsAt: at,
      contacts: ['c_ada', 'c_ben'],
    },
  ],
  'invitation-answered': [
    { kind: 'invitation-answered', campaign: 'campaign-1', contact: 'c_ada', answer: 'accepted' },
    { kind: 'invitation-answered', campaign: 'campaign-1', contact: 'c_ben', answer: 'declined' },
  ],
  'invitation-moved': [
    {
      kind: 'invitation-moved',
      campaign: 'campaign-1',
      invitation: 'invitation-1',
      from: at,
      startsAt: '2027-05-13T08:00:00.000Z',
      sequence: 1,
      contacts: [],
      on: '2027-05-13',
    },
    {
      kind: 'invitation-moved',
      campaign: 'campaign-1',
      invitation: 'invitation-1',
      from: at,
      startsAt: at,
      sequence: 1,
      contacts: [],
      on: '2027-05-06',
    },
  ],
  'invitation-called-off': [{ kind: 'invitation-called-off', campaign: 'campaign-1', contacts: [] }],
  'items-planned': [
    { kind: 'items-planned', programme: 'touch', items: [plan, { ...plan, kind: 'visit', on: '2027-06-01' }] },
    { kind: 'items-planned', programme: 'touch', items: [plan] },
    { kind: 'items-planned', programme: 'birthday', items: [] },
  ],
  'item-prepared': [{ kind: 'item-prepared', item: 'review-1', itemKind: 'quarterly-review' }],
  'item-due': (['call', 'email', 'quarterly-review', 'successor-call', 'birthday-card'] as const).map((itemKind) => ({
    kind: 'item-due',
    item: 'touch-3',
    itemKind,
  })),
  'item-reminded': [{ kind: 'item-reminded', item: 'touch-3', itemKind: 'call', reminder: 2 }],
  'item-missed': [
    { kind: 'item-missed', item: 'touch-3', itemKind: 'call', programme: 'touch', successor: 'touch-4' },
    { kind: 'item-missed', item: 'check-in-1', itemKind: 'check-in', programme: 'check-in' },
  ],
  'item-skipped': (
    [
      'paused',
      'onboarding',
      'opted-out',
      'resolved',
      'contact-departed',
      'contact-erased',
      'called-off',
      'same-person',
    ] as const
  ).map((reason) => ({ kind: 'item-skipped', item: 'touch-3', itemKind: 'call', reason })),
  'item-covered': [
    {
      kind: 'item-covered',
      item: 'review-1',
      itemKind: 'quarterly-review',
      by: { lifecycle: 'D-2.desk.t1', item: 'review-2' },
    },
    {
      kind: 'item-covered',
      item: 'check-in-1',
      itemKind: 'check-in',
      by: { lifecycle: 'D-1.crm.t1', item: 'review-1' },
    },
  ],
  'item-uncovered': [{ kind: 'item-uncovered', item: 'review-1', itemKind: 'quarterly-review', due: false }],
  'item-completed': [
    {
      kind: 'item-completed',
      item: 'touch-3',
      itemKind: 'call',
      programme: 'touch',
      outcome: 'done',
      happiness: 8,
      with: ['rep-tom'],
      contacts: ['c_ada'],
    },
    {
      kind: 'item-completed',
      item: 'touch-3',
      itemKind: 'birthday-card',
      programme: 'birthday',
      outcome: 'done',
      contacts: ['c_ada'],
    },
    { kind: 'item-completed', item: 'touch-3', itemKind: 'visit', programme: 'touch', outcome: 'no-answer' },
  ],
  'past-told': [{ kind: 'past-told', on: '2027-02-09', touchKind: 'call' }, { kind: 'past-told' }],
  'touch-recorded': [{ kind: 'touch-recorded', touchKind: 'lunch', outcome: 'done', contacts: ['c_ada', 'c_ben'] }],
  'onboarding-step-nudged': [
    { kind: 'onboarding-step-nudged', step: 'data-import', owner: null, targetOn: '2027-05-06' },
    { kind: 'onboarding-step-nudged', step: 'data-import', owner: 'client', targetOn: '2027-05-06' },
    { kind: 'onboarding-step-nudged', step: 'data-import', owner: 'rep-tom', targetOn: '2027-05-06' },
  ],
  'onboarding-step-overdue': [
    { kind: 'onboarding-step-overdue', step: 'data-import', owner: null, targetOn: '2027-05-06' },
  ],
  'onboarding-step-escalated': [{ kind: 'onboarding-step-escalated', step: 'data-import', targetOn: '2027-05-06' }],
  'onboarding-step-completed': [{ kind: 'onboarding-step-completed', step: 'data-import' }],
  'onboarding-completed': [
    { kind: 'onboarding-completed', steps: 3 },
    { kind: 'onboarding-completed', steps: 1 },
  ],
  recycled: [{ kind: 'recycled', reason: 'changed-scope', steps: ['data-import'] }],
  'policy-scheduled': [{ kind: 'policy-scheduled', policy, on: '2027-05-06' }],
  'policy-changed': [{ kind: 'policy-changed', policy, from: { id: 'standard', version: 1 } }],
  'promises-measured': [
    {
      kind: 'promises-measured',
      item: 'review-1',
      promises: [
        { promise: promiseIdOf(0), met: true },
        { promise: promiseIdOf(1), met: false },
        { promise: promiseIdOf(1), met: false, as: 'coming' },
        { promise: promiseIdOf(1), met: false, as: 'improving' },
      ],
    },
  ],
  'oversold-proposed': [{ kind: 'oversold-proposed', promise: promiseIdOf(0), times: 2 }],
  'oversold-flagged': [
    { kind: 'oversold-flagged', promise: promiseIdOf(0) },
    { kind: 'oversold-flagged', promise: null },
  ],
  'oversold-answered': [
    { kind: 'oversold-answered', promise: promiseIdOf(0), answer: 'agreed' },
    { kind: 'oversold-answered', promise: null, answer: 'disputed' },
  ],
  'receivable-opened': [
    {
      kind: 'receivable-opened',
      receivable: 'receivable-1',
      role: 'receivables',
      days: 12,
      invoice: 'R-2210',
      amount: eur(360_000),
    },
    { kind: 'receivable-opened', receivable: 'receivable-1', role: 'receivables', days: 12 },
  ],
  'receivable-aged': [{ kind: 'receivable-aged', receivable: 'receivable-1', days: 30 }],
  'receivable-climbed': [{ kind: 'receivable-climbed', receivable: 'receivable-1', level: 1, role: 'manager' }],
  'receivable-tried': (['promised', 'no-answer', 'disputed'] as const).map((outcome) => ({
    kind: 'receivable-tried',
    receivable: 'receivable-1',
    outcome,
  })),
  'receivable-at-risk': [{ kind: 'receivable-at-risk', receivable: 'receivable-1', days: 60 }],
  'receivable-remains': [
    { kind: 'receivable-remains', receivable: 'receivable-1', amount: eur(260_000), paid: eur(100_000) },
    { kind: 'receivable-remains', receivable: 'receivable-1', amount: eur(260_000) },
  ],
  'receivable-closed': [
    { kind: 'receivable-closed', receivable: 'receivable-1', end: 'written-off', days: 90, tries: 3 },
    { kind: 'receivable-closed', receivable: 'receivable-1', end: 'paid', days: 14, tries: 0 },
  ],
  'renewal-noticed': [{ kind: 'renewal-noticed', days: 90, renewsOn: '2027-05-06' }],
  'renewal-undecided': [{ kind: 'renewal-undecided', renewsOn: '2027-05-06' }],
  'renewal-lapsed': [{ kind: 'renewal-lapsed', renewsOn: '2027-05-06' }],
  'notice-given': [{ kind: 'notice-given', receivedOn: '2027-05-03', endsOn: '2028-01-01', reason: 'poor-service' }],
  'notice-withdrawn': [
    { kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' },
    { kind: 'notice-withdrawn', by: 'renewal', reason: 'price' },
  ],
  'last-notice-day': [{ kind: 'last-notice-day', on: '2027-05-06', renewsOn: '2027-08-04' }],
  'term-prolonged': [{ kind: 'term-prolonged', on: '2027-05-06', until: '2028-05-06' }],
  'renewal-decided': [
    { kind: 'renewal-decided', by: 'person', termMonths: 12, annualValue: eur(3_600_000), before: eur(3_000_000) },
    { kind: 'renewal-decided', by: 'policy', termMonths: 1, annualValue: eur(3_600_000) },
  ],
  'satisfaction-asked': [
    { kind: 'satisfaction-asked', question: 'satisfaction-review-2', contacts: ['c_ada', 'c_ben', 'c_eve'] },
  ],
  'satisfaction-passed': (['paused', 'opted-out', 'nobody', 'too-late', 'asked-lately'] as const).map((reason) => ({
    kind: 'satisfaction-passed',
    question: 'satisfaction-review-2',
    reason,
  })),
  'satisfaction-answered': [
    { kind: 'satisfaction-answered', question: 'satisfaction-review-2', contact: 'c_ada', score: 4, lowest: 4 },
    { kind: 'satisfaction-answered', question: 'satisfaction-review-2', contact: 'c_who', score: 4, lowest: 4 },
  ],
  'satisfaction-covered': [
    {
      kind: 'satisfaction-covered',
      question: 'satisfaction-review-2',
      by: { lifecycle: 'D-2.desk.t1', item: 'review-2' },
    },
  ],
  'satisfaction-reminded': [{ kind: 'satisfaction-reminded', question: 'satisfaction-review-2', contacts: ['c_ada'] }],
  'satisfaction-not-reminded': [
    { kind: 'satisfaction-not-reminded', question: 'satisfaction-review-2', reason: 'nobody' },
  ],
  'satisfaction-not-asked': [{ kind: 'satisfaction-not-asked', question: 'satisfaction-review-2', contact: 'c_ada' }],
  'lifecycle-began': [
    { kind: 'lifecycle-began', term: 1, skipOnboarding: false },
    { kind: 'lifecycle-began', term: 2, skipOnboarding: true, previous: 'D-1.crm.t1' },
    { kind: 'lifecycle-began', term: 1, skipOnboarding: true, imported: 'import-1' },
  ],
  'stage-changed': [
    { kind: 'stage-changed', from: 'onboarding', to: 'retention', reason: 'onboarding-completed' },
    { kind: 'stage-changed', from: 'onboarding', to: 'retention', reason: 'onboarding-skipped' },
    { kind: 'stage-changed', from: 'retention', to: 'onboarding', reason: 'new-team' },
    { kind: 'stage-changed', from: 'retention', to: 'renewed', reason: 'policy' },
    { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'unused', on: '2027-08-19' },
    { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'no-decision' },
    { kind: 'stage-changed', from: 'retention', to: 'ineligible', reason: 'not-paid' },
  ],
  reassigned: [
    { kind: 'reassigned', from: 'rep-lukas', to: 'rep-tom' },
    { kind: 'reassigned', from: 'rep-lukas', to: 'rep-who' },
  ],
  regrouped: [
    {
      kind: 'regrouped',
      from: 'small',
      to: 'key',
      why: [
        'Group key takes it: it is for retention, it takes clients who pay 36000.00 EUR a year or more.',
        'Rep rep-tom has 3 of 40 lifecycles.',
      ],
    },
  ],
  paused: [
    { kind: 'paused', reason: 'client-asked', until: '2027-05-06' },
    { kind: 'paused', reason: 'restructuring' },
  ],
  'pause-reminded': [{ kind: 'pause-reminded', since: at }],
  resumed: [
    { kind: 'resumed', since: at, by: 'date' },
    { kind: 'resumed', since: at, by: 'person' },
  ],
  'holidays-refreshed': [{ kind: 'holidays-refreshed', dates: ['2027-10-26'], through: '2028-12-31' }],
  'client-known': [
    {
      kind: 'client-known',
      name: 'Alpine Tools',
      zone: 'Europe/Vienna',
      country: 'AT',
      region: '9',
      weekend: [5, 6],
      closed: [
        { from: '2027-08-02', until: '2027-08-20' },
        { from: '2027-12-24', until: '2027-12-24' },
      ],
    },
    { kind: 'client-known', name: 'Alpine Tools', zone: 'Europe/Vienna' },
  ],
  'mail-refused': [
    { kind: 'mail-refused', mail: 'item-due', role: 'rep', why: 'recipient' },
    { kind: 'mail-refused', mail: 'satisfaction', role: 'contact', contact: 'c_ada', why: 'content' },
  ],
  'fact-ignored': [{ kind: 'fact-ignored', fact: 'itemCompleted', reason: 'item-closed' }],
};

export const everyComing: { readonly [S in ComingKind]: readonly ComingOf<S>[] } = {
  'item-prepares': [{ kind: 'item-prepares', itemKind: 'quarterly-review', on: '2027-05-06', leadDays: 14 }],
  'item-asks': [
    { kind: 'item-asks', itemKind: 'call', programme: 'touch', on: '2027-05-06', rest: null },
    {
      kind: 'item-asks',
      itemKind: 'birthday-card',
      about: 'c_ada',
      programme: 'birthday',
      on: '2027-05-06',
      rest: null,
    },
    {
      kind: 'item-asks',
      itemKind: 'event',
      about: 'campaign-1',
      programme: 'invitation',
      on: '2027-05-06',
      rest: null,
      afterwards: true,
    },
    { kind: 'item-asks', itemKind: 'call', programme: 'touch', on: '2027-05-06', rest: 'paused' },
    {
      kind: 'item-asks',
      itemKind: 'call',
      programme: 'touch',
      on: '2027-05-06',
      rest: null,
      postponed: { times: 1, until: '2027-05-13', reason: 'no-time' },
    },
  ],
  'item-reminds': [{ kind: 'item-reminds', itemKind: 'save-call', about: 'escalation-1', workingDays: 3 }],
  'item-counts-missed': [{ kind: 'item-counts-missed', itemKind: 'check-in', workingDays: 20 }],
  'value-steps': [{ kind: 'value-steps', on: '2027-05-06', annualValue: eur(3_600_000) }],
  'amendment-comes': [
    { kind: 'amendment-comes', on: '2027-05-06', quantity: 25, annualValue: eur(3_600_000) },
    { kind: 'amendment-comes', on: '2027-05-06' },
  ],
  'escalation-climbs': [
    { kind: 'escalation-climbs', reasons: ['usage'], role: 'manager', again: false, asked: 'rep', workingDays: 1 },
    {
      kind: 'escalation-climbs',
      reasons: ['usage'],
      role: 'director',
      again: true,
      asked: 'manager',
      workingDays: 2,
      forWeeks: true,
    },
  ],
  'opportunity-reminds': [{ kind: 'opportunity-reminds', workingDays: 10 }],
  'opportunity-returns': [{ kind: 'opportunity-returns' }],
  'incident-fades': (['serviceCall', 'billingError', 'contactDeparted', 'competitorSeen', 'news'] as const).map(
    (incident) => ({ kind: 'incident-fades', incident, days: 90 }),
  ),
  'invoice-ages': [{ kind: 'invoice-ages', days: 30 }],
  'alarm-ages': [{ kind: 'alarm-ages', days: 14 }],
  'silence-lasts': [
    { kind: 'silence-lasts', days: 90, unknown: false },
    { kind: 'silence-lasts', days: 180, unknown: true },
  ],
  'good-news-fades': [{ kind: 'good-news-fades', days: 90 }],
  'notice-takes-effect': [
    { kind: 'notice-takes-effect', receivedOn: '2027-05-03', endsOn: '2028-01-01', reason: 'price' },
  ],
  'onboarding-step-nudges': [{ kind: 'onboarding-step-nudges', title: 'Data import', targetOn: '2027-05-06' }],
  'onboarding-step-is-late': [{ kind: 'onboarding-step-is-late', title: 'Data import', targetOn: '2027-05-06' }],
  'onboarding-step-alarms': [
    { kind: 'onboarding-step-alarms', title: 'Data import', targetOn: '2027-05-06', workingDays: 5 },
  ],
  'policy-changes': [{ kind: 'policy-changes', policy, on: '2027-05-06' }],
  'question-reminds': [{ kind: 'question-reminds', workingDays: 5 }],
  'question-after-onboarding': [{ kind: 'question-after-onboarding', days: 7 }],
  'question-before-review': [{ kind: 'question-before-review', days: 21, on: '2027-05-06' }],
  'receivable-climbs': [
    {
      kind: 'receivable-climbs',
      invoice: 'R-2210',
      role: 'manager',
      again: false,
      asked: 'receivables',
      workingDays: 5,
    },
    {
      kind: 'receivable-climbs',
      invoice: null,
      role: 'receivables',
      again: true,
      asked: 'receivables',
      workingDays: 5,
    },
  ],
  'receivable-risks': [{ kind: 'receivable-risks', invoice: null, days: 60 }],
  'renewal-nears': [
    { kind: 'renewal-nears', days: 90, on: '2027-05-06', autoRenews: false },
    { kind: 'renewal-nears', days: 90, on: '2027-05-06', autoRenews: true },
  ],
  'last-notice-day-comes': [{ kind: 'last-notice-day-comes', noticeDays: 30, on: '2027-05-06' }],
  'term-prolongs': [{ kind: 'term-prolongs', months: 12, lastNoticeOn: '2027-05-06' }],
  'renewal-date-comes': [{ kind: 'renewal-date-comes', on: '2027-05-06' }],
  'grace-ends': [
    { kind: 'grace-ends', days: 30, on: '2027-05-06', ending: 'churned' },
    { kind: 'grace-ends', days: 30, on: '2027-05-06', ending: 'renewed' },
  ],
  'pause-ends': [{ kind: 'pause-ends', until: '2027-05-06', reason: 'season' }],
  'pause-reminds': [{ kind: 'pause-reminds', days: 30 }],
};

export const plainGerman: Locale = { language: 'de', country: 'DE', zone: 'UTC' };
export const ourLocales: readonly Locale[] = [plainEnglish, plainGerman];

/** With everybody's name. */
export const withNames = (locale: Locale): Telling => ({
  locale,
  lifecycle: 'D-1.crm.t1',
  names: namesOf({
    contacts: new Map([
      ['c_ada', 'Ada Egger'],
      ['c_ben', 'Ben Moser'],
      ['c_eve', 'Eve Lang'],
    ]),
    people: new Map([
      ['rep-tom', 'Tom Hughes'],
      ['rep-lukas', 'Lukas Ortner'],
    ]),
    groups: new Map([
      ['small', 'Small clients'],
      ['key', 'Key accounts'],
    ]),
    products: new Map([
      ['D-1.crm.t1', 'Brightline CRM'],
      ['D-2.desk.t1', 'Brightline Desk'],
    ]),
    steps: new Map([['data-import', 'Data import']]),
    promises: new Map([
      [promiseIdOf(0), 'time to quote'],
      [promiseIdOf(1), 'uptime'],
    ]),
    campaigns: new Map([['campaign-1', 'Summer forum']]),
    articles: new Map([['a_1', 'Ten ways to quote faster']]),
  }),
});

/** With nobody's. */
export const withoutNames = (locale: Locale): Telling => ({ locale, names: namesOf() });
