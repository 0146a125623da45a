/** A group's rules. A lifecycle carries a snapshot; only a `policy-changed` event replaces it. */
import type { ItemKind, TouchKind } from './item';

export const ladderRoles = ['rep', 'manager', 'director'] as const;
export type LadderRole = (typeof ladderRoles)[number];

export interface Rung {
  readonly role: LadderRole;
  /** Working days that this role has to acknowledge before the next one is told. */
  readonly workingDays: number;
}

/** Who collects: the workgroup's receivables manager first, and never the rep. */
export const collectorRoles = ['receivables', 'manager', 'director'] as const;

export interface ReceivablesRung {
  readonly role: (typeof collectorRoles)[number];
  /** Working days that this role has, after each try, before the next one is told. */
  readonly workingDays: number;
}

export const signalNames = [
  'usage',
  'happiness',
  'tickets',
  'serviceCall',
  'billingError',
  'invoiceOverdue',
  'contactDeparted',
  'competitorSeen',
  'singleContact',
  'news',
  'missedContact',
  'openAlarm',
  'renewalUndecided',
  'silence',
  'goodNews',
  'noticeGiven',
  'invoiceAtRisk',
  'seriousAlarm',
] as const;
type WeighedSignal = (typeof signalNames)[number];
/** Every signal, with those of the house's own, which are weighed by their codes. */
export type SignalName = WeighedSignal | 'ownSignal';

/** So many kinds of signals of the house's own there are at most. */
export const mostSignalKinds = 50;

/** Signals that say that nobody cared for the client, and what makes up for it: rep and manager see to that. */
export const neglectSignals: readonly SignalName[] = ['missedContact', 'openAlarm', 'silence', 'goodNews'];

/** What keeps a client from green while it stands, and makes nobody red: an alarm tells of it already. */
export const dangerSignals = ['noticeGiven', 'invoiceAtRisk', 'seriousAlarm'] as const satisfies readonly SignalName[];
export type DangerSignal = (typeof dangerSignals)[number];

/** True for what keeps a client from green, and is no reason for an alarm. */
export const isDanger = (signal: SignalName): signal is DangerSignal => dangerSignals.some((one) => one === signal);

/** Signals that may be a reason for an alarm. */
export type AlarmSignal = Exclude<SignalName, DangerSignal>;
export const alarmSignals: readonly AlarmSignal[] = signalNames.filter((name) => !isDanger(name));

export interface FirstStep {
  readonly kind: ItemKind;
  /** Working days after the alarm by which it is due. */
  readonly workingDays: number;
}

/** What may become of a lifecycle that nobody decided on. */
export const undecidedEndings = ['churned', 'renewed'] as const;

