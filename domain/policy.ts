/** A group's rules. A lifecycle carries a snapshot; only a `policy-changed` event replaces it. */

export const touchKinds = [
  'call',
  'email',
  'letter',
  'lunch',
  'visit',
  'thank-you',
  'birthday-card',
  'article',
  'training',
  'event',
] as const;
export type TouchKind = (typeof touchKinds)[number];

export const ladderRoles = ['rep', 'manager', 'director'] as const;
export type LadderRole = (typeof ladderRoles)[number];

export interface Rung {
  readonly role: LadderRole;
  /** Working days that this role has to acknowledge before the next one is told. */
  readonly workingDays: number;
}

export interface Rules {
  readonly touches: {
    /** Weeks from one touch to the next on the grid; more than 12 counts as 12 (see `gridWeeks`). */
    readonly everyWeeks: number;
    /** Taken in turn. */
    readonly kinds: readonly TouchKind[];
  };
  readonly reviews: {
    readonly everyMonths: number;
    /** Days before the meeting at which its agenda is sent to the rep. */
    readonly leadDays: number;
  };
  /** Working days after an item fell due at which the rep is reminded; it is overdue from the first on. */
  readonly reminderWorkingDays: readonly number[];
  readonly health: {
    /** Points lost when the signal is at its worst; a signal in between loses a part of them. */
    readonly weights: {
      readonly usage: number;
      readonly happiness: number;
      readonly tickets: number;
      readonly serviceCall: number;
      readonly billingError: number;
      readonly invoiceOverdue: number;
      readonly contactDeparted: number;
    };
    /** A score below this is red. */
    readonly redBelow: number;
    /** A score below this is amber. */
    readonly amberBelow: number;
    /** Points above a threshold that it takes to leave the worse band again. */
    readonly hysteresis: number;
    /** Days after which a single incident (service call, billing error, departure) stops counting. */
    readonly incidentDays: number;
  };
  readonly escalation: {
    readonly ladder: readonly Rung[];
  };
  readonly renewal: {
    readonly noticeDays: readonly number[];
    readonly graceDays: number;
    /** What becomes of a lifecycle that nobody decided on by the end of grace. */
    readonly undecided: 'churned' | 'renewed';
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

/** Chosen as a seasoned account manager would; docs/policies.md says why for each. */
export const defaultRules: Rules = {
  touches: { everyWeeks: 8, kinds: ['call', 'email', 'visit', 'call', 'article', 'thank-you'] },
  reviews: { everyMonths: 3, leadDays: 14 },
  reminderWorkingDays: [3, 8],
  health: {
    weights: {
      usage: 60,
      happiness: 60,
      tickets: 35,
      serviceCall: 25,
      billingError: 20,
      invoiceOverdue: 20,
      contactDeparted: 30,
    },
    redBelow: 45,
    amberBelow: 70,
    hysteresis: 5,
    incidentDays: 90,
  },
  escalation: {
    ladder: [
      { role: 'rep', workingDays: 1 },
      { role: 'manager', workingDays: 1 },
      { role: 'director', workingDays: 5 },
    ],
  },
  renewal: { noticeDays: [120, 90, 60, 30], graceDays: 30, undecided: 'churned' },
  workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5] },
};

/**
 * At least four touches fall due in any year, whatever the policy says (mission, part 7). Twelve
 * weeks is the widest grid that keeps this in every window of a year: four steps are 336 days, so
 * even a day off that moves a touch by weeks leaves four inside.
 */
export function gridWeeks(rules: Rules): number {
  return Math.min(12, Math.max(1, rules.touches.everyWeeks));
}