export interface Rules {
  readonly touches: {
    /** Weeks from one touch to the next on the grid; more than 12 counts as 12 (see `gridWeeks`). */
    readonly everyWeeks: number;
    /** Taken in turn. */
    readonly kinds: readonly TouchKind[];
    /** Days ahead at which the rep gets what is needed: a letter is posted before the day it should arrive. */
    readonly leadDays: { readonly [K in TouchKind]?: number };
  };
  readonly contactCap: {
    /** Days on which the client may hear from us within a window of `days`. Campaigns and articles add none beyond that. */
    readonly touches: number;
    /** Length of that window, in days. */
    readonly days: number;
  };
  readonly articles: {
    /** Days after one article was proposed in which no other is; null: none ever is. */
    readonly everyDays: number | null;
  };
  readonly onboarding: {
    /** Days before a step's target day at which its owner is nudged. */
    readonly nudgeDays: number;
    /** Working days past the target day at which an alarm is raised; null: never. */
    readonly escalateWorkingDays: number | null;
    /** Working days after the hand-off by which success criteria are asked for, where sales left them empty; null: never. */
    readonly criteriaWorkingDays: number | null;
    /** Whether they are asked for once for all lines of a deal. */
    readonly criteriaOnce: boolean;
  };
  readonly firstYear: {
    /** Months of use after which the check-in is due; null: none. */
    readonly checkInMonths: number | null;
    /** Months of the contract after which the client's own words are held against what came; null: none. */
    readonly successCheckMonths: number | null;
  };
  readonly birthdays: {
    readonly cards: boolean;
    /** Days ahead at which the card is prepared, so that it arrives in time. */
    readonly leadDays: number;
  };
  readonly reviews: {
    readonly everyMonths: number;
    /** Days before the meeting at which its agenda is sent to the rep. */
    readonly leadDays: number;
    /** Reviews of one client that lie at most so many days apart are offered as one meeting; 0: never. */
    readonly togetherDays: number;
    /** Whether a check-in or a success check that lies at most `togetherDays` from a review is a section of it. */
    readonly sections: boolean;
  };
  readonly satisfaction: {
    /** Days after onboarding at which the client's contacts are asked how happy they are; null: not asked. */
    readonly afterOnboardingDays: number | null;
    /** Days before a review at which they are asked; null: not asked. */
    readonly beforeReviewDays: number | null;
    /** How many contacts are asked at most, the highest level first. */
    readonly contacts: number;
    /** Days in which nobody is asked a second time; 0: no such rest. */
    readonly everyDays: number;
    /** Whether a question that would come on the eve of several days off waits until they are over. */
    readonly avoidHolidays: boolean;
    /** Working days after which whoever has not answered is reminded, once; null: never. */
    readonly remindWorkingDays: number | null;
    /** An answer of at most so much asks for the first steps of unhappiness at once, and the manager reads it too; null: none does. */
    readonly lowAt: number | null;
  };
  /** Working days after an item fell due at which the rep is reminded; it is overdue from the first on. */
  readonly reminderWorkingDays: readonly number[];
  /** Working days after which an open item counts as missed, in programmes that are no series. */
  readonly missedWorkingDays: number;
  readonly health: {
    /**
     * Points lost when the signal is at its worst; a signal in between loses a part of them. `goodNews` gives points back.
     * Of `dangerSignals` each takes at least so much of what is above amber, and as much as keeps it from green; 0: nothing.
     */
    readonly weights: { readonly [S in WeighedSignal]: number };
    /** A score below this is red. */
    readonly redBelow: number;
    /** A score below this is amber. */
    readonly amberBelow: number;
    /** Points above a threshold that it takes to leave the worse band again. */
    readonly hysteresis: number;
    /** Days after which a single incident (service call, billing error, departure) stops counting. */
    readonly incidentDays: number;
    /** How many scores of happiness are remembered, so that a correction brings back the one before; 0: none. */
    readonly heardKept: number;
    /** Whether a client of whom nothing was heard is unknown, where nothing speaks against them. */
    readonly unknownUntilHeard: boolean;
    /** Days without a talk, an answer or a reading that count as silence; after twice as many health is unknown again. */
    readonly silenceDays: number;
    /** Days for which an alarm may stand open before it counts against health. */
    readonly alarmDays: number;
    /** Whether the days of an overdue invoice go on by themselves. */
    readonly invoicesAge: boolean;
    /** Points lost when a signal of the house's own is past its alarm threshold, by code; null: none counts. */
    readonly ownSignals: { readonly [code: string]: number } | null;
  };
  readonly escalation: {
    readonly ladder: readonly Rung[];
    /** Programmes of which a missed item is an alarm. */
    readonly missed: readonly string[];
    /** A reason that returns within so many days of a resolution opens the same escalation again; 0: a new one. */
    readonly reopenDays: number;
    /** Reasons that weigh so much that the director hears of them; any other is small. Null: every one is serious. */
    readonly serious: readonly string[] | null;
    /** Working days that the rep has for a small alarm before the manager is told. */
    readonly smallWorkingDays: number;
    /**
     * Weeks after which the director hears of a serious alarm that nobody took on, and rep and manager are asked again;
     * after the last every eight weeks. Empty: as the ladder says.
     */
    readonly directorWeeks: readonly number[];
    /** Whether a contact who leaves is an alarm at once, whatever the health. */
    readonly departures: boolean;
    /** Whether somebody is told of a fall to red though an alarm is open that says why. */
    readonly falls: boolean;
    /** Whether an alarm ends by itself when its reasons do. */
    readonly endings: boolean;
    /** What to do first, by reason. */
    readonly firstSteps: { readonly [reason: string]: readonly FirstStep[] | undefined };
  };
  readonly receivables: {
    /** Who is told of an overdue invoice, and after how long the next person is told. */
    readonly ladder: readonly ReceivablesRung[];
    /** Days overdue from which on the lifecycle itself is at risk; null: never. */
    readonly riskAfterDays: number | null;
  };
  readonly growth: {
    /** Whether usage at the ceiling of what was bought opens an opportunity. */
    readonly atCeiling: boolean;
    /** Happiness in a review, 0–10, from which on it opens one; null: never. */
    readonly happyFrom: number | null;
    /** Working days after the business developer was told at which they are reminded, one by one. */
    readonly remindWorkingDays: readonly number[];
    /** Days after which one that the client postponed is brought up again. */
    readonly notNowDays: number;
    /** Days after one was won or lost in which numbers alone open none. */
    readonly restDays: number;
    /** Whether that rest goes on in the next term. */
    readonly restsOver: boolean;
  };
  readonly promises: {
    /** Whether a figure is held against a promise only from its date on, and one that improves is no miss. */
    readonly byDate: boolean;
  };
  readonly invitations: {
    /** Whether the rep is asked what came of a training or an event only after its day. */
    readonly askAfterwards: boolean;
  };
  readonly asking: {
    /** Whether what was not asked for a while (in a pause, onboarded again, asked by another lifecycle) counts, once it is asked again, from that day. */
    readonly anew: boolean;
  };
  readonly renewal: {
    readonly noticeDays: readonly number[];
    readonly graceDays: number;
    /** What becomes of a lifecycle that nobody decided on by the end of grace. */
    readonly undecided: (typeof undecidedEndings)[number];
  };
  readonly outlook: {
    /** Whether a rescue counts in the outlook of the renewal until a good word of the client's has come. */
    readonly rescues: boolean;
  };
  readonly handover: {
    /** Whether the client's contacts are told by mail who looks after them from now on. */
    readonly introduce: boolean;
  };
  readonly workingHours: {
    readonly opensAt: string;
    /** ISO weekdays, 1 Monday … 7 Sunday. */
    readonly days: readonly number[];
  };
}

export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly rules: Rules;
}

/** The usual rules, chosen as a seasoned account manager would; `domain/told/policy-reasons.ts` says why for each. */
export const defaultRules: Rules = {
  touches: {
    everyWeeks: 8,
    kinds: ['call', 'email', 'visit', 'call', 'article', 'thank-you'],
    leadDays: { letter: 7, 'birthday-card': 7, event: 21, training: 14 },
  },
  contactCap: { touches: 4, days: 30 },
  articles: { everyDays: 14 },
  onboarding: { nudgeDays: 3, escalateWorkingDays: 5, criteriaWorkingDays: 5, criteriaOnce: true },
  firstYear: { checkInMonths: 3, successCheckMonths: 6 },
  birthdays: { cards: true, leadDays: 10 },
  reviews: { everyMonths: 3, leadDays: 14, togetherDays: 21, sections: true },
  satisfaction: {
    afterOnboardingDays: 7,
    beforeReviewDays: 21,
    contacts: 5,
    everyDays: 30,
    avoidHolidays: true,
    remindWorkingDays: 5,
    lowAt: 6,
  },
  reminderWorkingDays: [3, 8],
  missedWorkingDays: 20,
  health: {
    weights: {
      usage: 60,
      happiness: 60,
      tickets: 35,
      serviceCall: 25,
      billingError: 20,
      invoiceOverdue: 20,
      contactDeparted: 30,
      competitorSeen: 30,
      singleContact: 10,
      news: 5,
      missedContact: 30,
      openAlarm: 15,
      renewalUndecided: 20,
      silence: 15,
      goodNews: 10,
      noticeGiven: 35,
      invoiceAtRisk: 15,
      seriousAlarm: 10,
    },
    redBelow: 45,
    amberBelow: 70,
    hysteresis: 5,
    incidentDays: 90,
    heardKept: 12,
    unknownUntilHeard: true,
    silenceDays: 90,
    alarmDays: 14,
    invoicesAge: true,
    ownSignals: {},
  },
  escalation: {
    ladder: [
      { role: 'rep', workingDays: 1 },
      { role: 'manager', workingDays: 1 },
      { role: 'director', workingDays: 5 },
    ],
    missed: ['touch', 'review', 'check-in', 'success-check'],
    reopenDays: 30,
    serious: [
      ...alarmSignals.filter((name) => !neglectSignals.includes(name)),
      'ownSignal',
      'client-opted-out',
      'renewal-undecided',
      'notice-given',
      'invoice-long-overdue',
    ],
    smallWorkingDays: 5,
    directorWeeks: [1, 2, 4, 8],
    departures: true,
    falls: true,
    endings: true,
    firstSteps: {
      contactDeparted: [
        { kind: 'successor-call', workingDays: 2 },
        { kind: 'sponsor-call', workingDays: 3 },
      ],
      usage: [{ kind: 'training', workingDays: 5 }],
      happiness: [{ kind: 'call', workingDays: 1 }],
      serviceCall: [{ kind: 'call', workingDays: 1 }],
      competitorSeen: [{ kind: 'visit', workingDays: 5 }],
      'notice-given': [{ kind: 'save-call', workingDays: 1 }],
    },
  },
  receivables: {
    ladder: [
      { role: 'receivables', workingDays: 5 },
      { role: 'receivables', workingDays: 5 },
      { role: 'manager', workingDays: 10 },
      { role: 'director', workingDays: 10 },
    ],
    riskAfterDays: 60,
  },
  growth: {
    atCeiling: true,
    happyFrom: 9,
    remindWorkingDays: [10, 25],
    notNowDays: 90,
    restDays: 180,
    restsOver: true,
  },
  promises: { byDate: true },
  invitations: { askAfterwards: true },
  asking: { anew: true },
  renewal: { noticeDays: [120, 90, 60, 30], graceDays: 30, undecided: 'churned' },
  outlook: { rescues: true },
  handover: { introduce: true },
  workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5] },
};

/**
 * What a snapshot of rules leaves open does not apply: a policy that was written before a rule existed
 * never asks for it. So a lifecycle in flight lives on exactly as it was promised, and its history replays.
 */
const silent: Rules = {
  ...defaultRules,
  touches: { ...defaultRules.touches, leadDays: {} },
  articles: { everyDays: null },
  onboarding: { nudgeDays: 0, escalateWorkingDays: null, criteriaWorkingDays: null, criteriaOnce: false },
  firstYear: { checkInMonths: null, successCheckMonths: null },
  birthdays: { cards: false, leadDays: 0 },
  reviews: { ...defaultRules.reviews, togetherDays: 0, sections: false },
  satisfaction: {
    afterOnboardingDays: null,
    beforeReviewDays: null,
    contacts: 0,
    everyDays: 0,
    avoidHolidays: false,
    remindWorkingDays: null,
    lowAt: null,
  },
  health: {
    ...defaultRules.health,
    heardKept: 0,
    unknownUntilHeard: false,
    invoicesAge: false,
    ownSignals: null,
    weights: {
      ...defaultRules.health.weights,
      competitorSeen: 0,
      singleContact: 0,
      news: 0,
      missedContact: 0,
      openAlarm: 0,
      renewalUndecided: 0,
      silence: 0,
      goodNews: 0,
      noticeGiven: 0,
      invoiceAtRisk: 0,
      seriousAlarm: 0,
    },
  },
  escalation: {
    ...defaultRules.escalation,
    missed: ['touch'],
    reopenDays: 0,
    serious: null,
    directorWeeks: [],
    departures: false,
    falls: false,
    endings: false,
    firstSteps: {},
  },
  receivables: { ladder: [], riskAfterDays: null },
  growth: { atCeiling: false, happyFrom: null, remindWorkingDays: [], notNowDays: 90, restDays: 0, restsOver: false },
  promises: { byDate: false },
  invitations: { askAfterwards: false },
  asking: { anew: false },
  outlook: { rescues: false },
  handover: { introduce: false },
};

type LeftOpen<Part> = { readonly [Rule in keyof Part]?: Part[Rule] | undefined };
type HealthRules = Omit<Rules['health'], 'weights'>;

/** Rules as somebody writes them: any part, and any rule of a part, may be left out. */
export type WrittenRules = {
  readonly [Part in keyof Omit<Rules, 'health' | 'reminderWorkingDays' | 'missedWorkingDays'>]?:
    LeftOpen<Rules[Part]> | undefined;
} & {
  readonly health?:
    (LeftOpen<HealthRules> & { readonly weights?: LeftOpen<Rules['health']['weights']> | undefined }) | undefined;
  readonly reminderWorkingDays?: Rules['reminderWorkingDays'] | undefined;
  readonly missedWorkingDays?: Rules['missedWorkingDays'] | undefined;
};

/** The part with what was written in place of what it says. */
function filled<Part extends object>(part: Part, written: LeftOpen<Part> | undefined): Part {
  return Object.assign({}, part, written);
}

function completed(by: Rules, written: WrittenRules): Rules {
  const { weights, ...health } = written.health ?? {};
  return {
    touches: filled(by.touches, written.touches),
    contactCap: filled(by.contactCap, written.contactCap),
    articles: filled(by.articles, written.articles),
    onboarding: filled(by.onboarding, written.onboarding),
    firstYear: filled(by.firstYear, written.firstYear),
    birthdays: filled(by.birthdays, written.birthdays),
    reviews: filled(by.reviews, written.reviews),
    satisfaction: filled(by.satisfaction, written.satisfaction),
    reminderWorkingDays: written.reminderWorkingDays ?? by.reminderWorkingDays,
    missedWorkingDays: written.missedWorkingDays ?? by.missedWorkingDays,
    health: { ...filled<HealthRules>(by.health, health), weights: filled(by.health.weights, weights) },
    escalation: filled(by.escalation, written.escalation),
    receivables: filled(by.receivables, written.receivables),
    growth: filled(by.growth, written.growth),
    promises: filled(by.promises, written.promises),
    invitations: filled(by.invitations, written.invitations),
    asking: filled(by.asking, written.asking),
    renewal: filled(by.renewal, written.renewal),
    outlook: filled(by.outlook, written.outlook),
    handover: filled(by.handover, written.handover),
    workingHours: filled(by.workingHours, written.workingHours),
  };
}

/** The rules of a snapshot, whenever it was taken: what it does not speak of does not apply. */
export function asPromised(policy: Omit<Policy, 'rules'> & { readonly rules: WrittenRules }): Policy {
  return { ...policy, rules: completed(silent, policy.rules) };
}

/** Rules in full: what was left out takes the default. */
export function withDefaults(rules: WrittenRules): Rules {
  return completed(defaultRules, rules);
}

/**
 * The widest grid that keeps four touches in every window of a year: four steps are 336 days, so even a holiday
 * that moves a touch by weeks leaves four inside.
 */
export const widestGridWeeks = 12;

/** At least four touches fall due in any year, whatever the policy says (mission, part 7). */
export function gridWeeks(rules: Pick<Rules, 'touches'>): number {
  return Math.min(widestGridWeeks, Math.max(1, rules.touches.everyWeeks));
}
